"""80x: values that are of another type than azurerm's arguments."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm_schema import is_block
from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_POOL
from aksnet.rules.azurerm_parts import parts_of
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Unknown


@rule(
    "AKN807",
    "wrong-type",
    "write what is asked for: a number, true or false, a text in quotes, or a list in brackets",
    AZURERM_CLUSTER,
    AZURERM_POOL,
    answer="Terraform refuses the configuration: inappropriate value for attribute.",
)
def wrong_type(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Every value is of the type of its argument, or becomes one of that type.

    Terraform makes a number of a text that is one, and a text of a number; a list it makes of nothing but a list. What
    it cannot convert it refuses, and here it counts as a value that cannot be told.
    """
    for part in parts_of(cluster):
        for path, value in part.written.items():
            data = value.data
            argument = part.exists(path) and not is_block(part.kind, part.base + path)
            if isinstance(data, Unknown) and data.refused and argument and _is_own(data, path):
                yield Hit(data.reason, value.place or part.place)


def _is_own(refused: Unknown, path: str) -> bool:
    """Whether it is the argument's own value: one that refers to another argument keeps that one's reason."""
    return refused.reason.startswith(f"{path.rpartition('.')[2]} ")


RULES = (wrong_type,)
