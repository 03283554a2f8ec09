"""Whether a text with faults is meant as a spec, and is no settings of another tool, by its plugin and its keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePath

from aksnet.facts import choices
from aksnet.modes import MODES
from aksnet.readers.spec_texts import LANGUAGE
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Node
from aksnet.spec.schema_ids import KEY

_MODES = frozenset((*choices.PLUGINS, *choices.ALIASES))
_FLEET = ("clusters", "defaults", "outputs")
_CLUSTER = frozenset((*Cluster.model_fields, *_FLEET, KEY))
_NETWORK = frozenset(field for mode in MODES.values() for field in mode.model_fields)
# What clusters of Azure have, and few other things with networks; and what a file has that is called after aksnet.
_TYPICAL = frozenset(
    (
        "location",
        "resource_group",
        "dns_prefix",
        "outbound",
        "hosted_system",
    )
)
_TELLING = frozenset(("network", "plugin", *_FLEET))
# How alike a key is to one of a spec where it is that one, misspelt.
_ALIKE = 0.8
_YAML_KEY = re.compile(r"""^["']?([A-Za-z][\w-]*)["']?[ \t]*:(?=\s)""", re.MULTILINE)
_TOML_TABLE = re.compile(r"^[ \t]*\[+[ \t]*([\w-]+)", re.MULTILINE)
_TOML_KEY = re.compile(r"^[ \t]*([\w-]+)[ \t.]*=", re.MULTILINE)
_JSON_TOKEN = re.compile(r'"((?:[^"\\\n]|\\.)*)"[ \t\n]*(:)?|([{[])|[}\]]')
_PLUGIN = re.compile(r"""\bplugin["']?[ \t]*[:=][ \t]*["']?([\w-]+)""")
# What a tool fills in before the text is YAML.
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")


def is_meant(document: Node) -> bool:
    """Whether the keys of a document, and of one of its clusters, are those of a spec, and its plugin is one.

    Something has to be there that clusters of Azure have, such as a location or pools.
    """
    clusters = list(_clusters(document))
    if not any(map(_is_typical, clusters)) or not _are_ours(document.items, _CLUSTER):
        return False
    return any(map(_is_cluster, clusters))


def is_named_right(document: Node) -> bool:
    """Whether a file with the name of a spec is meant as one, by its keys; one that has none is."""
    keys = [str(key) for key in document.items]
    return not keys or _are_mostly_ours(keys) or (_is_typical(document) and _are_ours(keys, _CLUSTER))


def has_known_plugin(document: Node) -> bool:
    """Whether a cluster of a document, or what is the default of all, has a mode of aksnet's."""
    return any(one.at(("network", "plugin")) is not None and _mode_of(one) in _MODES for one in _clusters(document))


def is_text_meant(name: str, text: str) -> bool:
    """The same of a text that cannot be parsed, which no tool takes: as far as its lines tell, and without Azure."""
    if _TEMPLATE.search(text) or not any(_is_ours(one, _MODES) for one in _PLUGIN.findall(text)):
        return False
    keys = _keys(name, text)
    return any(key in keys for key in ("network", *_FLEET)) and _are_ours(keys, _CLUSTER)


def is_text_named_right(name: str, text: str) -> bool:
    """Whether a file with the name of a spec that is no mapping, or cannot be parsed, is meant as one.

    What says nothing is, and without a key what is called aksnet.yaml: aksnet-playbook.yaml may be a list.
    """
    if all(line.lstrip()[:1] in ("", "#") or line.rstrip() == "---" for line in text.splitlines()):
        return True
    keys = _keys(name, text)
    return _TEMPLATE.search(text) is None and (_are_mostly_ours(keys) or (not keys and PurePath(name).stem == LANGUAGE))


def _keys(name: str, text: str) -> list[str]:
    lower = name.lower()
    found = _toml_keys if lower.endswith(".toml") else _json_keys if lower.endswith(".json") else _YAML_KEY.findall
    return found(text)


def _are_mostly_ours(keys: list[str]) -> bool:
    """Whether one of the keys is what few others have, and most of them may stand in a spec."""
    ours = [key for key in keys if _is_ours(key, _CLUSTER | _NETWORK)]
    return any(_is_ours(key, _TELLING) for key in keys) and 2 * len(ours) > len(keys)


def _clusters(document: Node) -> Iterator[Node]:
    clusters = _like(document, "clusters")
    each = clusters.items.values() if clusters is not None else ()
    yield from (one for one in (document, _like(document, "defaults"), *each) if one is not None)


def _is_cluster(cluster: Node) -> bool:
    """Whether this is a cluster of Azure, or defaults of some, with the network of a spec."""
    network, mode = _like(cluster, "network"), _mode_of(cluster)
    if network is None or mode is None or not _are_ours(cluster.items, _CLUSTER):
        return False
    if "network" not in cluster.items or network.kind is not dict:
        return _is_ours(mode, _MODES)
    return mode in _MODES or _are_ours(network.items, _NETWORK)


def _mode_of(cluster: Node) -> str | None:
    """What stands where the mode is due."""
    network = _like(cluster, "network")
    plugin = _like(network, "plugin") if network is not None and network.kind is dict else network
    return plugin.data if plugin is not None and isinstance(plugin.data, str) else None


def _is_typical(cluster: Node) -> bool:
    """Whether something is there that clusters of Azure have, in the shape that a spec has it in."""
    pools, vnet = cluster.items.get("pools"), cluster.items.get("vnet")
    if (pools is not None and pools.kind is tuple) or (vnet is not None and "address_space" in vnet.items):
        return True
    return any(_is_ours(str(key), _TYPICAL) for key in cluster.items)


def _like(node: Node, key: str) -> Node | None:
    """What stands under a key, or under one that is this key misspelt."""
    found = node.items.get(key)
    alike = (item for one, item in node.items.items() if _is_ours(str(one), frozenset((key,))))
    return found if found is not None else next(alike, None)


def _are_ours(keys: Iterable[object], known: frozenset[str]) -> bool:
    return all(_is_ours(str(key), known) for key in keys)


@lru_cache(maxsize=4096)
def _is_ours(key: str, known: frozenset[str]) -> bool:
    """Whether a word is a known one, or one misspelt."""
    from difflib import get_close_matches

    return key in known or bool(get_close_matches(key.lower(), known, n=1, cutoff=_ALIKE))


def _toml_keys(text: str) -> list[str]:
    """The keys of the first level: those above the first table, and the tables."""
    first = _TOML_TABLE.search(text)
    return [*_TOML_KEY.findall(text[: first.start()] if first else text), *_TOML_TABLE.findall(text)]


def _json_keys(text: str) -> list[str]:
    """The keys of the outermost object."""
    depth, keys = 0, []
    for token in _JSON_TOKEN.finditer(text):
        if token[1] is None:
            depth += 1 if token[3] else -1
        elif token[2] and depth == 1:
            keys.append(token[1])
    return keys
