"""ARM ids of what is there already: checked as azurerm checks them, which is stricter than ARM about case."""

import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from aksnet.modes.base import matching


@cache
def id_pattern(kind: str) -> re.Pattern[str]:
    """The ids of resources of a type such as "Microsoft.Network/virtualNetworks/subnets"."""
    provider, *types = kind.split("/")
    tail = "".join(f"/{one}/[^/\0]+" for one in types)
    return re.compile(rf"/subscriptions/[^/\0]+/resourceGroups/[^/\0]+/providers/{re.escape(provider)}{tail}")


def id_shape(kind: str) -> str:
    """How such an id looks, for a hint."""
    provider, *types = kind.split("/")
    tail = "".join(f"/{one}/…" for one in types)
    return f"/subscriptions/…/resourceGroups/…/providers/{provider}{tail}, in exactly this spelling"


def _id_of(kind: str) -> AfterValidator:
    return matching(id_pattern(kind).pattern, f"ARM id of {kind.rpartition('/')[2]}: {id_shape(kind)}")


SUBNETS = "Microsoft.Network/virtualNetworks/subnets"
RouteTableId = Annotated[str, _id_of("Microsoft.Network/routeTables")]
NatGatewayId = Annotated[str, _id_of("Microsoft.Network/natGateways")]
PublicIpId = Annotated[str, _id_of("Microsoft.Network/publicIPAddresses")]
PublicIpPrefixId = Annotated[str, _id_of("Microsoft.Network/publicIPPrefixes")]
