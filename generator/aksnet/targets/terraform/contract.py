"""The contract of Terraform's templates: the parts of a whole configuration, and what they receive."""

from __future__ import annotations

from aksnet.facts import azurerm
from aksnet.targets.contracts import CODE, DATA, EITHER, FLAG, TEXT, Contract, Maybe, Name, Part

_VARIABLE = {"name": TEXT, "type": CODE, "description": TEXT, "default": Maybe(DATA), "secret": FLAG}
_SUBNET = {
    "label": CODE,
    "name": TEXT,
    "text": CODE,
    "route_table": Maybe(EITHER),
    "nat_gateway": Maybe(EITHER),
    "own_nat_gateway": FLAG,
}
_AZAPI_POOL = {"label": CODE, "name": TEXT, "body": DATA, "ignored": [CODE], "waits_for": [CODE]}

CONTRACT = Contract(
    language="terraform",
    quote='"',
    parts=(
        Part("versions.tf.j2", "the file versions.tf: versions and providers"),
        Part("provider.tf.j2", "the block of the provider azurerm"),
        Part("variables.tf.j2", "the file variables.tf"),
        Part("main.tf.j2", "the file main.tf: the resource group, and the parts below"),
        Part("network.tf.j2", "the virtual network with its subnets, route table and NAT gateway"),
        Part("identity.tf.j2", "the cluster's identity and its rights"),
        Part("cluster.tf.j2", "the cluster and its pools", provider="azurerm"),
        Part("required_blocks.tf.j2", "blocks that a version of azurerm wants", provider="azurerm"),
        Part("cluster_azapi.tf.j2", "the cluster and its pools", provider="azapi"),
        Part("lifecycle.tf.j2", "what plans ignore of a cluster or a pool", provider="azapi"),
        Part("identity_block.tf.j2", "the block `identity` of the cluster"),
        Part("waits_for.tf.j2", "`depends_on` of a cluster or a pool"),
        Part("place.tf.j2", "location and resource group of a resource"),
        Part("tags.tf.j2", "the argument `tags` of a resource"),
        Part("outputs.tf.j2", "the file outputs.tf"),
    ),
    names=(
        Name("name", TEXT, "the cluster's name"),
        Name("azapi", FLAG, "whether the provider is azapi"),
        Name("azurerm_version", TEXT, "the constraint on azurerm's version"),
        Name("azapi_version", TEXT, "the constraint on azapi's version"),
        Name("cluster_address", CODE, "the address of the cluster's resource"),
        Name("variables", [_VARIABLE], "the variables; a default of none is no default"),
        Name("tags", DATA, "the cluster's tags by name; where there are any, there is a variable `tags`"),
        Name("vnet", Maybe({"name": EITHER, "address_space": [TEXT]}), "the virtual network that is made"),
        Name(
            "subnets",
            [_SUBNET],
            "its subnets: `text` is what their blocks hold beside names, the ids are of what they are joined with",
        ),
        Name("route_table", FLAG, "whether a route table is made"),
        Name("kubenet_routes", FLAG, "whether the cluster writes routes into it"),
        Name("nat_gateway", FLAG, "whether a NAT gateway is made"),
        Name("next_hop", EITHER, "where the route table sends traffic"),
        Name("identity", FLAG, "whether the cluster gets an identity of its own"),
        Name("grants", [{"label": CODE, "scope": EITHER}], "what that identity gets rights on"),
        Name("waits_for", [CODE], "what must be there before the cluster; in a loop over pools, before the pool"),
        Name("arguments", [{"name": CODE, "value": DATA}], "the cluster's arguments", "azurerm"),
        Name("blocks", [{"name": CODE, "text": CODE}], "the cluster's blocks", "azurerm"),
        Name("default_pool", CODE, "what the block of the default node pool holds", "azurerm"),
        Name("pools", [{"label": CODE, "text": CODE, "waits_for": [CODE]}], "the other pools", "azurerm"),
        Name("ignored_pod_range", Maybe(CODE), "the argument that azurerm does not read back", "azurerm"),
        Name("api_version", CODE, "the API version", "azapi"),
        Name("schema_known", FLAG, "whether the provider has types of that API version", "azapi"),
        Name("body", DATA, "the cluster's body", "azapi"),
        Name("ignored", [CODE], "what plans ignore of the cluster; in a loop over pools, of the pool", "azapi"),
        Name("pools", [_AZAPI_POOL], "the other pools", "azapi"),
    ),
    majors=tuple(map(str, azurerm.NEWEST)),
)
