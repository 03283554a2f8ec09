"""What the fields of the modes mean.

Facts: OVL-03, KUB-02, KUB-03, PSD-01, PSS-03, CIDR-15 to CIDR-29, sections 1.12 and 5.
"""

from aksnet.facts import retirements, scale, service
from aksnet.facts.ranges import NODE_PREFIX
from aksnet.schema.texts.text import Text, date_text

_RETIRES = f"kubenet retires on {date_text(retirements.KUBENET)}: move to overlay"
_IPV4 = "IPv4 in CIDR notation"
ENGINES = {
    "none": "no network policies",
    "calico": "Calico",
    "azure": f"Azure Network Policy Manager: on Linux until {date_text(retirements.NPM_LINUX)}, on Windows until "
    f"{date_text(retirements.NPM_WINDOWS)}",
    "cilium": "Cilium, the only one with this plugin",
}
_ALLOCATIONS = {
    "dynamic": f"addresses in batches of {scale.BATCH}, as pods need them",
    "static-block": f"blocks of {scale.BLOCK} addresses for each node, for as long as it lives",
}

NETWORKS = {
    "Network": Text("Where pods get their addresses, and what forwards their packets.", title="Network"),
    "NetworkPart": Text(
        "What of a network stands here, where another file, or defaults, say the plugin.",
        title="Network without its plugin",
    ),
    "Overlay": Text(
        "Azure CNI Overlay: pods get addresses of a private range outside the VNet, and every node owns a "
        f"/{NODE_PREFIX} of it.",
        title="overlay",
    ),
    "Cilium": Text(
        "Azure CNI Powered by Cilium: the eBPF data plane, over addresses of an overlay, of pod subnets or of the node "
        "subnet.",
        title="cilium",
    ),
    "PodSubnet": Text("Azure CNI: pods get addresses of subnets of their own in the VNet.", title="pod-subnet"),
    "NodeSubnet": Text(
        "Azure CNI: pods get addresses of the subnet that their node is in, max_pods of them reserved for each node.",
        title="node-subnet",
    ),
    "Byo": Text("Bring your own CNI: AKS installs no network plugin.", title="byo"),
    "Kubenet": Text(
        f"Kubenet: every node owns a /{NODE_PREFIX} of a private range, and a route table leads to it; at most "
        f"{scale.MAX_KUBENET_NODES} nodes. It retires on {date_text(retirements.KUBENET)}.",
        title="kubenet",
        retires=_RETIRES,
    ),
    "Mode.plugin": Text("The CNI mode; which other fields there are depends on it."),
    "Mode.ip_families": Text(
        "The IP families of pods and Services. Left out: IPv4 alone.",
        (["IPv4", "IPv6"],),
        {"IPv4": "IPv4", "IPv6": "IPv6, beside IPv4"},
    ),
    "Mode.service_cidr": Text(
        f"The range of Services, {_IPV4}; it overlaps nothing else, and is /{service.MIN_SERVICE_PREFIX[4]} or "
        f"smaller. Left out: {service.SERVICE_CIDR}.",
        ("10.0.0.0/16",),
    ),
    "Mode.service_cidrs": Text(
        "The ranges of Services, one for each IP family, in place of service_cidr; in IPv6 "
        f"/{service.MIN_SERVICE_PREFIX[6]} or smaller.",
        (["10.0.0.0/16", service.SERVICE_CIDR_IPV6],),
    ),
    "Mode.dns_service_ip": Text(
        f"The IPv4 address of the cluster's DNS, in the range of Services. Left out: address {service.DNS_ADDRESS} of "
        "it, counted from 0.",
        ("10.0.0.10",),
    ),
    "Mode.pod_cidr": Text(
        f"The range of pods, {_IPV4}; it overlaps nothing else. With overlay and kubenet every node takes a "
        f"/{NODE_PREFIX} of it, and it is {service.POD_CIDR} where it is left out.",
        ("10.244.0.0/16",),
    ),
    "Mode.pod_cidrs": Text(
        "The ranges of pods, one for each IP family, in place of pod_cidr.",
        (["10.244.0.0/16", service.POD_CIDR_IPV6],),
    ),
    "Mode.network_policy": Text("What enforces network policies. Left out: the service's default.", words=ENGINES),
    "Cilium.network_policy": Text("What enforces network policies: always Cilium.", words=ENGINES),
    "PodSubnet.allocation": Text(
        "How nodes get addresses of pod subnets; a pool may say another one.", words=_ALLOCATIONS
    ),
    "Cilium.ipam": Text(
        "Where pods get their addresses.",
        words={
            "overlay": "a private range outside the VNet",
            "pod-subnet": "subnets of their own in the VNet",
            "node-subnet": "the subnet that their node is in",
        },
    ),
    "Cilium.allocation": Text(
        "How nodes get addresses of pod subnets; only with ipam: pod-subnet. Left out: dynamic.", words=_ALLOCATIONS
    ),
    "Cilium.acns": Text(
        "Advanced Container Networking Services, with all defaults as acns: {}. Left out: off.", ({"security": True},)
    ),
    "Acns": Text(
        "Advanced Container Networking Services: observability and security are on unless switched off.",
        title="Advanced Container Networking Services",
    ),
    "Acns.observability": Text("Metrics and flow logs of the network."),
    "Acns.security": Text("Network policies by host name and on layer 7, and encryption."),
    "Acns.advanced_network_policies": Text(
        "What network policies may look at, with security on. Left out: FQDN.",
        words={
            "None": "addresses and ports only",
            "FQDN": "host names as well",
            "L7": "host names, and what stands in requests (layer 7) as well",
        },
    ),
    "Acns.transit_encryption": Text(
        "Encryption of traffic between nodes, with security on. Left out: None.",
        words={"None": "none", "WireGuard": "WireGuard, between nodes", "mTLS": "mutual TLS between pods, in preview"},
    ),
    "Acns.acceleration": Text(
        "A faster way of packets through the host. Left out: None.",
        words={"None": "none", "BpfVeth": "eBPF host routing; it needs Ubuntu 24.04 or Azure Linux 3 on every node"},
    ),
}
