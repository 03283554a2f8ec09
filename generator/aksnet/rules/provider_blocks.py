"""80x: blocks that azurerm takes once, and that are written twice."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm_schema import AUTOMATIC, is_block
from aksnet.facts.sources import AZURERM_CLUSTER, CLUSTER_CODE, POOL_CODE
from aksnet.rules.azurerm_parts import parts_of
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Unknown, Value

# Blocks of which there is one at the most, in every release.
SINGLE = frozenset(
    {
        "default_node_pool",
        "identity",
        "network_profile",
        "network_profile.load_balancer_profile",
        "network_profile.nat_gateway_profile",
        "service_principal",
        "upgrade_settings",
    }
)


@rule(
    "AKN806",
    "block-twice",
    "join them to one block",
    CLUSTER_CODE,
    POOL_CODE,
    AZURERM_CLUSTER,
    answer="Terraform refuses the configuration as it validates it: too many blocks.",
)
def block_twice(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Blocks of which azurerm takes one are written once.

    Terraform does not join blocks of one name: they are the items of a list, and the lists of these have one item at
    the most.
    """
    for part in parts_of(cluster):
        single = SINGLE if part.kind != AUTOMATIC else frozenset()
        for path, value in part.written.items():
            if path in single and is_block(part.kind, part.base + path) and _is_several(value):
                words = value.data.reason if isinstance(value.data, Unknown) else ""
                yield Hit(f"{words}, and {part.releases.words} takes one", value.place or part.place)


def _is_several(value: Value) -> bool:
    return isinstance(value.data, Unknown) and value.data.several


RULES = (block_twice,)
