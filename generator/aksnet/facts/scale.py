"""How many nodes clusters and pools may have, and how many addresses nodes take: facts section 2."""

from __future__ import annotations

from aksnet.facts.ranges import NODE_PREFIX, STATIC_BLOCK_PREFIX
from aksnet.facts.sources import AKS_DOCS_READ, Source

# facts section 2.4: free-standard-pricing-tiers, quotas-skus-regions; in the Free tier core-aks-concepts
MAX_NODES = 5_000
MAX_FREE_NODES = 1_000
RECOMMENDED_FREE_NODES = 10
# facts section 2.4 and IP-20: best-practices-performance-scale-large, upgrade-aks-node-pools-rolling; of scale sets
MAX_POOL_NODES = 1_000
# facts section 2.4: quotas-skus-regions, as of January 2024
MAX_POOLS = 100
# fact KUB-02: configure-kubenet; more routes than that go into no route table
MAX_KUBENET_NODES = 400
# fact POL-03: use-network-policies
MAX_NPM_NODES = 250
# fact ACNS-07: container-network-security-l7-policy-concepts; supported up to the greater of the two
L7_NODES, L7_PODS = 1_000, 40_000

# fact OVL-03: concepts-network-azure-cni-overlay; what each node takes of the pod CIDR
NODE_BLOCK = 2 ** (32 - NODE_PREFIX)
# fact IP-04: what Azure keeps of every subnet, its first four addresses and the last
RESERVED = 5
# facts PSD-01 and PSS-03: a batch of dynamic allocation, and a block of static block allocation
BATCH = BLOCK = 16
# fact PSD-01: a node asks for another batch when fewer of its addresses are free
SPARE = 8
# facts IP-16, IP-17: addresses in use in a VNet, unless pods have static blocks; pods of dynamic allocation
MAX_CONFIGURED = 65_536
# facts section 2.4, DOC-03: best-practices-performance-scale-large; plan-pod-networking has 250,000
MAX_OVERLAY_PODS = 200_000
# fact API-01: the addresses that the API server of one cluster needs
API_SERVER_ADDRESSES = 9
# fact IP-13: the blocks that hold Azure's own addresses, the first and the last of a subnet
EDGE_BLOCKS = 2
# fact IP-16: concepts-network-ip-address-planning; there is no larger VNet
MIN_PREFIX = 8
# https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq (read 2026-11-24): there is no smaller subnet
MAX_SUBNET_PREFIX = 29

# fact DOC-03: plan-pod-networking, where best-practices-performance-scale-large has MAX_OVERLAY_PODS
LARGEST_OVERLAY_PODS = 250_000
# facts section 2.4: best-practices-performance-scale-large; what is recommended, of the hard MAX_CONFIGURED
RECOMMENDED_DYNAMIC_PODS = 50_000
# fact IP-17: plan-pod-networking; about as many pods as have static blocks
MAX_STATIC_PODS = 1_000_000
# facts PSS-04, IP-17: the addresses of the largest pod subnet of static blocks
MAX_STATIC_ADDRESSES = 2 ** (32 - STATIC_BLOCK_PREFIX)
# fact POL-03: use-network-policies
MAX_NPM_PODS = 20_000

# fact IP-03
INSUFFICIENT_SUBNET = Source(
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/connectivity/"
    "insufficientsubnetsize-error-advanced-networking",
    AKS_DOCS_READ,
)
# what the service answered, and what AKS's own people say of the autoscaler's maximum
POD_CIDR_ANSWER = Source("https://github.com/Azure/AKS-Construction/issues/701", "2026-11-24")
AUTOSCALER_MAXIMUM = Source("https://github.com/Azure/AKS/issues/3686", "2026-11-24")
