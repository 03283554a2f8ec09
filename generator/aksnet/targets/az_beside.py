"""The Azure CLI: the commands for what stands beside the cluster: network, identity and rights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksnet.targets.az_text import GROUP, Shell, command, json_tags, line, resolver, subnet_variables, tags, word
from aksnet.targets.properties import Resolve
from aksnet.targets.surroundings import Own, Scope, Surroundings, delegation, subnets_in_use
from aksnet.view import ClusterView, Parameter, Subnet, VnetView


def network(cluster: ClusterView, around: Surroundings) -> Iterator[str]:
    """The commands for the VNet with its subnets, and the route table or NAT gateway that they get."""
    if around.vnet is None:
        return
    space = line(Shell("--address-prefixes"), *(one.text for one in around.vnet.address_space))
    yield command(
        "az network vnet create", GROUP, '--name "$VNET"', '--location "$LOCATION"', space, *json_tags(cluster)
    )
    if around.routed:
        yield from _route_table(cluster)
    if around.translated:
        yield from _nat_gateway(cluster)
    yield from _subnets(cluster, around, around.vnet)


def _route_table(cluster: ClusterView) -> Iterator[str]:
    table = '"$NAME-rt"'
    hop = word(cluster.next_hop) if cluster.next_hop else '"$NEXT_HOP_IP_ADDRESS"'
    yield command(
        "az network route-table create", GROUP, f"--name {table}", '--location "$LOCATION"', *json_tags(cluster)
    )
    yield command(
        "az network route-table route create",
        GROUP,
        f"--route-table-name {table}",
        "--name default",
        "--address-prefix 0.0.0.0/0",
        "--next-hop-type VirtualAppliance",
        f"--next-hop-ip-address {hop}",
    )


def _nat_gateway(cluster: ClusterView) -> Iterator[str]:
    yield command(
        "az network public-ip create",
        GROUP,
        '--name "$NAME-nat-ip"',
        '--location "$LOCATION"',
        "--sku Standard",
        "--allocation-method Static",
        *tags(cluster),
    )
    yield command(
        "az network nat gateway create",
        GROUP,
        '--name "$NAME-nat"',
        '--location "$LOCATION"',
        '--public-ip-addresses "$NAME-nat-ip"',
        *json_tags(cluster),
    )


def _subnets(cluster: ClusterView, around: Surroundings, vnet: VnetView) -> Iterator[str]:
    used = {one.name for one in subnets_in_use(cluster)}
    variables = dict(subnet_variables(cluster))
    for name, subnet in vnet.subnets.items():
        table = word(subnet.route_table) if subnet.route_table else '"$NAME-rt"' if name in around.routed else None
        gateway = (
            word(subnet.nat_gateway) if subnet.nat_gateway else '"$NAME-nat"' if name in around.translated else None
        )
        delegated = delegation(subnet, around)
        flags = [
            GROUP,
            '--vnet-name "$VNET"',
            line(Shell("--name"), name),
            line(Shell("--address-prefixes"), *(one.text for one in subnet.prefixes)),
            *([line(Shell("--delegations"), delegated)] if delegated else []),
            *([line(Shell("--service-endpoints"), *subnet.service_endpoints)] if subnet.service_endpoints else []),
            *([f"--route-table {table}"] if table else []),
            *([f"--nat-gateway {gateway}"] if gateway else []),
            *(["--default-outbound-access false"] if name in around.isolated else []),
        ]
        yield command("az network vnet subnet create", *flags)
        if name in used:
            show = command("az network vnet subnet show", *flags[:3], "--query id", "--output tsv")
            yield f"{variables[name].upper()}=$({show})"


def identity(cluster: ClusterView, around: Surroundings) -> Iterator[str]:
    """The commands for the cluster's own identity with its rights, where it needs any."""
    if not around.owns_identity:
        return
    yield command("az identity create", GROUP, '--name "$NAME-id"', '--location "$LOCATION"', *json_tags(cluster))
    for variable, query in (("IDENTITY_ID", "id"), ("PRINCIPAL_ID", "principalId")):
        show = command("az identity show", GROUP, '--name "$NAME-id"', f"--query {query}", "--output tsv")
        yield f"{variable}=$({show})"
    resolve = resolver(cluster)
    scopes = [_scope(grant.scope, resolve) for grant in around.grants]
    for scope in scopes:
        yield command(
            "az role assignment create",
            '--assignee-object-id "$PRINCIPAL_ID"',
            "--assignee-principal-type ServicePrincipal",
            line(Shell("--role"), "Network Contributor"),
            line(Shell("--scope"), scope),
        )


def _scope(scope: Scope, resolve: Resolve) -> Any:
    match scope:
        case Own(name):
            kind, own = ("vnet", '"$VNET"') if name == "vnet" else ("route-table", '"$NAME-rt"')
            return Shell(f'"$(az network {kind} show {GROUP} --name {own} --query id --output tsv)"')
        case Subnet() | Parameter():
            return resolve(scope)
    return scope
