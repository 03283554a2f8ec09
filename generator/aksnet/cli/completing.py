"""What a shell may complete at a point of the line: commands, options, and values."""

from typing import Any, NamedTuple

import typer

from aksnet.cli.calling import only
from aksnet.cli.catalogue import COMMANDS, summary_of
from aksnet.cli.offering import SPECS, Offer, Point, of_value, of_words
from aksnet.cli.quoting import plain
from aksnet.errors import printable

# What bash parts words at though nobody typed a space.
_JOINTS = ("=", ":")
_EMPTY = '""'  # how PowerShell says that there is no word yet


def run(app: typer.Typer, words: list[str], shell: str) -> int:
    """Print what may stand in place of the last of the words. A line that is being typed is never told its faults."""
    from aksnet.commands import telling

    try:
        words, left = _rejoined(words) if shell == "bash" else (words, "")
        *before, current = words or [""]
        offer = _at(app, [*(plain(word, shell) for word in before), "" if current == _EMPTY else current])
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
    """Of the words before the last: options that were given, the one that waits for its value, and all values."""

    given: set[str]
    waiting: Any | None
    closed: bool
    values: list[tuple[Any, str]]

    def takes_more(self, argument: Any) -> bool:
        """Whether one more word may stand for an argument."""
        return argument.nargs != 1 or all(one is not argument for one, _ in self.values)


def _at(app: typer.Typer, words: list[str]) -> Offer:
    *before, current = words
    if before[:1] == ["help"]:
        return Offer("words") if before[1:] or current.startswith("-") else _of_commands(current)
    if not before:
        return _of_commands(current)
    with only(app, before[:1]):
        parameters = typer.main.get_command(app).commands[before[0]].params  # type: ignore[attr-defined]
    taken = _taken(before[1:], parameters)
    specs = tuple(value for one, value in taken.values if one.metavar in SPECS)
    point = Point(before[0], before[1:], current, specs, frozenset(taken.given))
    if taken.waiting is not None:
        return of_value(taken.waiting, point)
    if current.startswith("-") and not taken.closed:
        return _of_option(parameters, taken, point)
    argument = _argument(parameters)
    return of_value(argument, point) if argument is not None and taken.takes_more(argument) else Offer("words")


def _argument(parameters: list[Any]) -> Any | None:
    return next((one for one in parameters if one.param_type_name == "argument"), None)


def _of_commands(current: str) -> Offer:
    if current.startswith("-"):
        return of_words((("--version", "the version alone"), ("--help", "what there is")), current)
    return of_words([(name, summary_of(function)) for name, function in COMMANDS.items()], current)


def _taken(words: list[str], parameters: list[Any]) -> _Taken:
    named = {name: one for one in parameters if one.param_type_name == "option" for name in one.opts}
    given: set[str] = set()
    values: list[tuple[Any, str]] = []
    waiting, closed, argument = None, False, _argument(parameters)
    for word in words:
        if waiting is not None:
            values.append((waiting, word))
            waiting = None
        elif closed or word == "-" or not word.startswith("-"):
            values += [(argument, word)] if argument is not None else []
        elif word == "--":
            closed = True
        else:
            options, value = _parted(word, named)
            given.update(name for one in options for name in one.opts)
            waiting = options[-1] if options and not options[-1].is_flag and value is None else None
            values += [(options[-1], value)] if options and value is not None else []
    return _Taken(given, waiting, closed, values)


def _parted(word: str, named: dict[str, Any]) -> tuple[list[Any], str | None]:
    """The options in one word, and the value in it: --file=x, or letters with the value behind them, as -qfx."""
    if word.startswith("--"):
        name, equals, value = word.partition("=")
        return [named[name]] if name in named else [], value if equals else None
    options: list[Any] = []
    for index, letter in enumerate(word[1:], 2):
        if f"-{letter}" not in named:
            return options, None
        options.append(named[f"-{letter}"])
        if not options[-1].is_flag:
            return options, word[index:] or None
    return options, None


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
