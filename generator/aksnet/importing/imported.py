"""What an import makes of one cluster: its spec, what is to be filled in, and what a spec cannot say."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from aksnet.errors import Place
from aksnet.spec.nodes import Key
from aksnet.view import Json

Path: TypeAlias = tuple[Key, ...]
# How the reason begins of a value that a change to the spec would change.
WOULD_CHANGE = "the spec would change it"
# How it begins where the spec says something: what aksnet writes otherwise, what nobody else said, what cannot be told.
IN_SPEC, UNSAID, UNTOLD = "the spec has it", "nobody says it", "whether the spec changes it cannot be told"


class Open(NamedTuple):
    """A value of the spec that could not be told: the text that stands for it has the `name`.

    `path` is where it stands in the spec, `arm` what it is in ARM's terms, `reason` why it cannot be told. `sign` is
    that of the `Unknown`: in a fleet, two of one sign are one value.
    """

    name: str
    path: Path
    arm: str
    reason: str
    place: Place | None = None
    sign: str | None = None


class Given(NamedTuple):
    """What the spec leaves to whoever deploys, because it cannot be told: its name there, why, and its place."""

    name: str
    reason: str
    place: Place | None = None

    def __str__(self) -> str:
        lead = f"{self.place}: " if self.place is not None else ""
        return f"{self.name}: {lead}{self.reason}"


class Left(NamedTuple):
    """What the spec cannot say: its path in ARM's terms, the value as text, and why it is not in the spec.

    A pool's path begins with its name in brackets: "agentPoolProfiles[user].nodeTaints".
    """

    arm: str
    value: str
    why: str
    place: Place | None = None

    @property
    def is_change(self) -> bool:
        """Whether a change to the spec would change it."""
        return self.why.startswith(WOULD_CHANGE)

    @property
    def is_outside(self) -> bool:
        """Whether it is in the input only."""
        return not self.why.startswith((WOULD_CHANGE, IN_SPEC, UNSAID, UNTOLD))


class Imported(NamedTuple):
    """One cluster as a spec, in the order in which people write it.

    `remarks` are by path of the spec: where a value comes from, or what is to be filled in. `was` is its own name with
    its place, where it has another in its fleet.
    """

    spec: dict[str, Json]
    remarks: dict[Path, str]
    placeholders: tuple[Open, ...] = ()
    left: tuple[Left, ...] = ()
    given: tuple[Given, ...] = ()
    was: str | None = None
