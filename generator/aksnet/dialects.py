"""What exactly is asked for: a target with its provider and versions, and how much of a cluster it gets."""

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.facts import arm, azurerm
from aksnet.facts.azurerm import Version
from aksnet.resources import OwnTemplates
from aksnet.view import ClusterView, Parameter, PoolView, Subnet, Value, Values

# What a fragment says of a pool, and which properties of a cluster belong into it.
_BLOCK_POOL = ("name", "mode", "maxPods", "vnetSubnetID", "podSubnetID", "podIPAllocationMode")
_BLOCK_CLUSTER = ("networkProfile.", "bootstrapProfile.", "apiServerAccessProfile.", "hostedSystemProfile.")


class Dialect(NamedTuple):
    """One target as asked for; `pinned` and `azapi_pinned` are version constraints ("~> 5.2", or an exact version).

    `own` are templates of the user's that stand before those of aksnet.
    """

    target: str = "terraform"
    emit: str = "block"
    provider: str = "azurerm"
    version: Version = azurerm.NEWEST[5]
    pinned: str = "~> 5.2"
    azapi_version: Version = azurerm.AZAPI_NEWEST
    azapi_pinned: str = "~> 2.12"
    api_version: str | None = None
    preview: bool = False
    own: OwnTemplates | None = None

    @property
    def whole(self) -> bool:
        """Whether all of a cluster is written, and not only what is about its network."""
        return self.emit != "block"

    @property
    def speaks_arm(self) -> bool:
        """Whether properties are written in ARM's own names, at an API version."""
        if self.emit == "inputs":  # a module's parameters, and the API version that it chooses
            return False
        return self.target in ("bicep", "arm") or (self.target == "terraform" and self.provider == "azapi")

    @property
    def speaks_azurerm(self) -> bool:
        """Whether the cluster is written with azurerm's arguments."""
        return self.target == "terraform" and self.provider == "azurerm" and self.emit != "inputs"

    def api_version_for(self, cluster: ClusterView) -> str:
        """The API version asked for, else the smallest that has everything in use."""
        if self.api_version is not None:
            return self.api_version
        return arm.smallest((first for *_, first, _ in self.needs(cluster)), preview=self.preview)

    def needs(self, cluster: ClusterView) -> Iterator[tuple[str, Value, str, arm.Property]]:
        """Each property in use with its value, the first API version that has both, and its row."""
        pools = (self.pool_values(pool) for pool in self.pools(cluster))
        for table, values in ((arm.CLUSTER, self.values(cluster)), *((arm.POOL, pool) for pool in pools)):
            for path, value in values.items():
                row = table.get(path)
                if row is not None:
                    yield path, value, arm.first_version(row, value.data), row

    def values(self, cluster: ClusterView) -> Values:
        """The cluster's properties that this dialect writes, in the order of the table."""
        return {
            path: cluster.values[path]
            for path in arm.CLUSTER
            if path in cluster.values and (self.whole or path.startswith(_BLOCK_CLUSTER))
        }

    def references(self, cluster: ClusterView) -> Iterator[Value]:
        """What is written and is no value: it refers to a subnet beside the cluster, or waits for whoever deploys."""
        for values in (self.values(cluster), *map(self.pool_values, self.pools(cluster))):
            yield from (value for value in values.values() if isinstance(value.data, Subnet | Parameter))

    def pools(self, cluster: ClusterView) -> tuple[PoolView, ...]:
        """The pools that this dialect writes: in a fragment only those that say something."""
        return cluster.pools if self.whole or cluster.pools_stated else ()

    def pool_values(self, pool: PoolView) -> Values:
        """A pool's properties that this dialect writes, in the order of the table."""
        paths = arm.POOL if self.whole else _BLOCK_POOL
        return {path: pool.values[path] for path in paths if path in pool.values}
