"""What the fields of the API server and of add-ons mean.

Facts: API-01, ING-01, section 5.2.
"""

from aksnet.facts import features, ranges, retirements
from aksnet.schema.texts.text import Text, date_text

_SUBNET = "a name out of vnet.subnets, or the ARM id of a subnet that is there already"

FEATURES = {
    "ApiServer": Text("How the API server is reached.", title="API server"),
    "ApiServer.enable_private_cluster": Text("Whether the API server has no public address. Left out: no."),
    "ApiServer.enable_vnet_integration": Text(
        "Whether the API server is in the VNet itself; it cannot be switched off later. Left out: no."
    ),
    "ApiServer.subnet": Text(
        f"The API server's own subnet, /{ranges.API_SERVER_PREFIX} or larger: {_SUBNET}. Only with "
        "enable_vnet_integration.",
        ("api-server",),
    ),
    "ApiServer.authorized_ip_ranges": Text(
        "The public addresses, or ranges in CIDR notation, that may reach the API server.", (["203.0.113.0/24"],)
    ),
    "Addons": Text("Add-ons that depend on the network: they are checked against, and not written.", title="Add-ons"),
    "Addons.ingress_application_gateway": Text("Application Gateway Ingress Controller."),
    "Addons.application_gateway_for_containers": Text(
        f"Application Gateway for Containers; its subnet is a /{features.AGC_PREFIX} with overlay. All defaults: {{}}."
    ),
    "Addons.virtual_node": Text("Virtual nodes on Azure Container Instances. All defaults: {}."),
    "Addons.istio": Text("The Istio add-on. All defaults: {}."),
    "Addons.static_egress_gateway": Text("Static egress gateway: pods leave with addresses that do not change."),
    "Addons.web_app_routing": Text("The application routing add-on."),
    "Addons.open_service_mesh": Text(
        f"The Open Service Mesh add-on, which retires on {date_text(retirements.OPEN_SERVICE_MESH)}.",
    ),
    "InSubnet": Text("A feature that lives in a subnet of its own.", title="Feature in a subnet"),
    "InSubnet.subnet": Text(f"The feature's subnet: {_SUBNET}.", ("gateways",)),
    "Istio": Text("The Istio add-on.", title="Istio"),
    "Istio.egress_gateway": Text("Whether it goes out through the static egress gateway."),
}
