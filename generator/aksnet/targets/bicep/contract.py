"""The contract of Bicep's templates: the parts of a fragment and of a whole configuration, and what they receive."""

from __future__ import annotations

from aksnet.targets.contracts import CODE, DATA, EITHER, FLAG, TEXT, Contract, Maybe, Name, Part, Shape

_PARAMETER = {
    "name": CODE,
    "type": CODE,
    "description": TEXT,
    "secret": FLAG,
    "default": Maybe(DATA),
    "value": Maybe(DATA),
}
_VNET: Shape = {"name": EITHER, "properties": DATA, "children": [{"symbol": CODE, "name": TEXT}]}
_DISTANT = {
    "symbol": CODE,
    "kind": TEXT,
    "module": TEXT,
    "subscription": EITHER,
    "group": EITHER,
    "params": DATA,
}
_POOL = {"symbol": CODE, "name": TEXT, "properties": DATA, "waits_for": [CODE]}
_ROLE_FILES = "resource_role.bicep.j2 and subnet_role.bicep.j2"

CONTRACT = Contract(
    language="bicep",
    quote="'",
    parts=(
        Part("fragment.bicep.j2", "the fragment to paste: properties of the cluster", emit="block"),
        Part("main.bicep.j2", "the file main.bicep: parameters, the parts below, outputs"),
        Part("main.bicepparam.j2", "the file main.bicepparam"),
        Part("parameters.bicep.j2", "the parameters of main.bicep"),
        Part("network.bicep.j2", "the virtual network with its subnets, route table and NAT gateway"),
        Part("identity.bicep.j2", "the cluster's identity and its rights"),
        Part("role_assignment.bicep.j2", "one right of that identity; `grant` is one of `near_grants`"),
        Part("cluster.bicep.j2", "the cluster and its pools"),
        Part("place.bicep.j2", "location and tags of a resource"),
        Part("waits_for.bicep.j2", "`dependsOn` of a cluster or a pool"),
        Part("role_id.bicep.j2", "the variable with the id of the role"),
        Part("subnet_role.bicep.j2", "the module that gives rights on a subnet elsewhere"),
        Part("resource_role.bicep.j2", "the modules that give rights on other things elsewhere"),
    ),
    names=(
        Name("name", TEXT, "the cluster's name"),
        Name("api_version", CODE, "the API version of the cluster"),
        Name("network_api", CODE, "the API version of networks"),
        Name("identity_api", CODE, "the API version of identities"),
        Name("role_api", CODE, "the API version of role assignments"),
        Name("network_contributor", TEXT, "the id of the role Network Contributor"),
        Name(
            "parameters",
            [_PARAMETER],
            "the parameters: `default` stands in main.bicep, `value` in main.bicepparam",
        ),
        Name("tags", DATA, "the cluster's tags by name; where there are any, there is a parameter `tags`"),
        Name("vnet", Maybe(_VNET), "the virtual network that is made; `children` are the subnets in use"),
        Name("route_table", FLAG, "whether a route table is made"),
        Name("nat_gateway", FLAG, "whether a NAT gateway is made"),
        Name("next_hop", EITHER, "where the route table sends traffic"),
        Name("identity", FLAG, "whether the cluster gets an identity of its own"),
        Name("near_grants", [{"symbol": CODE, "scope": CODE}], "what it gets rights on that is made here"),
        Name("distant_grants", [_DISTANT], "what it gets rights on that is elsewhere"),
        Name("waits_for", [CODE], "what must be there before the cluster; in a loop over pools, before the pool"),
        Name("sku", Maybe(DATA), "the cluster's sku"),
        Name("properties", DATA, "the cluster's properties"),
        Name("pools", [_POOL], "the pools that are not among the properties"),
        Name("kind", CODE, "the type of the thing elsewhere", _ROLE_FILES),
        Name("name", TEXT, "the cluster's name", "fragment.bicep.j2"),
        Name("properties", CODE, "the properties without the braces around them", "fragment.bicep.j2"),
    ),
)
