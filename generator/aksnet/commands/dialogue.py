"""Asking on a terminal, one line for each answer: questions on standard error, and wrong answers asked again."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from aksnet.errors import AksnetError, Problem, UsageError, printable

Answer = TypeVar("Answer")
_YES, _NO = ("y", "yes"), ("n", "no")
# How many characters an answer has at the most: a paste of something else is longer.
_MOST = 1000
# Of readline: lines that are pasted together are answers one by one, and nothing but what is asked is shown.
_SETTINGS = ("set enable-bracketed-paste off", "set enable-meta-key off")


class UnclearError(Exception):
    """An answer that is none; the text says what would be one."""


def line(prompt: str, otherwise: str) -> str:
    """What is typed after a prompt, stripped; where the input ends, UsageError with the hint `otherwise`."""
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        sys.stdin.reconfigure(errors="replace")  # what is no UTF-8 is a wrong answer, and no bug
    try:
        return (_edited(prompt) if _edits() else _plain(prompt)).strip()
    except EOFError:
        print(file=sys.stderr)
        raise UsageError(Problem("the input ended before the last question", hint=otherwise)) from None


def _plain(prompt: str) -> str:
    print(prompt, end="", file=sys.stderr, flush=True)
    text = sys.stdin.readline()
    if not text:
        raise EOFError
    return text


def _edits() -> bool:
    """Whether a line can be edited with arrow keys while it is typed: a person types, and this Python has readline."""
    ours = all(isinstance(one, io.TextIOWrapper) for one in (sys.stdin, sys.stdout, sys.stderr))
    if not (ours and sys.stdin.isatty() and sys.stderr.isatty() and sys.stdout.fileno() == 1):
        return False
    try:
        import readline
    except ImportError:  # not on Windows
        return False
    for setting in _SETTINGS:
        readline.parse_and_bind(setting)
    return True


def _forget() -> None:
    """From here on an arrow up brings back what is typed at this question, and no answer to another one."""
    if _edits():
        import readline

        readline.clear_history()


def _edited(prompt: str) -> str:
    """A line that is edited while it is typed; readline is told the prompt, which it draws anew."""
    with _shown_on_standard_error():
        return input(prompt)


@contextmanager
def _shown_on_standard_error() -> Iterator[None]:
    """While it lasts, standard output is the terminal of standard error: readline writes to no other one."""
    sys.stdout.flush()
    result = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(result, 1)
        os.close(result)


def answer(prompt: str, help: str, take: Callable[[str], Answer], otherwise: str) -> Answer:  # noqa: A002
    """What `take` makes of an answer; one that it refuses is asked for again, and `?` prints the help."""
    _forget()
    while True:
        text = line(prompt, otherwise)
        try:
            if text != "?":
                return take(_bounded(text))
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


def _bounded(text: str) -> str:
    if len(text) > _MOST:
        raise UnclearError(f"these are {len(text):,} characters, and an answer has {_MOST:,} at the most")
    return text


def tell_wrapped(lead: str, text: str) -> None:
    """A sentence on standard error, as wide as the terminal; further lines stand under its first word."""
    width = max(min(shutil.get_terminal_size().columns, 110), 30)
    print(
        textwrap.fill(printable(text), width, initial_indent=lead, subsequent_indent=" " * len(lead)), file=sys.stderr
    )
