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
    """Where on the line it is: the command, the whole words behind that, and the beginning of one."""

    command: str
    words: list[str]
    current: str


def of_words(rows: Rows, current: str) -> Offer:
    """The words that begin so."""
    return Offer("words", tuple((word, what) for word, what in rows if word.startswith(current)))


def of_value(parameter: Any, point: Point) -> Offer:
    """What an option or an argument may be."""
    words = words_of(parameter)
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


def _of_list(rows: Rows, current: str) -> Offer:
    """Of words with commas between them the last."""
    done, comma, last = current.rpartition(",")
    offer = of_words(((word, what) for word, what in rows if word not in done.split(",")), last)
    return offer._replace(words=tuple((done + comma + word, what) for word, what in offer.words))


def _late(name: str) -> Callable[[Point], Rows]:
    """Words out of `aksnet.cli.vocabulary`, which is loaded for them alone."""

    def rows(point: Point) -> Rows:
        found: Rows = getattr(import_module("aksnet.cli.vocabulary"), name)(point)
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
    "CLUSTER": _late("clusters"),
    "PATH=VALUE": _late("paths"),
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
