"""A Bicep fragment to paste: the network profile, and what pools say about the network."""

from __future__ import annotations

from aksnet.dialects import Dialect
from aksnet.targets import bicep_text
from aksnet.targets.bicep.names import resolver
from aksnet.targets.files import Rendered
from aksnet.targets.printing import print_template
from aksnet.targets.properties import with_pools
from aksnet.view import ClusterView


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The fragment's one file."""
    resolve = resolver(cluster)
    properties = with_pools(cluster, dialect, resolve, dialect.pools(cluster))
    names = {"name": cluster.name, "properties": bicep_text.members(properties)}
    text = print_template("bicep", "fragment.bicep.j2", bicep_text.encode, names, own=dialect.own)
    return (Rendered("block.bicep.txt", "bicep", bicep_text.layout(text), "//", fragment=True),)
