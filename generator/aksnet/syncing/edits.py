"""Generated text that was edited by hand, as far as a file tells by itself: its checksum is not that of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.errors import OutputError, Place
from aksnet.syncing.blocks import is_edited
from aksnet.syncing.markers import blocks_in
from aksnet.targets.files import is_edited as is_file_edited


class Edited(NamedTuple):
    """What is wrong with generated text, and where it stands."""

    message: str
    place: Place
    hint: str


_HINT = "move the change to the spec and run aksnet sync, which refuses to write over it"


def edits_in(name: str, text: str) -> Iterator[Edited]:
    """What was edited in a file that aksnet wrote, or between its markers; markers that are wrong are told too."""
    text = text.replace("\r\n", "\n")
    if is_file_edited(text):
        yield Edited("aksnet wrote this file, and it was edited since", Place(name, 1), _HINT)
    try:
        blocks = blocks_in(name, text)
    except OutputError as error:
        for problem in error.problems:
            yield Edited(problem.message, problem.place or Place(name), problem.hint or _HINT)
        return
    for block in blocks:
        if block.checksum is not None and is_edited(text, block):
            yield Edited(f"the block {block.name} was edited since aksnet wrote it", block.place, _HINT)
