"""33x: how the API server is reached."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import features
from aksnet.facts.sources import aks
from aksnet.paths import INTEGRATED
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

LOCATION = "location"


@rule(
    "AKN364",
    "api-server-region",
    "choose another region, or leave VNet integration out",
    aks("api-server-vnet-integration"),
    answer="Not available: the documents rule it out, and name no error.",
    facts=("API-03",),
)
def api_server_region(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The API server cannot be put into the VNet in every region.

    API Server VNet Integration is in all public regions but qatarcentral. A private cluster over a private link can be
    had there.
    """
    location = cluster.text(LOCATION) or ""
    if cluster.known(INTEGRATED) is True and location.lower().replace(" ", "") in features.NO_VNET_INTEGRATION:
        yield Hit(f"VNet integration of the API server is asked for in {location}", cluster.where(LOCATION))


RULES = (api_server_region,)
