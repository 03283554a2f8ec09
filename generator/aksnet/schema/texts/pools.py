"""What the fields of agent pools mean.

Facts: POD-01, POD-03, SURGE-01 to SURGE-04, SEG-02, LDNS-01, LDNS-04, section 5.2.
"""

from aksnet.facts import features, retirements, service
from aksnet.schema.texts.text import Text, date_text
from aksnet.spec.views import DEFAULT_VM_SIZE


def _os(sku: str) -> str:
    system = retirements.OS_SKUS[sku]
    return f"{system.system}; its support ends on {date_text(system.ends)}"


_SUBNET = "a name out of vnet.subnets, or the ARM id of a subnet that is there already"

POOLS = {
    "Pool": Text("One agent pool: nodes that are alike.", title="Agent pool"),
    "Pool.name": Text(
        "The pool's name: 1 to 12 lower-case letters and digits, a letter first; on Windows at most "
        f"{service.MAX_WINDOWS_POOL_NAME}.",
        ("system", "user"),
    ),
    "Pool.mode": Text(
        "What the pool is for. Left out: System for the first pool of a cluster that has none, else User.",
        words={
            "System": "what the cluster itself needs runs here; each cluster has one at the least",
            "User": "what you run",
            "Gateway": "the nodes of the static egress gateway",
        },
    ),
    "Pool.type": Text(
        "What the nodes are in. Left out: VirtualMachineScaleSets.",
        words={
            "VirtualMachineScaleSets": "a scale set",
            "VirtualMachines": "virtual machines of their own, whose sizes may differ",
        },
    ),
    "Pool.os": Text("What the nodes run.", words={"Linux": "Linux", "Windows": "Windows Server"}),
    "Pool.os_sku": Text(
        "Which system in detail. Left out: the service takes its default for the Kubernetes version.",
        words={
            "Ubuntu": "the Ubuntu that belongs to the Kubernetes version",
            "Ubuntu2204": _os("Ubuntu2204"),
            "Ubuntu2404": "Ubuntu 24.04",
            "AzureLinux": "the Azure Linux that belongs to the Kubernetes version",
            "AzureLinux3": "Azure Linux 3",
            "Windows2019": _os("Windows2019"),
            "Windows2022": _os("Windows2022"),
            "Windows2025": "Windows Server 2025",
        },
    ),
    "Pool.vm_size": Text(f"The size of the nodes. Left out: {DEFAULT_VM_SIZE}.", (DEFAULT_VM_SIZE,)),
    "Pool.count": Text("How many nodes the pool has, from the beginning or always. Not beside min and max.", (3,)),
    "Pool.min": Text("The fewest nodes that the autoscaler leaves; together with max.", (2,)),
    "Pool.max": Text(
        "The most nodes that the autoscaler makes; together with min. Ranges are planned for them.", (10,)
    ),
    "Pool.max_pods": Text(
        f"The most pods on each node, {service.MIN_MAX_PODS} to {service.MAX_MAX_PODS}. It cannot be changed later. "
        f"Left out: {', '.join(f'{number} with {mode}' for mode, number in service.MAX_PODS.items())}.",
        (110, 250),
    ),
    "Pool.max_surge": Text(
        "How many nodes an upgrade adds for its time: a number, or a percentage of the pool, rounded up. Left out: "
        f"{service.MAX_SURGE}.",
        ("33%", 1),
    ),
    "Pool.max_unavailable": Text(
        "How many nodes an upgrade takes away for its time instead of adding some: a number, or a percentage of the "
        "pool. Not for pools in the mode System.",
        (1, "10%"),
    ),
    "Pool.zones": Text("The availability zones that the nodes are spread over.", (["1", "2", "3"],)),
    "Pool.subnet": Text(
        f"The subnet of the nodes: {_SUBNET}. Left out: that of the first pool that names one, else AKS makes the "
        "network.",
        ("nodes",),
    ),
    "Pool.pod_subnet": Text(f"The subnet of the pods, with pod subnets: {_SUBNET}.", ("pods",)),
    "Pool.allocation": Text(
        "How nodes get addresses of the pod subnet. Left out: as the network says.",
        words={
            "dynamic": "in batches, as pods need them",
            "static-block": "in blocks, for as long as a node lives",
        },
    ),
    "Pool.enable_node_public_ip": Text("Whether each node has a public address of its own. Left out: no."),
    "Pool.gateway_prefix_size": Text(
        "The prefix length of the public addresses of a pool in the mode Gateway, "
        f"{features.MIN_GATEWAY_PREFIX} to {features.MAX_GATEWAY_PREFIX}. Left out: {features.GATEWAY_PREFIX}.",
        (30,),
    ),
    "Pool.local_dns": Text(
        "Whether nodes answer DNS themselves (LocalDNS).",
        words={
            "Required": "on",
            "Preferred": "checked, and, by the documents, not switched on",
            "Disabled": "off",
        },
    ),
}
