"""The subnets of a configuration, found by references to them and by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aksnet.configuration import Attribute, Configuration, Entries, Entry, Network, Part, Partly, Scope
from aksnet.paths import API_SERVER_SUBNET, HOSTED_NODES, HOSTED_SYSTEM, NODES, PODS
from aksnet.view import Unknown

POOL_SUBNETS = (NODES, PODS)
CLUSTER_SUBNETS = (API_SERVER_SUBNET, HOSTED_NODES, HOSTED_SYSTEM)


class Home(NamedTuple):
    """Where a subnet is: its network, by number, and its name there; `sign` is that of a name that cannot be told."""

    network: int
    name: str
    address: str
    sign: str | None = None


class Subnets:
    """Finds subnets of a configuration by references and ids."""

    def __init__(self, configuration: Configuration) -> None:
        orphans = _by_parent(configuration.subnets)
        self._declared = len(configuration.networks)
        self.networks = [*configuration.networks, *orphans]
        self._homes: dict[str, Home] = {}
        self._names: dict[tuple[str, str], list[Home]] = {}
        for number, network in enumerate(self.networks):
            for subnet in network.subnets:
                home = Home(number, key_of(subnet), subnet.address, _sign_of(subnet))
                self._homes[subnet.address] = home
                named = (text_of(network.values.get("name")).lower(), text_of(subnet.values.get("name")).lower())
                self._names.setdefault(named, []).append(home)

    def home(self, data: Partly) -> Home | None:
        """Where the subnet is that a value speaks of; None where it is not here, or may be one of several."""
        if isinstance(data, Attribute):
            return self._homes.get(data.text.rpartition(".")[0])
        parts = data.lower().split("/") if isinstance(data, str) else []
        if len(parts) < 4 or parts[-2] != "subnets" or parts[-4] != "virtualnetworks":
            return None
        scope = Scope.of_id(str(data))
        named = self._names.get((parts[-3], parts[-1]), [])
        found = [one for one in named if self._may_be_in(scope, self.networks[one.network])]
        return found[0] if len(found) == 1 else None

    def declared(self, home: Home) -> str | None:
        """The name of the network that a subnet is in, where that is certainly made here."""
        network = self.networks[home.network]
        certain = home.network < self._declared and network.exists is None
        return text_of(network.values.get("name")) or None if certain else None

    @staticmethod
    def _may_be_in(scope: Scope, network: Network) -> bool:
        return scope.may_hold(network.scope, network.language)


def _by_parent(subnets: Sequence[Part]) -> Iterator[Network]:
    """Subnets of networks that are declared elsewhere, together where they name the same one."""
    groups: dict[str, list[Part]] = {}
    for subnet in subnets:
        groups.setdefault(_said_of(subnet), []).append(subnet)
    for group in groups.values():
        name = text_of(group[0].parent).rstrip("/").rpartition("/")[2]
        said = Scope.of_id(text_of(group[0].parent))
        language = "terraform" if group[0].address.startswith(("azurerm_", "azapi_", "module.")) else ""
        values = {"name": Entry(name)} if name else {}
        yield Network(name, group[0].place, values, tuple(group), scope=said, language=language)


def _said_of(subnet: Part) -> str:
    """What a subnet says of its network; its own address where it says nothing that is known."""
    data = subnet.parent.data if subnet.parent is not None else None
    if isinstance(data, Attribute):
        return data.text
    return data if isinstance(data, str) else subnet.address


def key_of(subnet: Part) -> str:
    """The name of a subnet in its network; its address where that is not known."""
    return text_of(subnet.values.get("name")) or subnet.address


def _sign_of(subnet: Part) -> str | None:
    name = subnet.values.get("name")
    return name.data.sign if name is not None and isinstance(name.data, Unknown) else None


def text_of(entry: Entry | None) -> str:
    """The text of an entry; empty where it has none."""
    return entry.data if entry is not None and isinstance(entry.data, str) else ""


def with_references(configuration: Configuration, other_names: Mapping[str, str]) -> Configuration:
    """The configuration with references in place of ids that a template makes of its own deployment's scope.

    `other_names` has the addresses of subnets that are declared here by other addresses that references have.
    """
    subnets = Subnets(configuration)

    def referring(entries: Entries, paths: Sequence[str]) -> Entries:
        changed = dict(entries)
        for path in paths:
            entry = entries.get(path)
            if entry is not None and isinstance(entry.data, Attribute) and entry.data.text.endswith(".id"):
                address = entry.data.text.removesuffix(".id")
                changed[path] = entry._replace(data=Attribute(f"{other_names.get(address, address)}.id"))
            home = subnets.home(entry.data) if entry is not None and _is_open(entry.data) else None
            if entry is not None and home is not None:
                changed[path] = entry._replace(data=Attribute(f"{home.address}.id"))
        return changed

    def pool(part: Part) -> Part:
        return part._replace(values=referring(part.values, POOL_SUBNETS))

    clusters = [
        one._replace(values=referring(one.values, CLUSTER_SUBNETS), pools=tuple(map(pool, one.pools)))
        for one in configuration.clusters
    ]
    return configuration._replace(clusters=tuple(clusters), pools=tuple(map(pool, configuration.pools)))


def _is_open(data: Partly) -> bool:
    return isinstance(data, str) and data.startswith("/subscriptions/{")
