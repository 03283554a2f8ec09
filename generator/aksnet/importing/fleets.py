"""Several imported clusters as one fleet: what they share stands once, and each keeps its meaning."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from aksnet.importing.imported import Imported, Path
from aksnet.spec.fleets import CLUSTERS, DEFAULTS, MERGED_OVER_DEFAULTS
from aksnet.spec.nodes import Merging
from aksnet.view import Json

_NAME = ("name",)
_PLAIN = Merging()


def fleet_of(members: Sequence[Imported]) -> Imported:
    """The clusters, whose names differ, as one spec; the remarks stand where the values went."""
    specs = {str(one.spec["name"]): {key: value for key, value in one.spec.items() if key != "name"} for one in members}
    shared = _shared_by(list(specs.values()), MERGED_OVER_DEFAULTS)
    own = {name: _beside(spec, shared, MERGED_OVER_DEFAULTS) for name, spec in specs.items()}
    spec: dict[str, Json] = {DEFAULTS: shared} if shared else {}
    spec[CLUSTERS] = own  # type: ignore[assignment]  # a dict of dicts is JSON
    remarks: dict[Path, dict[str, None]] = {}
    for name, one in zip(specs, members, strict=True):
        for path, text in one.remarks.items():
            remarks.setdefault(_moved(path, name, own[name], shared), {})[text] = None
    opens = tuple(opened for one in members for opened in one.placeholders)
    return Imported(spec, {path: _of_all(path, list(texts)) for path, texts in remarks.items()}, opens)


def _of_all(path: Path, texts: Sequence[str]) -> str:
    """What clusters remark at one place: of defaults the first stands for all."""
    return "\n".join(texts) if path[0] == CLUSTERS else texts[0]


def _moved(path: Path, name: str, own: Mapping[str, Json], shared: Mapping[str, Json]) -> Path:
    """Where what stood at a path of a cluster is in the fleet; what is about all of it stands above its name."""
    if path in ((), _NAME):
        return CLUSTERS, name
    return (DEFAULTS, *path) if _has(shared, path) and not _has(own, path) else (CLUSTERS, name, *path)


def _has(node: Json | Mapping[str, Json], path: Path) -> bool:
    for key in path:
        if isinstance(node, list) and isinstance(key, int) and key < len(node):
            node = node[key]
        elif isinstance(node, Mapping) and key in node:
            node = node[str(key)]
        else:
            return False
    return True


def _shared_by(values: Sequence[Mapping[str, Json]], how: Merging) -> dict[str, Json]:
    """What may stand under all mappings: of each key that none is without, what most of them say."""
    found: dict[str, Json] = {}
    for key in dict.fromkeys(key for value in values for key in value):
        others = how.either.get(key, ())
        holders = [value[key] for value in values if key in value]
        # each cluster says it in one way: what stands under another way is taken back
        once = all((key in value) + sum(other in value for other in others) == 1 for value in values)
        if once and 2 * len(holders) > len(values):
            found |= _of_most(key, holders, len(values), how.below.get(key) or how.items or _PLAIN)
    return found


def _of_most(key: str, holders: Sequence[Json], count: int, how: Merging) -> dict[str, Json]:
    """What most of `count` say under a key; nothing where that differs."""
    mappings = [one for one in holders if isinstance(one, dict)]
    if len(mappings) == len(holders) and all(mappings):
        below = _shared_by(mappings, how)
        return {key: below} if below else {}
    if mappings:
        return {}
    texts = [_text(one) for one in holders]
    text, times = Counter(texts).most_common(1)[0]
    return {key: holders[texts.index(text)]} if 2 * times > count else {}


def _beside(value: Mapping[str, Json], shared: Mapping[str, Json], how: Merging) -> dict[str, Json]:
    """What a mapping has to say itself where `shared` stands under it."""
    own: dict[str, Json] = {}
    for key, one in value.items():
        under = shared.get(key)
        if isinstance(one, dict) and isinstance(under, dict):
            rest = _beside(one, under, how.below.get(key) or how.items or _PLAIN)
            own |= {key: rest} if rest else {}
        elif key not in shared or _text(one) != _text(under):
            own[key] = one
    return own


def _text(value: Json) -> str:
    """The value as a text that is another one for every other value: 1 is not true."""
    return json.dumps(value, sort_keys=True)
