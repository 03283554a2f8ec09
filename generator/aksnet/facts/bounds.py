"""The bounds of pools and of outbound profiles, and what one outbound address carries."""

from typing import NamedTuple

from aksnet.facts.sources import Source

# fact POD-02: concepts-network-ip-address-planning; the room that each pool keeps for pods
MIN_POOL_PODS = 30

# fact OUT-06: configure-load-balancer-standard
PORTS_PER_ADDRESS = 64_000
# What each node gets of an address where no number is given, by the nodes there are, and what it gets of all at the
# most: https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections (read 2026-11-24)
DEFAULT_PORTS = ((50, 1024), (100, 512), (200, 256), (400, 128), (800, 64), (1000, 32))
MAX_DEFAULT_PORTS = 1024
# fact OUT-07: nat-gateway
PORTS_PER_NAT_ADDRESS = 64_512
SNAT_PORTS_ERROR = Source(
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/"
    "error-code-invalidloadbalancerprofileallocatedoutboundports",
    "2026-11-24",
)


class Bound(NamedTuple):
    """The numbers that a setting of the network profile takes: from `low` to `high` in steps."""

    path: str
    low: int
    high: int
    step: int = 1

    def holds(self, number: int) -> bool:
        """Whether the setting takes the number."""
        return self.low <= number <= self.high and number % self.step == 0

    def __str__(self) -> str:
        steps = f", in multiples of {self.step}" if self.step > 1 else ""
        return f"{self.low} to {self.high}{steps}"


# facts OUT-05, OUT-07
BOUNDS = (
    Bound("loadBalancerProfile.managedOutboundIPs.count", 1, 100),
    Bound("loadBalancerProfile.managedOutboundIPs.countIPv6", 0, 100),
    Bound("loadBalancerProfile.allocatedOutboundPorts", 0, PORTS_PER_ADDRESS, 8),
    Bound("loadBalancerProfile.idleTimeoutInMinutes", 4, 120),
    Bound("natGatewayProfile.managedOutboundIPProfile.count", 1, 16),
    Bound("natGatewayProfile.managedOutboundIPProfile.countIPv6", 1, 16),
    Bound("natGatewayProfile.idleTimeoutInMinutes", 4, 120),
)

# fact PSS-03: the addresses of a static block, configure-azure-cni-static-block-allocation (read 2026-08-21)
BLOCK = 16
