"""What rules about the provider azurerm ask: whether it makes something, in which version, and what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.facts.constraints import chosen
from aksnet.facts.releases import releases_of
from aksnet.view import ClusterView, PoolView, Unknown, Value

# What is known of the provider begins here.
_FIRST = Version(3)
# What a configuration says; a plan and a state say what came of it.
CONFIGURATION = "terraform"
# What nobody but the author decides, and a module that ignores nothing that a rule asks about: its main.tf and
# extra_node_pool.tf of November 2026 have names, versions and settings of add-ons.
_IGNORE_LITTLE = (None, "azure/aks/azurerm")
# Which of several blocks: there is one of each here.
_NUMBER = r"\[\d+\]|\.\d+(?=\.|$)"


def version_by(view: ClusterView | PoolView) -> Version | None:
    """The version of azurerm that makes it, as far as it can be told; None where something else makes it."""
    declared = view.declared
    if declared is None or declared.provider is None or not declared.by_azurerm:
        return None
    version = chosen(declared.provider.name, declared.provider.version)
    return version if version >= _FIRST else None


def certainly_from(view: ClusterView | PoolView, version: Version) -> bool:
    """Whether azurerm makes it, in a release that cannot be older than that."""
    provider = view.declared.provider if view.declared is not None else None
    if provider is None or version_by(view) is None:
        return False
    releases = releases_of(provider.version)
    return releases is not None and not releases.older and releases.oldest >= version


def is_configuration(view: ClusterView | PoolView) -> bool:
    """Whether it was read of what somebody wrote, and not of a plan or a state."""
    return view.declared is not None and view.declared.language == CONFIGURATION


def is_default(pool: PoolView) -> bool:
    """Whether it is the cluster's own block, of which the provider asks more than of other pools."""
    return pool.declared is not None and pool.declared.address.endswith(".default_node_pool")


def default_pools(cluster: ClusterView) -> Iterator[PoolView]:
    """The cluster's own block, where it is called so: azurerm 1 had agent_pool_profile, and other arguments in it."""
    legacy = cluster.declared is not None and "agent_pool_profile" in cluster.declared.written
    yield from () if legacy else filter(is_default, cluster.pools)


def written(view: ClusterView | PoolView, path: str) -> Value | None:
    """What certainly stands at a path of the provider's own: plain data, or what an attribute of a resource will be."""
    value = view.declared.written.get(path) if view.declared is not None else None
    later = value is not None and isinstance(value.data, Unknown) and value.data.later
    return value._replace(place=value.place or view.place) if value is not None and (value.known or later) else None


def ignores(view: ClusterView | PoolView, *paths: str) -> bool | None:
    """Whether `lifecycle.ignore_changes` has one of the paths or what is around it; None where it cannot be told."""
    declared = view.declared
    if declared is None or declared.module not in _IGNORE_LITTLE or declared.language != CONFIGURATION:
        return None
    value = declared.arguments.get("lifecycle.ignore_changes")
    if value is None:
        return False
    ignored = [re.sub(_NUMBER, "", str(one)) for one in value.data] if isinstance(value.data, list) else None
    if ignored is None or any("?" in one for one in ignored):
        return None
    return any(one in ("all", *around) for one in ignored for around in map(_around, paths))


def _around(path: str) -> list[str]:
    """A path, and those of the blocks around it."""
    parts = path.split(".")
    return [".".join(parts[: number + 1]) for number in range(len(parts))]
