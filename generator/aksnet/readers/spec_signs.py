"""Whether a text with faults is meant as a spec, and is no settings of another tool, by its plugin and its keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from aksnet.facts import choices
from aksnet.modes import MODES
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Node
from aksnet.spec.schema_ids import KEY

_MODES = frozenset((*choices.PLUGINS, *choices.ALIASES))
_FLEET = ("clusters", "defaults", "outputs")
_CLUSTER = frozenset((*Cluster.model_fields, *_FLEET, KEY))
_NETWORK = frozenset(field for mode in MODES.values() for field in mode.model_fields)
# How alike a key is to one of a spec where it is that one, misspelt.
_ALIKE = 0.8
_YAML_KEY = re.compile(r"""^["']?([A-Za-z][\w-]*)["']?[ \t]*:(?=\s)""", re.MULTILINE)
_TOML_TABLE = re.compile(r"^[ \t]*\[+[ \t]*([\w-]+)", re.MULTILINE)
_TOML_KEY = re.compile(r"^[ \t]*([\w-]+)[ \t.]*=", re.MULTILINE)
_JSON_TOKEN = re.compile(r'"((?:[^"\\\n]|\\.)*)"[ \t\n]*(:)?|([{[])|[}\]]')
_PLUGIN = re.compile(r"""\bplugin["']?[ \t]*[:=][ \t]*["']?([\w-]+)""")
# What a tool fills in before the text is YAML.
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")


def has_known_plugin(document: Node) -> bool:
    """Whether a cluster of a document, or what is the default of all, has a mode of aksnet's."""
    return any(map(_plugin_is_known, _clusters(document)))


def is_meant(document: Node) -> bool:
    """Whether the keys of a document, and of a cluster with a known mode, are those of a spec."""
    if not _are_ours(document.items, _CLUSTER):
        return False
    found = (one for one in _clusters(document) if _plugin_is_known(one) and _are_ours(one.items, _CLUSTER))
    return any("name" in one.items or "clusters" in document.items or _has_network(one) for one in found)


def is_text_meant(name: str, text: str) -> bool:
    """The same of a text that cannot be parsed, as far as its lines tell."""
    if _TEMPLATE.search(text) or not any(one in _MODES for one in _PLUGIN.findall(text)):
        return False
    lower = name.lower()
    found = _toml_keys if lower.endswith(".toml") else _json_keys if lower.endswith(".json") else _YAML_KEY.findall
    keys = found(text)
    return any(key in keys for key in ("network", *_FLEET)) and _are_ours(keys, _CLUSTER)


def _clusters(document: Node) -> Iterator[Node]:
    clusters = document.at(("clusters",))
    each = clusters.items.values() if clusters is not None else ()
    yield from (one for one in (document, document.at(("defaults",)), *each) if one is not None)


def _plugin_is_known(cluster: Node) -> bool:
    plugin = cluster.at(("network", "plugin"))
    return plugin is not None and plugin.data in _MODES


def _has_network(cluster: Node) -> bool:
    return _are_ours(cluster.items["network"].items, _NETWORK)


def _are_ours(keys: Iterable[object], known: frozenset[str]) -> bool:
    return all(key in known or _is_alike(str(key), known) for key in keys)


@lru_cache(maxsize=4096)
def _is_alike(key: str, known: frozenset[str]) -> bool:
    from difflib import get_close_matches

    return bool(get_close_matches(key, known, n=1, cutoff=_ALIKE))


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
