"""Asking on a terminal, one line for each answer: questions on standard error, and wrong answers asked again."""

from __future__ import annotations

import io
import shutil
import sys
import textwrap
from collections.abc import Callable
from typing import TypeVar

from aksnet.errors import AksnetError, Problem, UsageError, printable

Answer = TypeVar("Answer")
_YES, _NO = ("y", "yes"), ("n", "no")
# How many characters an answer has at the most: a paste of something else is longer.
_MOST = 1000


class UnclearError(Exception):
    """An answer that is none; the text says what would be one."""


def line(prompt: str, otherwise: str) -> str:
    """What is typed after a prompt, stripped; where the input ends, UsageError with the hint `otherwise`."""
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        sys.stdin.reconfigure(errors="replace")  # what is no UTF-8 is a wrong answer, and no bug
    print(prompt, end="", file=sys.stderr, flush=True)
    text = sys.stdin.readline()
    if not text:
        print(file=sys.stderr)
        raise UsageError(Problem("the input ended before the last question", hint=otherwise))
    return text.strip()


def answer(prompt: str, help: str, take: Callable[[str], Answer], otherwise: str) -> Answer:  # noqa: A002
    """What `take` makes of an answer; one that it refuses is asked for again, and `?` prints the help."""
    while True:
        text = line(prompt, otherwise)
        try:
            if text != "?":
                return take(_typed(text))
            print(f"  {help}", file=sys.stderr)
        except UnclearError as error:
            print(f"  {error}", file=sys.stderr)
        except AksnetError as error:
            print(error, file=sys.stderr)


def yes_or_no(text: str, *, default: bool) -> bool:
    """What a short answer says; nothing is the default."""
    if text and text.lower() not in (*_YES, *_NO):
        raise UnclearError("answer y or n")
    return text.lower() in _YES if text else default


def agreed(words: str, otherwise: str) -> bool:
    """Whether a question is answered with yes, which is its default."""
    return answer(f"{words} [yes]: ", "y or n", lambda text: yes_or_no(text, default=True), otherwise)


def _typed(text: str) -> str:
    """An answer that somebody can have meant; a terminal sends the arrow keys along, and edits nothing with them."""
    if not text.replace("\t", " ").isprintable():
        raise UnclearError("there is a key in it that types nothing, such as an arrow: type the answer once more")
    if len(text) > _MOST:
        raise UnclearError(f"these are {len(text):,} characters, and an answer has {_MOST:,} at the most")
    return text


def tell_wrapped(lead: str, text: str) -> None:
    """A sentence on standard error, as wide as the terminal; further lines stand under its first word."""
    width = max(min(shutil.get_terminal_size().columns, 110), 30)
    print(
        textwrap.fill(printable(text), width, initial_indent=lead, subsequent_indent=" " * len(lead)), file=sys.stderr
    )
