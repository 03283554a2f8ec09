"""What a comment is."""

from typing import NamedTuple


class Comment(NamedTuple):
    """A comment with its marks, and the offset at which it starts."""

    at: int
    text: str

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.at + len(self.text)
