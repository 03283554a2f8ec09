"""32x: bounds of outbound profiles, and the nodes that they carry."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import bounds
from aksnet.facts.sources import ARM_REFERENCE, AZURE_CLI, RELEASES, aks
from aksnet.findings import Severity
from aksnet.paths import IDENTITY, NAT, OUTBOUND, PLUGIN, SKU, is_windows
from aksnet.planning.counting import Counted, most_of_all, surge_of_all, whole
from aksnet.planning.snat import PORTS, balancer_addresses, outbound_type
from aksnet.rules.arm_members import lacks
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.pool_limits import ZONES
from aksnet.view import ClusterView

DISABLE_NAT = "windowsProfile.disableOutboundNat"
NAT_GATEWAY, SLB = aks("nat-gateway"), aks("configure-load-balancer-standard")
DEFAULT = " (the default)"
V2 = "managedNATGatewayV2"


@rule(
    "AKN324",
    "outbound-bounds",
    "choose a value in the range",
    ARM_REFERENCE,
    SLB,
    NAT_GATEWAY,
    answer="The API's description does not allow the value; the documents name no error.",
    facts=("OUT-05", "OUT-07"),
)
def outbound_bounds(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The numbers of outbound profiles lie in the service's ranges.

    A load balancer has 1 to 100 managed IPv4 addresses and 0 to 100 IPv6 ones, and gives each node 0 to 64,000 ports
    in multiples of 8; a managed NAT gateway has 1 to 16 addresses of each family. Idle flows last 4 to 120 minutes
    with both. Tools have bounds of their own, which differ.
    """
    for bound in bounds.BOUNDS:
        path = f"networkProfile.{bound.path}"
        data = cluster.known(path)
        if whole(data) and not bound.holds(data):
            yield Hit(f"{bound.path} is {data}", cluster.where(path), hint=f"choose {bound}")


@rule(
    "AKN325",
    "snat-ports",
    "give the load balancer more outbound addresses, or each node fewer ports, or 0 for what Azure works out itself",
    SLB,
    bounds.SNAT_PORTS_ERROR,
    answer="Azure refuses the cluster, and has counted nodes that an upgrade adds as well.",
    facts=("OUT-06",),
    codes=("InvalidLoadBalancerProfileAllocatedOutboundPorts",),
)
def snat_ports(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The load balancer's outbound addresses have ports for all nodes, and for those that an upgrade adds.

    An address has 64,000 ports. Where each node gets a fixed number of them, the addresses are enough for 64,000 by
    that number, times the addresses, nodes. Counted are the most nodes that the autoscaler makes. That they are not
    enough for the nodes of an upgrade only is a warning, for it depends on the surge at that time.
    """
    ports, addresses, nodes = cluster.known(PORTS), balancer_addresses(cluster), most_of_all(cluster)
    if outbound_type(cluster) != "loadBalancer" or not whole(ports) or not 0 < ports <= bounds.PORTS_PER_ADDRESS:
        return
    if addresses is None or nodes is None or not cluster.pools_stated:
        return
    most = bounds.PORTS_PER_ADDRESS * addresses.number // ports
    words = f"{_balancer(ports, addresses)} are enough for {most} nodes: the pools have {nodes}"
    surge = surge_of_all(cluster) or Counted(0)
    if nodes.number > most:
        yield Hit(words, cluster.where(PORTS))
    elif nodes.number + surge.number > most:
        yield Hit(f"{words}, and {surge} more in an upgrade", cluster.where(PORTS), Severity.WARNING)


def _balancer(ports: int, addresses: Counted) -> str:
    given = f"{addresses.number} outbound {'address' if addresses.number == 1 else 'addresses'}"
    return f"{ports} ports for each node with {given}{DEFAULT if addresses.default else ''}"


@rule(
    "AKN326",
    "nat-gateway-zones",
    "choose sku StandardV2, which is in all zones",
    NAT_GATEWAY,
    answer="Azure takes it: when the NAT gateway's zone fails, the nodes in all other zones have no way out either.",
    facts=("OUT-08",),
    severity=Severity.WARNING,
)
def nat_gateway_zones(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A managed NAT gateway of the SKU Standard is in one zone, whatever the zones of the nodes.

    It cannot be used across zones. StandardV2 is zone-redundant from the start.
    """
    if cluster.text(OUTBOUND) != "managedNATGateway" or cluster.text(f"{NAT}sku") != "Standard":
        return
    of_pools = [(pool, pool.known(ZONES)) for pool in cluster.pools]
    zones = sorted({str(zone) for _, known in of_pools if isinstance(known, list) for zone in known})
    if len(zones) > 1:
        zoned = next(pool for pool, known in of_pools if known)
        words = f"the pools are in the zones {', '.join(zones)}"
        yield Hit(f"{words}, but the NAT gateway has the SKU Standard", zoned.where(ZONES))


@rule(
    "AKN327",
    "managed-nat-gateway-v2",
    "choose outboundType managedNATGateway with natGatewayProfile.sku StandardV2, from API 2026-06-01",
    RELEASES,
    NAT_GATEWAY,
    answer="Only older preview APIs know the word; API 2026-06-01 does not have it.",
    facts=("OUT-10", "DOC-11"),
    severity=Severity.WARNING,
)
def managed_nat_gateway_v2(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The outbound type managedNATGatewayV2 is how previews called what is a SKU of managedNATGateway now.

    From API 2026-06-01 the SKU StandardV2 stands in natGatewayProfile, beside outboundType managedNATGateway. The page
    on NAT gateways still writes the old word, and in one sentence the new one: the documents disagree.
    """
    if cluster.text(OUTBOUND) == V2 and not lacks(cluster, OUTBOUND, V2):
        yield Hit("the outbound type is managedNATGatewayV2", cluster.where(OUTBOUND))


@rule(
    "AKN328",
    "kubenet-identity",
    "give the cluster a user-assigned identity with Network Contributor on the subnet and its route table",
    aks("limit-egress-traffic"),
    aks("configure-kubenet"),
    answer="The identity is there no sooner than the cluster, too late for its rights on the route table. The documents"
    " rule it out, and name no error.",
    facts=("OUT-15", "KUB-06"),
)
def kubenet_identity(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Kubenet with a route table of your own needs a user-assigned identity.

    Kubenet writes the routes to its nodes into that table, and so the identity must have its rights before the cluster
    is made. With userDefinedRouting a system-assigned one works with the azure plugin only. Without it the page on
    kubenet allows one to az, which gives the rights itself, and asks for a user-assigned one a few lines below: so
    that is a warning, unless something else than commands of az is to be written.
    """
    kubenet = cluster.text(PLUGIN) == "kubenet"
    if not kubenet or (cluster.text(IDENTITY) or "").lower() != "systemassigned":
        return
    message = "the identity SystemAssigned stands beside kubenet"
    subnets = (cluster.subnet_of(pool) for pool in cluster.pools)
    subnet = next((one for one in subnets if one is not None and one.route_table is not None), None)
    if cluster.text(OUTBOUND) == "userDefinedRouting":
        yield Hit(f"{message} with userDefinedRouting", cluster.where(IDENTITY))
    elif subnet is not None:
        certain = any(dialect.target != "az" for dialect in context.dialects)
        severity = Severity.ERROR if certain else Severity.WARNING
        where = f"with the route table of the subnet {subnet.name!r}"
        yield Hit(f"{message} {where}", cluster.where(IDENTITY), severity)


@rule(
    "AKN329",
    "windows-outbound-nat",
    "leave disableOutboundNat out, or choose a NAT gateway or userDefinedRouting for the cluster",
    NAT_GATEWAY,
    AZURE_CLI,
    answer="Not supported: the documents rule it out with a load balancer, and az refuses it on Linux pools.",
    facts=("OUT-16",),
)
def windows_outbound_nat(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Only Windows pools have an OutboundNAT to disable, and only a NAT gateway or routes of yours can replace it.

    Without it packets leave a Windows node with the addresses of its pods. A NAT gateway or an appliance at the end of
    a route of yours translates those, the load balancer's outbound rules do not.
    """
    default = DEFAULT if OUTBOUND not in cluster.values else ""
    for pool in cluster.pools:
        if pool.known(DISABLE_NAT) is not True or pool.unknown("osType"):
            continue
        words = f"the pool {pool.name!r} disables the OutboundNAT of Windows"
        if not is_windows(pool):
            yield Hit(f"{words}, but is Linux", pool.where(DISABLE_NAT), hint="leave disableOutboundNat out")
        elif outbound_type(cluster) == "loadBalancer":
            yield Hit(f"{words} beside the outbound type loadBalancer{default}", pool.where(DISABLE_NAT))


@rule(
    "AKN330",
    "subnet-nat-gateway",
    "choose the outbound type userAssignedNATGateway, or take the NAT gateway off the subnet",
    RELEASES,
    NAT_GATEWAY,
    answer="Azure refuses to make a cluster in the subnet.",
    facts=("SUB-21",),
    since="2022-05-01",
)
def subnet_nat_gateway(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A node subnet with a NAT gateway goes with the outbound type userAssignedNATGateway.

    A NAT gateway takes all of the subnet's outbound traffic, so the load balancer's outbound rules or the route table
    would be without effect. Of the type none the documents say that whatever way out there is, is yours to make; and
    the managed NAT gateway works with no subnet of yours at all.
    """
    kind = outbound_type(cluster)
    if kind not in ("loadBalancer", "userDefinedRouting") or cluster.text(SKU) == "Automatic":
        return
    stated = OUTBOUND in cluster.values
    subnets = (cluster.subnet_of(pool) for pool in cluster.pools)
    named = {subnet.name: subnet for subnet in subnets if subnet is not None and subnet.nat_gateway is not None}
    for subnet in named.values():
        words = f"the subnet {subnet.name!r} has a NAT gateway of its own"
        yield Hit(
            f"{words}, but the outbound type is {kind}{'' if stated else DEFAULT}",
            cluster.where(OUTBOUND) if stated else subnet.place,
        )


RULES = (
    outbound_bounds,
    snat_ports,
    nat_gateway_zones,
    managed_nat_gateway_v2,
    kubenet_identity,
    windows_outbound_nat,
    subnet_nat_gateway,
)
