"""What a run of `aksnet sync` would change, file by file, and what is in its way."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Place, printable


class Difference(NamedTuple):
    """One thing in a file that is not what the spec says: in words, for which cluster, where.

    `edited` where somebody else than aksnet wrote it.
    """

    message: str
    cluster: str
    place: Place
    edited: bool = False


class Change(NamedTuple):
    """A file with other content, all of it; `before` is None where there is no such file yet."""

    path: Path
    before: bytes | None
    after: bytes
    differences: tuple[Difference, ...]

    @property
    def is_edited(self) -> bool:
        """Whether it would take something away that somebody else wrote."""
        return any(one.edited for one in self.differences)


def difference(change: Change) -> str:
    """What would change in a file, as a unified diff that `patch -p0` takes."""
    from difflib import unified_diff

    name = printable(str(change.path))
    name = f"{name}\t" if " " in name else name  # as GNU diff does: there it ends
    before, after = (
        list(StringIO((data or b"").decode("utf-8", "replace"), newline="")) for data in (change.before, change.after)
    )
    lines = unified_diff(before, after, "/dev/null" if change.before is None else name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
