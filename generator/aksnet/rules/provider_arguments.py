"""80x: arguments that azurerm does not have, in the release in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.facts import azurerm_renames as renames
from aksnet.facts.azurerm_renames import Renamed
from aksnet.facts.azurerm_schema import (
    AUTOMATIC,
    CLUSTER,
    FIRST,
    INLINE,
    POOL,
    arguments_of,
    came,
    is_block,
    went,
)
from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_POOL, AZURERM_RELEASES
from aksnet.findings import Rename
from aksnet.rules.azurerm_parts import Part, parts_of
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Value

_OUT = "leave it out"
# How alike two names are, of 1, where one may be the other misspelt.
_ALIKE = 0.8
# In how many blocks a name may stand, so that all of them are worth naming.
_FEW = 2


@rule(
    "AKN801",
    "unknown-argument",
    "write what the release of azurerm in use has",
    AZURERM_CLUSTER,
    AZURERM_POOL,
    AZURERM_RELEASES,
    answer="Terraform refuses the configuration as it validates it: unsupported argument, or unsupported block type.",
    facts=("CIL-11", "TF-01"),
)
def unknown_argument(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Every argument and block of a cluster or a pool is one that azurerm has.

    Names change with the major releases, above all with 4.0, and many came within one. Judged is the release in the
    lock file; where there is none, a name is told that no release has which the version constraints allow, and where
    there are none of those either, one that no release has at all. What only a release can have that is newer than
    all that are known here is not told, nor is anything about azurerm 1 and 2.
    """
    for part in parts_of(cluster):
        if part.made:
            for path, value in _lacking(part):
                yield from _told(part, path, value)
        elif part.kind == AUTOMATIC:
            yield _no_resource(part)


def _no_resource(part: Part) -> Hit:
    since = came(part.kind, "", part.releases.newest)
    message = f"{part.releases.words} has no resource {part.kind}: it came with {since}"
    return Hit(message, part.place, hint=f"allow azurerm {since} or newer, and take it with terraform init -upgrade")


def _lacking(part: Part) -> Iterator[tuple[str, Value]]:
    """The outermost arguments and blocks that no release in use has."""
    lacking: set[str] = set()
    for path, value in part.said():
        around = [path.rsplit(".", depth)[0] for depth in range(1, path.count(".") + 1)]
        within = lacking.isdisjoint(around) and all(is_block(part.kind, part.base + one) for one in around)
        if within and not part.exists(path):
            lacking.add(path)
            yield path, value


def _told(part: Part, path: str, value: Value) -> Iterator[Hit]:
    """What is wrong with a name; nothing where it may be right in a release that is not known here."""
    row = next((row for row in _renames(part) if path in (row.old, row.new)), None)
    old = path in renames.LEGACY or (row is not None and path == row.old and row.old not in set(part.arguments()))
    if part.releases.older and old:
        return
    hit = _renamed(part, path, value, row) if row is not None else None
    tries: tuple[Callable[[Part, str], tuple[str, str] | None], ...] = (_gone, _early, _elsewhere, _misspelt, _unknown)
    if hit is None:
        words = next((found for one in tries if (found := one(part, path)) is not None), None)
        hit = Hit(f"{_lacks(part, path)}{words[0]}", value.place, hint=words[1]) if words is not None else None
    if hit is not None:
        yield hit


def _renames(part: Part) -> tuple[Renamed, ...]:
    return renames.POOL if part.base or part.kind == POOL else renames.CLUSTER


def _lacks(part: Part, path: str) -> str:
    block, _, name = path.rpartition(".")
    where = block or (INLINE if part.base else "")
    inside = any(one.startswith(f"{path}.") for one in part.written)
    noun = "block" if inside or is_block(part.kind, part.base + path) else "argument"
    return f"{part.releases.words} has no {noun} {name}{f' in {where}' if where else ''}"


def _renamed(part: Part, path: str, value: Value, row: Renamed) -> Hit | None:
    other = row.new if path == row.old else row.old
    if not part.exists(other):
        return None
    name, new = path.rpartition(".")[2], other.rpartition(".")[2]
    if path == row.new:
        instead = f"write {new}" if not row.words or value.data in row.words else _OUT
        hint = f"{instead}, or allow azurerm {row.since} or newer"
        return Hit(f"{_lacks(part, path)}: before {row.since} it is called {new}", value.place, hint=hint)
    message = f"{_lacks(part, path)}: it is called {new} since {row.since}"
    if part.names(other):
        return Hit(message, value.place, hint=f"leave it out: {new} stands beside it")
    fix = Rename(value.place, name, new) if value.place is not None else None
    return Hit(message, value.place, hint=f"write {new}", fix=fix)


def _gone(part: Part, path: str) -> tuple[str, str] | None:
    if path in renames.LEGACY:
        return ": it went with 3.0", renames.LEGACY[path]
    since = went(part.kind, part.base + path, part.releases.oldest)
    if since is None or came(part.kind, part.base + path, part.releases.newest) is not None:
        return None
    return f": it went with {since}", renames.GONE.get(path, _OUT)


def _early(part: Part, path: str) -> tuple[str, str] | None:
    since = came(part.kind, part.base + path, part.releases.newest)
    if since is None:
        return None
    came_with = "came with" if (part.kind, part.base + path) in FIRST else "is there in"
    return f": it {came_with} {since}", f"allow azurerm {since} or newer, or leave it out"


def _elsewhere(part: Part, path: str) -> tuple[str, str] | None:
    """Other blocks of the same resource that have the name, where they are few; else another resource."""
    name = path.rpartition(".")[2]
    if part.releases.guessed or (part.releases.newer and "_" not in name):
        return None
    blocks = _blocks_with(part, name)
    if len(blocks) == 1 or (len(blocks) == _FEW and "_" in name):
        words = " or ".join(f"the block {one}" if one else "the cluster itself" for one in blocks)
        return f": it belongs to {words}", f"write it in {words}"
    if part.base and name in arguments_of(POOL) and not part.releases.older:
        return f": only {POOL} has it", "leave it out, or declare a pool of its own"
    if part.kind == POOL and name in arguments_of(CLUSTER):
        return f": {CLUSTER} has it", "write it at the cluster"
    return None


def _blocks_with(part: Part, name: str) -> list[str]:
    """The blocks of the resource that have the name; for a cluster's own pool, those in it, and the cluster."""
    resource = part._replace(base="")
    paths = [one for one in arguments_of(part.kind) if one.rpartition(".")[2] == name and resource.exists(one)]
    return [one.rpartition(".")[0] for one in paths if one == name or one.startswith(part.base)]


def _misspelt(part: Part, path: str) -> tuple[str, str] | None:
    block, _, name = path.rpartition(".")
    beside = [one.rpartition(".") for one in part.arguments() if part.exists(one)]
    names = [one for around, _, one in beside if around == block]
    found = renames.MEANT[name] if renames.MEANT.get(name) in names else alike(name, names)
    return (f": perhaps {found} is meant", f"write {found}") if found is not None else None


def alike(word: str, words: list[str]) -> str | None:
    """The word that may be meant; none that differs in its digits only, for that may be a newer one."""
    from difflib import get_close_matches

    letters = word.rstrip("0123456789")
    others = [one for one in words if one.rstrip("0123456789") != letters]
    return next(iter(get_close_matches(word, others, 1, _ALIKE)), None)


def _unknown(part: Part, path: str) -> tuple[str, str] | None:
    if part.releases.newer or part.releases.older:
        return None
    return "", renames.NEVER.get(path, _OUT)


RULES = (unknown_argument,)
