"""Words that a shell completes and that are many: rules, versions, and what stands in a spec."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from aksnet.cli.offering import Point, Rows
from aksnet.facts import choices

# A shell waits for the answer: so much is read of a spec, of so many files.
_BYTES, _FILES = 4_000_000, 50
_SUFFIXES = (".yaml", ".yml", ".json", ".toml")


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
    return [(word, "") for word in (choices.RETIRING if "--retiring" in point.words else choices.GATES)]


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


def clusters(point: Point) -> Rows:
    """The clusters of the specs on the line by name; a spec that is broken says nothing of them.

    What is no name of a cluster would be a command to the shell, or move the cursor.
    """
    files = (file for word in point.words if not word.startswith("-") for file in _specs(Path(word)))
    found = ((name, str(file)) for file in islice(files, _FILES) for name in _names(file))
    return [(name, file) for name, file in found if re.fullmatch("[A-Za-z0-9][-_A-Za-z0-9]*", name)]


def _specs(path: Path) -> Iterable[Path]:
    """The file, or the files of a folder."""
    some = sorted(path.iterdir()) if path.is_dir() else [path]
    return (one for one in some if one.suffix.lower() in _SUFFIXES and one.is_file())


def _names(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8") if file.stat().st_size <= _BYTES else ""
        return list(_LANGUAGES.get(file.suffix.lower(), _in_yaml)(text))
    except (OSError, ValueError, LookupError, TypeError):
        return []


def _in_toml(text: str) -> Iterable[str]:
    return re.findall(r"""^\[clusters\.["']?([^]."']+)["']?\]""", text, re.M)


def _in_json(text: str) -> Iterable[str]:
    found = json.loads(text)["clusters"]
    return found if isinstance(found, dict) else [one["name"] for one in found]


def _in_yaml(text: str) -> Iterator[str]:
    """The names by how far lines are indented, which takes a hundredth of the time that parsing a fleet takes."""
    bare = [line.split(" #")[0].rstrip() for line in text.splitlines()]
    inner = [line for line in bare[bare.index("clusters:") + 1 :] if line and not line.lstrip().startswith("#")]
    depth = len(inner[0]) - len(inner[0].lstrip(" "))
    listed = inner[0].startswith("-", depth)
    name = r"""("[^"]+"|'[^']+'|[^\s,:{}"']+)"""
    pattern = re.compile(rf"(?:- |  )\{{?\s*name:\s*{name}" if listed else f"{name}\\s*:")
    for line in inner:
        indent = len(line) - len(line.lstrip(" "))
        if indent < depth or (listed and indent == depth and line[depth] != "-"):
            return
        found = pattern.match(line, depth)
        if found:
            yield found[1].strip("\"'")


_LANGUAGES: dict[str, Callable[[str], Iterable[str]]] = {".json": _in_json, ".toml": _in_toml}
