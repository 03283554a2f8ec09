"""What can go wrong before anything is rendered, and where in the input it went wrong."""

from typing import NamedTuple


def printable(text: str) -> str:
    """The text in one line, without what would move the cursor or be a command to a pipeline that reads it."""
    shown = text.replace("\t", " ")
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)
    return shown.replace("##vso[", "## vso[").replace("##[", "## [")


class Place(NamedTuple):
    """Where a value stands: a file (or the flag that gave it), with line and column counted from 1."""

    source: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        # a line that begins with two colons is a command to GitHub's runner
        source = f"./{self.source}" if self.source.startswith("::") else self.source
        return ":".join(str(part) for part in (source, self.line, self.column) if part is not None)


class Problem(NamedTuple):
    """One thing that is wrong with an input: what, where, and what to do about it."""

    message: str
    place: Place | None = None
    hint: str | None = None

    def __str__(self) -> str:
        lead = f"{self.place}: " if self.place else ""
        hint = f"\n  hint: {printable(self.hint)}" if self.hint else ""
        return f"{printable(lead)}error: {printable(self.message)}{hint}"


# How many problems are told at once.
MAX_SHOWN = 50
# What the program ends with where it is itself at fault.
BUG = 3


class AksnetError(Exception):
    """An error that the user can act on; `exit_code` is what the program ends with."""

    exit_code = 2
    problems: tuple[Problem, ...]

    def __init__(self, *problems: Problem) -> None:
        more = [f"error: and {len(problems) - MAX_SHOWN:,} more"] if len(problems) > MAX_SHOWN else []
        super().__init__("\n".join([*map(str, problems[:MAX_SHOWN]), *more]))
        self.problems = problems


class UsageError(AksnetError):
    """The command line, or a call, asks for something that does not exist or cannot go together."""


class ReadError(AksnetError):
    """An input that cannot be read, or only in part."""


class SpecError(ReadError):
    """A spec that cannot be read or is not of the shape that the models describe."""


class OutputError(AksnetError):
    """A file that cannot, or must not, be written."""

    exit_code = 1
