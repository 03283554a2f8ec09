"""What may stand in place of a value, by what help calls it: words, files, or folders."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, NamedTuple

from aksnet.facts import choices
from aksnet.options import words_of

# Words and what each of them is.
Rows = Iterable[tuple[str, str]]


class Offer(NamedTuple):
    """What a shell may complete: `words`, each with what it is, or its own `files` or `folders`."""

    kind: str
    words: tuple[tuple[str, str], ...] = ()


class Point(NamedTuple):
    """Where on the line it is: the command, the whole words behind that, the beginning of one; what was given."""

    command: str
    words: list[str]
    current: str
    specs: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()


def of_words(rows: Rows, current: str) -> Offer:
    """The words that begin so, each of them once."""
    found: dict[str, str] = {}
    for word, what in rows:
        if word.startswith(current):
            found.setdefault(word, what)
    return Offer("words", tuple(found.items()))


def of_value(parameter: Any, point: Point) -> Offer:
    """What an option or an argument may be."""
    words = _words(parameter, point)
    if words:
        aliases = tuple(choices.ALIASES) if words == tuple(choices.PLUGINS) else ()
        return of_words([(word, "") for word in (*words, *(one for one in aliases if point.current))], point.current)
    metavar = parameter.metavar
    if metavar in FILES or metavar in FOLDERS:
        return Offer("files" if metavar in FILES else "folders")
    rows = VALUES.get(metavar)
    if rows is None:
        return Offer("words")
    offer = _of_list if metavar in LISTS else of_words
    return offer(rows(point), point.current)


def _words(parameter: Any, point: Point) -> tuple[str, ...]:
    beside, words = _BESIDE.get((point.command, parameter.name), ("", ()))
    return words if beside in point.given else words_of(parameter)


def _of_list(rows: Rows, current: str) -> Offer:
    """Of words with commas between them the last."""
    done, comma, last = current.rpartition(",")
    offer = of_words(((word, what) for word, what in rows if word not in done.split(",")), last)
    return offer._replace(words=tuple((done + comma + word, what) for word, what in offer.words))


def _late(name: str, module: str = "vocabulary") -> Callable[[Point], Rows]:
    """Words out of a module beside this one, which is loaded for them alone."""

    def rows(point: Point) -> Rows:
        found: Rows = getattr(import_module(f"aksnet.cli.{module}"), name)(point)
        return found

    return rows


# What help calls values, and what completes them.
FILES = frozenset({"FILE", "SPEC", "[SPEC|-]", "[PATH|-]...", "OLD NEW|PLAN|PATH"})
FOLDERS = frozenset({"DIR", "[DIR]"})
VALUES: dict[str, Callable[[Point], Rows]] = {
    "RULES": _late("rules"),
    "WORD": _late("explained"),
    "[MODE]...": _late("modes"),
    "VERDICTS": _late("gates"),
    "VERSION": _late("releases"),
    "API": _late("api_versions"),
    "CLUSTER": _late("clusters", "naming"),
    "PATH=VALUE": _late("paths"),
}
# Where a spec stands, of which clusters may be named.
SPECS = frozenset({"SPEC", "[SPEC|-]"})
# What the values of a command's option are where another option stands on the line.
_BESIDE: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("migrate", "format_"): ("--retiring", choices.CALENDARS),
    ("plan", "format_"): ("--explain", tuple(one for one in choices.PLANS if one not in choices.BARE_PLANS)),
    ("check", "format_"): ("--diff", ("text",)),
    ("gen", "format_"): ("--output", ("text",)),
}
# Of which one value may be several words with commas between them.
LISTS = frozenset({"RULES", "VERDICTS"})
# What people make up themselves.
FREE = frozenset(
    {
        "ADDRESS", "CIDR", "CIDR|NUMBER", "DATE", "DAYS", "FACTOR", "I/N", "ID", "NAME", "NUMBER", "PERCENT",
        "POOL=NUMBER", "REGION", "REV", "[POOL=]NUMBER",
    }
)  # fmt: skip
