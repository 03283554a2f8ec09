"""Fixes in the words of the language that a cluster is declared in."""

from __future__ import annotations

from aksnet.facts import azurerm
from aksnet.facts.releases import releases_of
from aksnet.findings import Beside
from aksnet.view import ClusterView, Declaration, Provider


def beside(cluster: ClusterView, path: str, more: str, value: str) -> Beside | None:
    """One more property beside one of the same object, both by ARM's paths.

    None where nobody here wrote that one, as it comes from a module of a registry or is filled in, and where a version
    of azurerm that may run does not know the value.
    """
    declared, said = cluster.declared, cluster.values.get(path)
    if declared is None or declared.module is not None or said is None or said.place is None:
        return None
    name = next((name for name, value in declared.written.items() if value.place == said.place), None)
    new = _named(more, value, declared)
    return Beside(said.place, _last(name), _last(new), value) if name is not None and new is not None else None


def _named(path: str, value: str, declared: Declaration) -> str | None:
    """What the property is called there: azurerm has names of its own, all others speak ARM's language."""
    if declared.provider is None or not declared.by_azurerm:
        return path
    oldest = _oldest(declared.provider)
    if oldest is None:
        return None
    too_old = azurerm.obstacle(azurerm.CLUSTER, path, value, oldest) is not None
    return None if too_old else azurerm.spelling(azurerm.CLUSTER, path, value, oldest)


def _oldest(provider: Provider) -> azurerm.Version | None:
    """The oldest version that the constraints allow; the newest of all where nobody says one."""
    if provider.version is None:
        return azurerm.NEWEST[max(azurerm.NEWEST)]
    releases = releases_of(provider.version)
    return releases.oldest if releases is not None else None


def _last(path: str) -> str:
    return path.rpartition(".")[2]
