"""The program on a real terminal: a pseudo-terminal on which answers are typed, one when each question stands there."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from places import ROOT

# The program with the pseudo-terminal as the one that it is controlled by, so that ^C is a signal, which whoever runs
# the tests in the background may have told their children to ignore.
_PROGRAM = (
    "import fcntl, signal, sys, termios; signal.signal(signal.SIGINT, signal.default_int_handler);"
    " fcntl.ioctl(0, termios.TIOCSCTTY, 0); from aksnet.__main__ import main; sys.argv[0] = 'aksnet'; main()"
)
# How a question ends.
_PROMPT = re.compile(r"\[[^\]\n]*\]: $")
INTERRUPT, END = "\x03", "\x04"
# Nobody waits for longer: the program hangs, or the machine does.
_SECONDS = 120


class Talk(NamedTuple):
    """What stood on the terminal in the end, and the exit code; how many questions were asked."""

    code: int
    shown: str
    questions: int


# What is typed, or what is done to know it.
Typed: TypeAlias = str | Callable[[], str]


def talk(
    words: Iterable[str],
    answers: Iterable[Typed],
    folder: Path,
    around: Mapping[str, str] | None = None,
    output: Path | None = None,
) -> Talk:
    """Call the program in a folder and type an answer at each question; after the last one the input ends.

    Standard output is the terminal as well, or goes into the file `output`.
    """
    import pty

    ours, theirs = pty.openpty()
    printed = os.dup(theirs) if output is None else os.open(output, os.O_WRONLY | os.O_CREAT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "COLUMNS": "80", **(around or {})}
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *words],
        stdin=theirs,
        stdout=printed,
        stderr=theirs,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    os.close(printed)
    try:
        shown, questions = _typed(ours, list(answers))
    finally:
        os.close(ours)
        if not _is_over(program):
            program.kill()
    return Talk(program.wait(), shown, questions)


def _is_over(program: subprocess.Popen[bytes]) -> bool:
    try:
        program.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def _typed(terminal: int, answers: list[Typed]) -> tuple[str, int]:
    shown, seen, questions, last = b"", 0, 0, ""
    while True:
        if last == INTERRUPT and not select.select([terminal], [], [], 1)[0]:
            os.write(terminal, last.encode())  # it came before readline waited for a key: a person types it once more
        ready, _, _ = select.select([terminal], [], [], _SECONDS)
        try:
            data = os.read(terminal, 65536) if ready else b""
        except OSError:  # how Linux says that the other side is closed
            data = b""
        if not data:
            return shown.decode("utf-8", "replace").replace("\r\n", "\n"), questions
        shown += data
        if _PROMPT.search(shown[seen:].decode("utf-8", "replace")):
            seen, questions = len(shown), questions + 1
            answer = answers.pop(0) if answers else END
            last = answer if isinstance(answer, str) else answer()
            typed = last if last in (INTERRUPT, END) else f"{last}\n"
            os.write(terminal, typed.encode("utf-8", "surrogateescape"))
