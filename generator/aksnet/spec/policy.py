"""An organisation's policy: what it allows of what Azure allows, in `.aksnet.yaml` or `[tool.aksnet]`."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr

from aksnet.facts.choices import ALIASES
from aksnet.modes.base import Cidr, Filled, Many, Model, Word

# What is written short, or by another name, and what it becomes: the schema of a policy has both.
BY_ALIAS = BeforeValidator(lambda word: ALIASES.get(word, word) if isinstance(word, str) else word)
OFF = BeforeValidator(lambda value: "off" if value is False else value)  # YAML reads a plain off as false
BARE_SEVERITY = BeforeValidator(
    lambda value: {"severity": value} if isinstance(value, str) or value is False else value
)
BARE_RANGE = BeforeValidator(lambda value: {"range": value} if isinstance(value, str) else value)
Mode = Annotated[Literal["overlay", "cilium", "pod-subnet", "node-subnet", "byo", "kubenet"], BY_ALIAS]


def _glob(text: str) -> str:
    from pathspec import GitIgnoreSpec

    if text.startswith("#"):
        raise ValueError(f"{text!r} is a comment, and names no file")
    if {".", ".."} & set(text.removeprefix("!").split("/")):
        raise ValueError(f"{text!r} names no file: a path starts from the policy's folder, without ./ and ../")
    try:
        GitIgnoreSpec.from_lines([text])
    except (ValueError, re.error):
        raise ValueError(f"{text!r} is no glob") from None
    return text


def _not_only_exceptions(globs: tuple[str, ...]) -> tuple[str, ...]:
    if globs and globs[0].startswith("!"):
        raise ValueError(f"{globs[0]!r} is an exception, and nothing before it names a file")
    return globs


# a path from the policy's folder, as .gitignore writes them
Glob = Annotated[Word, AfterValidator(_glob)]
NOT_ONLY_EXCEPTIONS = AfterValidator(_not_only_exceptions)


class SeverityOverride(Model):
    """Another severity for a rule; a looser one, or none at all, needs a reason."""

    severity: Annotated[Literal["error", "warning", "info", "off"], OFF]
    reason: Word | None = None


class MinimumPrefixes(Model):
    """The smallest ranges that are allowed, as prefix lengths in IPv4: a range with a longer prefix is refused."""

    pod_cidr: Annotated[int, Field(ge=0, le=32)] | None = None
    service_cidr: Annotated[int, Field(ge=0, le=32)] | None = None
    node_subnet: Annotated[int, Field(ge=0, le=32)] | None = None
    pod_subnet: Annotated[int, Field(ge=0, le=32)] | None = None


class ForbiddenRange(Model):
    """A range that nothing of a cluster may overlap, and why."""

    range: Cidr
    reason: Word | None = None


class PolicyIgnore(Model):
    """A rule whose findings are left out in these files, and why; without paths it is so everywhere."""

    rule: Word
    reason: Word
    paths: Annotated[Filled[Glob], NOT_ONLY_EXCEPTIONS] | None = None


class Policy(Model):
    """What an organisation asks for beyond Azure's own rules; `file` is where it stands."""

    _file: str = PrivateAttr(default="")

    allowed_modes: Filled[Mode] | None = None
    network_policy: Filled[Literal["none", "azure", "calico", "cilium"]] | None = None
    minimum_prefixes: MinimumPrefixes | None = None
    forbidden_ranges: Filled[Annotated[ForbiddenRange, BARE_RANGE]] | None = None
    severities: dict[Word, Annotated[SeverityOverride, BARE_SEVERITY]] = Field(default_factory=dict)
    ignores: Many[PolicyIgnore] = ()
    exclude: Annotated[Many[Glob], NOT_ONLY_EXCEPTIONS] = ()

    @property
    def file(self) -> str:
        """Where the policy stands; empty for one that was made in Python."""
        return self._file

    def found_in(self, file: str) -> Self:
        """The policy with the file that it stands in."""
        policy = self.model_copy()
        policy._file = file
        return policy
