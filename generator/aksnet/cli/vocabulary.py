"""Words that a shell completes and that are many: rules, versions, and the fields of a spec."""

import re
from collections.abc import Iterator
from pathlib import Path

from aksnet.cli.offering import Point, Rows
from aksnet.facts import choices


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this module, which a test holds equal to what it is made of."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())


def rules(point: Point) -> Rows:
    """The rules by id, and by slug where one is begun."""
    for number, slug, _, summary in _rows("rules.tsv"):
        yield number, f"{slug}: {summary}"
        if point.current:
            yield slug, f"{number}: {summary}"


def explained(point: Point) -> Rows:
    """What `aksnet explain` explains: modes, rules, and error codes where one is begun."""
    yield from modes(point)
    yield from rules(point)
    if point.current:
        codes = {code: number for number, _, codes, _ in _rows("rules.tsv") for code in codes.split()}
        yield from codes.items()


def modes(point: Point) -> Rows:
    """The modes, and their aliases where one is begun."""
    yield from ((mode, "a CNI mode") for mode in choices.PLUGINS)
    if point.current:
        yield from ((alias, f"the mode {mode}") for alias, mode in choices.ALIASES.items())


def gates(point: Point) -> Rows:
    """What fails a run of `aksnet migrate`."""
    return [(word, "") for word in (choices.RETIRING if "--retiring" in point.given else choices.GATES)]


def releases(point: Point) -> Rows:
    """The majors of a provider with their newest releases; all that are known where a minor is asked for."""
    from aksnet.facts import azurerm
    from aksnet.facts.releases import releases_of

    newest = {azurerm.AZAPI_NEWEST.major: azurerm.AZAPI_NEWEST} if "azapi" in point.words else azurerm.NEWEST
    yield from ((str(major), f"{version}, the newest that is known of it") for major, version in newest.items())
    oldest = azurerm.ALWAYS if point.command == "migrate" else azurerm.OLDEST
    found = releases_of(None) if "." in point.current and newest is azurerm.NEWEST else None
    yield from ((str(one), "") for one in (found.known if found else newest.values()) if one >= oldest or not found)


def api_versions(point: Point) -> Rows:
    """The API versions, the newest first."""
    from aksnet.facts import arm

    yield from ((version, "") for version in reversed(arm.STABLE_VERSIONS))
    yield from ((version, "with --preview") for version in reversed(arm.PREVIEW_VERSIONS))


def paths(point: Point) -> Rows:
    """The fields of a spec for `--set`; behind one that takes a word, the words."""
    path, equals, _ = point.current.partition("=")
    pool = re.match(r"pools\.([^.]+)\.", path)
    for field, kind in _rows("fields.tsv"):
        name = field.replace("*", pool[1] if pool else "system")
        if not equals:
            yield f"{name}=", kind.replace("|", ", ")
        elif name == path and "|" in kind:
            yield from ((f"{path}={word}", "") for word in kind.split("|"))
