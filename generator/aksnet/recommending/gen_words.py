"""The `aksnet gen` command that says what a spec says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import azurerm
from aksnet.view import ClusterView

# What has a flag of its own; the rest is said with --set.
_FLAGS = {
    ("network", "plugin"): "--plugin",
    ("network", "ipam"): "--ipam",
    ("network", "allocation"): "--allocation",
    ("network", "network_policy"): "--network-policy",
    ("network", "pod_cidr"): "--pod-cidr",
    ("network", "service_cidr"): "--service-cidr",
    ("outbound", "type"): "--outbound-type",
}


def gen_words(spec: dict[str, Any], view: ClusterView) -> tuple[str, ...]:
    """The command, word by word; with the provider azapi where azurerm cannot say what is in it."""
    provider = () if azurerm_says(view) else ("--provider", "azapi")
    return ("aksnet", "gen", *_words(spec), *provider)


def _words(spec: dict[str, Any]) -> Iterator[str]:
    flags: list[str] = []
    sets: list[str] = []
    for key, value in spec.items():
        for path, data in (((key, inner), one) for inner, one in value.items()) if _split(key) else (((key,), value),):
            if path in _FLAGS:
                flags += [_FLAGS[path], data]
            else:
                sets += ["--set", f"{'.'.join(path)}={_yaml(data)}"]
    yield from (*flags, *sets)


def _split(key: str) -> bool:
    """Whether the keys below this one are said one by one."""
    return key in ("network", "outbound", "addons")


def _yaml(data: Any) -> str:
    """Data as YAML in one line; a text that YAML might read as something else is in quotes."""
    if isinstance(data, dict):
        return f"{{{', '.join(f'{key}: {_yaml(one)}' for key, one in data.items())}}}"
    if isinstance(data, list):
        return f"[{', '.join(map(_yaml, data))}]"
    plain = isinstance(data, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*|[0-9]+(\.[0-9]+){3}/[0-9]+", data)
    return data if plain and data not in ("None", "none") else json.dumps(data)


def azurerm_says(view: ClusterView) -> bool:
    """Whether the newest azurerm has an argument for everything in the fragment."""
    dialect = Dialect()
    cluster = ((azurerm.CLUSTER, path, value) for path, value in dialect.values(view).items())
    pools = (
        (azurerm.POOL, path, value) for pool in dialect.pools(view) for path, value in dialect.pool_values(pool).items()
    )
    return all(
        azurerm.obstacle(rows, path, value.data, dialect.version) is None for rows, path, value in (*cluster, *pools)
    )
