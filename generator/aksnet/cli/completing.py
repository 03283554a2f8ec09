"""What a shell may complete at a point of the line: commands, options, and values."""

from typing import Any, NamedTuple

import typer

from aksnet.cli.calling import only
from aksnet.cli.catalogue import COMMANDS, summary_of
from aksnet.cli.offering import Offer, Point, of_value, of_words
from aksnet.errors import printable

# What bash parts words at though nobody typed a space.
_JOINTS = ("=", ":")
_EMPTY = '""'  # how PowerShell says that there is no word yet


def run(app: typer.Typer, words: list[str], shell: str) -> int:
    """Print what may stand in place of the last of the words. A line that is being typed is never told its faults."""
    from aksnet.commands import telling

    try:
        words, left = _rejoined(words) if shell == "bash" else (words, "")
        offer = _at(app, ["" if word == _EMPTY else word for word in words] or [""])
        telling.emit("\n".join([offer.kind, *_lines(offer, left)]) + "\n")
    except Exception:
        return 0
    return 0


def _lines(offer: Offer, left: str) -> list[str]:
    return [f"{word.removeprefix(left)}\t{printable(what)}" for word, what in offer.words]


def _rejoined(words: list[str]) -> tuple[list[str], str]:
    """The words as they were typed, and what of the last of them bash does not replace."""
    whole: list[str] = []
    glued = False
    for word in words:
        joint = word in _JOINTS
        if whole and (joint or glued):
            whole[-1] += word
        else:
            whole.append(word)
        glued = joint
    last, typed = (whole[-1], "" if words[-1] in _JOINTS else words[-1]) if whole else ("", "")
    return whole, last[: len(last) - len(typed)]


class _Taken(NamedTuple):
    """Of the words before the last: the options that were given, and the one that waits for its value."""

    given: set[str]
    waiting: Any | None
    closed: bool


def _at(app: typer.Typer, words: list[str]) -> Offer:
    *before, current = words
    if before[:1] == ["help"]:
        before = before[1:]
    if not before:
        return _of_commands(current)
    with only(app, before[:1]):
        parameters = typer.main.get_command(app).commands[before[0]].params  # type: ignore[attr-defined]
    taken = _taken(before[1:], parameters)
    point = Point(before[0], before[1:], current)
    if taken.waiting is not None:
        return of_value(taken.waiting, point)
    if current.startswith("-") and not taken.closed:
        return _of_option(parameters, taken, point)
    argument = next((one for one in parameters if one.param_type_name == "argument"), None)
    return of_value(argument, point) if argument is not None else Offer("words")


def _of_commands(current: str) -> Offer:
    if current.startswith("-"):
        return of_words((("--version", "the version alone"), ("--help", "what there is")), current)
    return of_words([(name, summary_of(function)) for name, function in COMMANDS.items()], current)


def _taken(words: list[str], parameters: list[Any]) -> _Taken:
    named = {name: one for one in parameters if one.param_type_name == "option" for name in one.opts}
    given: set[str] = set()
    waiting = None
    for word in words:
        if waiting is not None:
            waiting = None
        elif word == "--":
            return _Taken(given, None, closed=True)
        elif word.partition("=")[0] in named:
            option = named[word.partition("=")[0]]
            given.update(option.opts)
            waiting = None if option.is_flag or "=" in word else option
    return _Taken(given, waiting, closed=False)


def _of_option(parameters: list[Any], taken: _Taken, point: Point) -> Offer:
    options = [one for one in parameters if one.param_type_name == "option"]
    name, equals, value = point.current.partition("=")
    if equals:
        option = next((one for one in options if name in one.opts and not one.is_flag), None)
        if option is None:
            return Offer("words")
        offer = of_value(option, point._replace(current=value))
        return offer._replace(words=tuple((f"{name}={word}", what) for word, what in offer.words))
    rows = [(max(one.opts, key=len), one) for one in options if one.multiple or not taken.given & set(one.opts)]
    return of_words([*((name, one.help or "") for name, one in rows), ("--help", "what it takes")], point.current)
