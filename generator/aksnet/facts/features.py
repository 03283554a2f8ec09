"""Bounds and names of the features that live beside the pods' network."""

from __future__ import annotations

# fact ING-01: what the subnet of Application Gateway for Containers is with overlay, no larger and no smaller
AGC_PREFIX = 24

# fact SEG-02: configure-static-egress-gateway; the prefix length of a gateway pool's public addresses
MIN_GATEWAY_PREFIX, MAX_GATEWAY_PREFIX = 28, 31
GATEWAY_PREFIX = 31
# fact SEG-03: fewer gateway nodes are not highly available
MIN_GATEWAY_NODES = 2

# fact LDNS-01: localdns-custom; it runs on Azure Linux and on Ubuntu 22.04 and newer. These OS SKUs are neither; of
# SKUs that may become one, such as those with Azure Linux in their names, nothing is said here
LOCAL_DNS_VCPUS = 4
NOT_FOR_LOCAL_DNS = ("Ubuntu1804", "Ubuntu2004", "Flatcar")

# fact API-03: api-server-vnet-integration; the regions without API Server VNet Integration
NO_VNET_INTEGRATION = ("qatarcentral",)
