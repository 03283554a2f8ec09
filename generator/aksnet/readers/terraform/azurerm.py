"""azurerm's resources in ARM's shape: which argument is which property, and what the provider fills in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from aksnet.configuration import Scope
from aksnet.errors import Place
from aksnet.expressions.values import OpenObject, Val, unknown
from aksnet.facts import azurerm as facts
from aksnet.facts.azurerm import Version
from aksnet.readers.resources import ARGUMENTS_HERE, FURTHER, WRITTEN_HERE, Kind, Resource
from aksnet.readers.terraform.azurerm_names import ARGUMENTS, AUTOMATIC, CLUSTER, IDS, MAPS, POOL, SWITCHES, blocks_of
from aksnet.readers.terraform.versions import version_of
from aksnet.view import Origin, Provider, Several


class _Context(NamedTuple):
    """What is the same for all that is said of a resource."""

    address: str
    place: Place
    language: str
    provider: Provider | None
    exists: str | None
    group: str | None

    @property
    def version(self) -> Version:
        return version_of(self.provider) if self.provider is not None else facts.NEWEST[max(facts.NEWEST)]

    @property
    def fills(self) -> bool:
        """Whether the provider's defaults are not in the values already, as they are in a plan."""
        return self.language == "terraform"

    def resource(self, kind: Kind, name: Val, properties: dict[str, Val], parent: Val | None = None) -> Resource:
        made = Resource(kind, self.address, self.place, self.language, name, Val(properties), parent)
        return made._replace(provider=self.provider, exists=self.exists, scope=Scope(None, self.group))


def translate(
    resource_type: str,
    body: Val,
    *,
    address: str,
    place: Place,
    language: str,
    provider: Provider | None,
    exists: str | None = None,
) -> Resource | None:
    """A resource of azurerm in ARM's shape; None for types that are not read.

    `body` has the provider's arguments, and blocks by type as lists of such bodies, as Terraform's plans have them.
    """
    make = TYPES.get(resource_type)
    if make is None or not isinstance(body.data, dict):
        return None
    group = body.data.get("resource_group_name")
    named = group.data if group is not None and isinstance(group.data, str) else None
    return make(body.data, _Context(address, place, language, provider, exists, named))


_Body = Mapping[str, Val]
_MISSING = unknown("it is not written")
_POOL_BLOCKS = ("default_node_pool", "agent_pool_profile")
# Blocks in which none of the numbers may be 0, or 0 is the default: there the provider keeps a 0 of what is not set.
_NEVER_ZERO = ("load_balancer_profile", "nat_gateway_profile")


def _cluster(body: _Body, context: _Context) -> Resource:
    body = body if context.fills else _as_set(body)
    properties, arguments, written = _renamed(body, CLUSTER, skipped=_POOL_BLOCKS)
    written.update({name: body[name] for name in _POOL_BLOCKS if name in body})
    pools = body.get("default_node_pool", body.get("agent_pool_profile"))
    if pools is not None:
        properties["agentPoolProfiles"] = _pools(pools, context)
    if context.fills:
        _fill_cluster(properties, context.version)
    made = context.resource(Kind.CLUSTER, body.get("name", _MISSING), properties)
    return made._replace(arguments=arguments, written=written)


def _as_set(body: _Body) -> _Body:
    """The arguments of a plan or a state without the zeros that the provider keeps for null in Azure's answer."""
    profile = body.get("network_profile")
    if profile is None or not isinstance(body, dict):
        return body
    made = copy(body)
    made["network_profile"] = _each(profile, _profile_as_set)
    return made


def _profile_as_set(profile: dict[str, Val]) -> dict[str, Val]:
    made = copy(profile)
    made.update({name: _each(profile[name], _without_zeros) for name in _NEVER_ZERO if name in profile})
    return made


def _without_zeros(block: dict[str, Val]) -> dict[str, Val]:
    made = copy(block)
    for name in [name for name, value in block.items() if value.data == 0 and not isinstance(value.data, bool)]:
        del made[name]
    return made


def _each(blocks: Val, change: Callable[[dict[str, Val]], dict[str, Val]]) -> Val:
    """The blocks, each of them changed."""
    if not isinstance(blocks.data, list):
        return blocks
    items = [one._replace(data=change(one.data)) if isinstance(one.data, dict) else one for one in blocks.data]
    return blocks._replace(data=items)


def _automatic(body: _Body, context: _Context) -> Resource:
    properties, arguments, written = _renamed(body, AUTOMATIC)
    _put(properties, "sku.name", Val("Automatic", Origin.PROVIDER))
    for block, path in (
        ("hosted_system", "hostedSystemProfile.enabled"),
        ("private_cluster", "apiServerAccessProfile.enablePrivateCluster"),
    ):
        if block in body and body[block].data not in (None, []):
            _put(properties, path, Val(True, at=body[block].at))
    made = context.resource(Kind.CLUSTER, body.get("name", _MISSING), properties)
    return made._replace(arguments=arguments, written=written)


def _pools(pools: Val, context: _Context) -> Val:
    if not isinstance(pools.data, list):
        return pools
    items = [item._replace(data=_pool_body(_members(item), context, inline=True)) for item in _objects(pools)]
    return pools._replace(data=items)


def _pool_body(body: _Body, context: _Context, *, inline: bool) -> dict[str, Val]:
    properties, arguments, written = _renamed(body, POOL)
    properties[ARGUMENTS_HERE], properties[WRITTEN_HERE] = Val(dict(arguments)), Val(dict(written))
    nat = _at(body, "windows_profile", "outbound_nat_enabled")
    if nat is not None and isinstance(nat.data, bool):
        _put(properties, "windowsProfile.disableOutboundNat", nat._replace(data=not nat.data))
    elif nat is not None and not nat.known:
        _put(properties, "windowsProfile.disableOutboundNat", nat)
    if context.fills or inline:  # the cluster's own block says neither, not even in a plan
        for path, data in (("mode", "System" if inline else "User"), ("osType", "Linux")):
            properties.setdefault(path, Val(data, Origin.PROVIDER))
    return properties


def _members(value: Val) -> _Body:
    return value.data if isinstance(value.data, dict) else {}


def _at(body: _Body, block: str, name: str) -> Val | None:
    there = body.get(block)
    first = next(_objects(there), None) if there is not None else None
    return _members(first).get(name) if first is not None else None


def _pool(body: _Body, context: _Context) -> Resource:
    properties = _pool_body(body, context, inline=False)
    arguments, written = _members(properties.pop(ARGUMENTS_HERE)), _members(properties.pop(WRITTEN_HERE))
    made = context.resource(Kind.POOL, body.get("name", _MISSING), properties, body.get("kubernetes_cluster_id"))
    return made._replace(arguments=arguments, written=written)


def _fill_cluster(properties: dict[str, Val], version: Version) -> None:
    """The provider's defaults: schemas of 3.117.1, 4.81.0 and 5.2.0."""
    profile = properties.get("networkProfile")
    if profile is None or not isinstance(profile.data, dict) or FURTHER in profile.data:
        return
    fill = profile.data
    fill.setdefault("outboundType", Val("loadBalancer", Origin.PROVIDER))
    fill.setdefault("loadBalancerSku", Val("standard", Origin.PROVIDER))
    if version >= Version(4):
        fill.setdefault("networkDataplane", Val("azure", Origin.PROVIDER))
    balancer, gateway = fill.get("loadBalancerProfile"), fill.get("natGatewayProfile")
    if balancer is not None and isinstance(balancer.data, dict):
        balancer.data.setdefault("allocatedOutboundPorts", Val(0, Origin.PROVIDER))
        balancer.data.setdefault("idleTimeoutInMinutes", Val(30, Origin.PROVIDER))
        if version >= Version(4, 8):
            balancer.data.setdefault("backendPoolType", Val("NodeIPConfiguration", Origin.PROVIDER))
    if gateway is not None and isinstance(gateway.data, dict):
        gateway.data.setdefault("idleTimeoutInMinutes", Val(4, Origin.PROVIDER))


def _renamed(
    body: _Body, names: Mapping[str, str], skipped: tuple[str, ...] = ()
) -> tuple[dict[str, Val], dict[str, Val], dict[str, Val]]:
    """ARM's properties, nested; and by their dotted paths the provider's own arguments, and all that is written.

    Null and an empty text are written, and say nothing of a property.
    """
    properties: dict[str, Val] = {}
    arguments: dict[str, Val] = {}
    written: dict[str, Val] = {}
    blocks = blocks_of(names)
    for path, value in _flat(_without(body, skipped), ""):
        written[path] = value
        if value.data is None or value.data == "":
            continue
        if path.endswith(FURTHER):
            _open(properties, blocks.get(path[:-2]) if path != FURTHER else "", value)
        elif path in SWITCHES and isinstance(value.data, list) and value.data:
            _put(properties, SWITCHES[path], Val(True, at=value.at))
        elif path in ARGUMENTS:
            arguments[path] = value
        name = names.get(path) or (blocks.get(path) if not isinstance(value.data, list) else None)
        if name and (not isinstance(value.data, dict) or (name in MAPS and value.data)):  # an empty map says nothing
            _put(properties, name, _as_objects(value) if name.split(".")[-2:][0] in IDS else value)
    return properties, arguments, written


def _as_objects(ids: Val) -> Val:
    """Ids as ARM has them."""
    items = ids.data if isinstance(ids.data, list) else None
    return ids if items is None else ids._replace(data=[one._replace(data={"id": one}) for one in items])


def _without(body: _Body, skipped: tuple[str, ...]) -> _Body:
    kept = {name: one for name, one in body.items() if name not in skipped}
    if isinstance(body, OpenObject):
        kept[FURTHER] = Val(body.further)
    return kept


def _flat(body: _Body, base: str) -> Iterator[tuple[str, Val]]:
    """Arguments by their dotted paths, and blocks by theirs."""
    if isinstance(body, OpenObject):
        yield f"{base}{FURTHER}", Val(body.further)
    for name, value in body.items():
        path = f"{base}{name}"
        blocks = list(_objects(value)) if isinstance(value.data, list) else []
        yield path, value
        if len(blocks) == 1:
            yield from _flat(_members(blocks[0]), f"{path}.")
        elif blocks:
            yield path, unknown(Several(f"there are {len(blocks)} blocks {name}"))._replace(at=value.at)


def _open(properties: dict[str, Val], block: str | None, reason: Val) -> None:
    """Say of a block, or of the whole, that it may say more; of a block that is not read there is nothing to say."""
    if block is not None:
        _put(properties, f"{block}.{FURTHER}" if block else FURTHER, reason)


def _objects(value: Val) -> Iterator[Val]:
    items = value.data if isinstance(value.data, list) else [value]
    return (item for item in items if isinstance(item.data, dict))


def _put(tree: dict[str, Val], path: str, value: Val) -> None:
    *parents, leaf = path.split(".")
    for parent in parents:
        node = tree.setdefault(parent, Val({}))
        if not isinstance(node.data, dict):
            return
        tree = node.data
    tree.setdefault(leaf, value)


def _network(body: _Body, context: _Context) -> Resource:
    properties: dict[str, Val] = {}
    for name, path in (("location", "location"), ("address_space", "addressSpace.addressPrefixes")):
        if name in body:
            _put(properties, path, body[name])
    inline = body.get("subnet")
    if inline is not None:
        subnets = [item._replace(data=_inline_subnet(_members(item))) for item in _objects(inline)]
        properties["subnets"] = inline._replace(data=subnets) if isinstance(inline.data, list) else inline
    made = context.resource(Kind.NETWORK, body.get("name", _MISSING), properties)
    return made._replace(written=_without(body, ("subnet",)))


def _subnet_body(body: _Body) -> dict[str, Val]:
    properties: dict[str, Val] = {}
    for name, path in (
        ("name", "name"),
        ("address_prefixes", "addressPrefixes"),
        ("address_prefix", "addressPrefix"),
        ("service_endpoints", "serviceEndpoints"),
        ("route_table_id", "routeTable.id"),
        ("nat_gateway_id", "natGateway.id"),
        ("security_group", "networkSecurityGroup.id"),
    ):
        if name in body and body[name].data not in (None, "", []):
            _put(properties, path, body[name])
    delegated = body.get("delegation")
    if delegated is not None and delegated.data != []:
        properties["delegations"] = _delegations(delegated)
    endpoints = body.get("service_endpoint")
    if endpoints is not None and isinstance(endpoints.data, list) and endpoints.data:
        services = [_members(one)["service"] for one in _objects(endpoints) if "service" in _members(one)]
        properties["serviceEndpoints"] = endpoints._replace(data=services)
    return properties


def _inline_subnet(body: _Body) -> dict[str, Val]:
    return {**_subnet_body(body), WRITTEN_HERE: Val(dict(body))}


def _delegations(delegated: Val) -> Val:
    """The services that a subnet is delegated to."""
    if not isinstance(delegated.data, list):
        return delegated
    services: list[Val] = []
    for item in _objects(delegated):
        named = _at(_members(item), "service_delegation", "name")
        services.append(named if named is not None else unknown("the delegation names no service"))
    return delegated._replace(data=services)


def _subnet(body: _Body, context: _Context) -> Resource:
    parent = body.get("virtual_network_name", body.get("virtual_network_id"))
    made = context.resource(Kind.SUBNET, body.get("name", _MISSING), _subnet_body(body), parent)
    return made._replace(written=body)


def _peering(body: _Body, context: _Context) -> Resource:
    properties: dict[str, Val] = {}
    if "remote_virtual_network_id" in body:
        _put(properties, "remoteVirtualNetwork.id", body["remote_virtual_network_id"])
    return context.resource(Kind.PEERING, body.get("name", _MISSING), properties, body.get("virtual_network_name"))


_ROUTE = (
    ("name", "name"),
    ("address_prefix", "addressPrefix"),
    ("next_hop_type", "nextHopType"),
    ("next_hop_in_ip_address", "nextHopIpAddress"),
)


def _named(body: _Body, names: Sequence[tuple[str, str]]) -> dict[str, Val]:
    return {path: body[name] for name, path in names if name in body and body[name].data not in (None, "")}


def _route_table(body: _Body, context: _Context) -> Resource:
    properties = _named(body, (("location", "location"),))
    routes = body.get("route")
    if routes is not None:
        items = [one._replace(data=_named(_members(one), _ROUTE)) for one in _objects(routes)]
        properties["routes"] = routes._replace(data=items) if isinstance(routes.data, list) else routes
    made = context.resource(Kind.ROUTE_TABLE, body.get("name", _MISSING), properties)
    return made._replace(written=_without(body, ("route",)))


def _route(body: _Body, context: _Context) -> Resource:
    return context.resource(
        Kind.ROUTE, body.get("name", _MISSING), _named(body, _ROUTE[1:]), body.get("route_table_name")
    )


def _nat_gateway(body: _Body, context: _Context) -> Resource:
    properties = _named(body, (("location", "location"),))
    return context.resource(Kind.NAT_GATEWAY, body.get("name", _MISSING), properties)._replace(written=body)


def _association(
    argument: str, path: str, kind: Kind = Kind.SUBNET, of: str = "subnet_id"
) -> Callable[[_Body, _Context], Resource]:
    """A resource that ties something to a subnet, or to a NAT gateway."""

    def make(body: _Body, context: _Context) -> Resource:
        properties: dict[str, Val] = {}
        _put(properties, path, body.get(argument, _MISSING))
        return context.resource(kind, _MISSING, properties, body.get(of))._replace(patch=True)

    return make


TYPES: Mapping[str, Callable[[_Body, _Context], Resource]] = {
    "azurerm_kubernetes_cluster": _cluster,
    "azurerm_kubernetes_automatic_cluster": _automatic,
    "azurerm_kubernetes_cluster_node_pool": _pool,
    "azurerm_virtual_network": _network,
    "azurerm_subnet": _subnet,
    "azurerm_virtual_network_peering": _peering,
    "azurerm_subnet_nat_gateway_association": _association("nat_gateway_id", "natGateway.id"),
    "azurerm_subnet_route_table_association": _association("route_table_id", "routeTable.id"),
    "azurerm_subnet_network_security_group_association": _association(
        "network_security_group_id", "networkSecurityGroup.id"
    ),
    "azurerm_route_table": _route_table,
    "azurerm_route": _route,
    "azurerm_nat_gateway": _nat_gateway,
    "azurerm_nat_gateway_public_ip_prefix_association": _association(
        "public_ip_prefix_id", "publicIpPrefixes", Kind.NAT_GATEWAY, "nat_gateway_id"
    ),
}
