"""Blocks of a file with other text between their markers; everything else keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from aksnet.syncing.markers import Block

# How many digits of the checksum a marker has: it tells edits from generated text, and guards nothing.
_DIGITS = 16


class State(Enum):
    """How the text of a block stands to the spec, and to what aksnet wrote there last."""

    SAME = "same"
    UNMARKED = "the text is the same, and not its checksum, its indent or its ends of lines"
    STALE = "aksnet wrote it, and would write something else now"
    EDITED = "somebody else wrote it"


class Filled(NamedTuple):
    """A block with the text that belongs into it, and how its text stands to that."""

    block: Block
    wanted: str
    state: State


def filled(text: str, block: Block, wanted: str) -> Filled:
    """The block of a text with what belongs into it: lines that begin in column 1 and end with a newline each."""
    if _plain(text, block) == wanted:
        state = State.SAME if text[block.at : block.end] == marked(wanted, block) else State.UNMARKED
    elif not is_edited(text, block):
        state = State.STALE
    else:
        state = State.EDITED
    return Filled(block, wanted, state)


def is_edited(text: str, block: Block) -> bool:
    """Whether somebody else than aksnet wrote what is in a block: an empty one without a checksum is new."""
    there = _plain(text, block)
    return bool(there.strip()) if block.checksum is None else block.checksum != checksum(there)


def rewritten(text: str, blocks: Sequence[Filled]) -> str:
    """The text with what belongs into the blocks, which are in order."""
    return "".join(_pieces(text, blocks))


def _pieces(text: str, blocks: Sequence[Filled]) -> Iterator[str]:
    position = 0
    for block, wanted, state in blocks:
        if state is not State.SAME:
            yield text[position : block.at]
            yield marked(wanted, block)
            position = block.end
    yield text[position:]


def marked(wanted: str, block: Block) -> str:
    """The first marker and the text after it, with the block's indent and ends of lines."""
    begin = f"{block.mark} aksnet:begin {block.name} sha256={checksum(wanted)}"
    lines = [begin, *wanted.split("\n")[:-1]]
    return "".join(f"{block.indent}{line}{block.newline}" if line else block.newline for line in lines)


def enclosed(text: str, block: Block, wanted: str) -> str:
    """The text with both markers around what belongs into a block that has none yet."""
    end = f"{block.indent}{block.mark} aksnet:end{block.newline}"
    return f"{text[: block.at]}{marked(wanted, block)}{end}{text[block.end :]}"


def checksum(text: str) -> str:
    """The checksum of a block's text, without indent and with plain ends of lines."""
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _plain(text: str, block: Block) -> str:
    """What is in a block, as aksnet makes it: without the block's indent, with plain ends of lines."""
    lines = text[block.start : block.end].replace("\r\n", "\n").split("\n")
    return "\n".join(line.removeprefix(block.indent) for line in lines)
