"""Faults of a file that is being read: which are told, and where reading goes on behind one."""

from __future__ import annotations

from aksnet.expressions.source import Fault
from aksnet.expressions.tree import Node, Opaque
from aksnet.readers.hcl.expressions import Expressions
from aksnet.readers.hcl.recovery import Trouble, resumption, starts_outermost
from aksnet.readers.hcl.syntax import Attribute
from aksnet.readers.hcl.tokens import IN_LINES
from aksnet.readers.hcl.trouble import EndlessError, UnreadableError, foreign

# How many faults of one file are told, and after how many, told or not, the rest of it is left.
MAX_FAULTS = 20
_MAX_TROUBLES = 200
_TOO_MUCH = "there is too much here that cannot be read: the rest of the file is left out"


class EnoughError(Exception):
    """There are so many faults that the rest of the file is left."""


class Telling(Expressions):
    """An expression reader that survives what it cannot read.

    Of the faults in one block of the file only the first is told: the others mostly follow from it.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, 0, len(text))
        self.faults: list[Fault] = []
        self.troubles = 0
        self.quiet = False
        # where something without an end takes in the rest of the file
        self.limit = len(text)
        # the type of the block of the file that is being read
        self.outermost = ""

    def begin_outermost(self) -> None:
        """Start an item of the file itself."""
        self.end = self.limit
        # what is left of a line is part of the trouble before it
        if self.stop == 0 or self.text[self.stop - 1] == "\n":
            self.quiet = False

    def tell(self, error: UnreadableError) -> None:
        self.troubles += 1
        if not self.quiet:
            said = foreign(self.text, error.at) or error
            last = len(self.faults) == MAX_FAULTS - 1
            self.faults.append(Fault(_TOO_MUCH, said.at) if last else Fault(said.message, said.at, said.hint))
            if last:
                raise EnoughError
        if self.troubles > _MAX_TROUBLES:
            raise EnoughError

    def tell_and_hush(self, error: UnreadableError) -> None:
        """Tell a fault that others in the same block may follow from."""
        self.tell(error)
        self.quiet = True

    def resume(self, error: UnreadableError, trouble: Trouble, opened: int | None) -> bool:
        """Tell a fault and go to where reading goes on; false where the body with the fault is over."""
        self.quiet = self.quiet and not isinstance(error, EndlessError)
        self.tell(error)
        self.quiet = self.quiet or opened is not None
        self.match = IN_LINES
        if isinstance(error, EndlessError):
            self.stop = self.end = self.limit = trouble.start
            return True
        found = resumption(self.text, self.end, trouble, opened)
        self.stop = found.at
        return found.inside

    def add(self, attributes: dict[str, Attribute], name: str, value: Node, at: int) -> None:
        """Set an argument; of one that is set twice nobody can say which value holds."""
        if name not in attributes:
            attributes[name] = Attribute(name, value, at)
            return
        first = attributes[name]
        attributes[name] = Attribute(name, Opaque(f"{name} is set twice", first.value.at), first.at)
        self.tell(UnreadableError(f"{name} is set a second time", at, "keep one of the two"))
        self.troubles -= 1  # the block is read as a whole nevertheless

    def ends_here(self, name: str, labels: int, at: int, opened: int | None) -> bool:
        """Whether a header shows that the block before it is not closed; that block then ends here."""
        if opened is None or not starts_outermost(self.text, at, name, labels):
            return False
        if name == "data" and self.outermost == "check":
            return False
        self.stop = self.end = at
        return True
