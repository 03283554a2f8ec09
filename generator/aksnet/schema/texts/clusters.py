"""What the fields of a cluster mean, and those around its clusters.

Facts: section 2.4, AUTO-01, ISO-01, KPX-01, KPX-02.
"""

from aksnet.facts import scale
from aksnet.facts.versions import OLDEST_SUPPORTED
from aksnet.schema.texts.text import Text
from aksnet.spec.views import DEFAULT_VM_SIZE

CLUSTERS = {
    "Spec": Text(
        "One cluster, or a fleet of them under clusters, and the files that aksnet writes for them under outputs. "
        "What another file of the same spec says (defaults.yaml, or another -f) need not stand here.",
        title="Spec of aksnet",
    ),
    "Spec.$schema": Text("The schema of this file, for editors; aksnet does not read it.", ("aksnet.schema.json",)),
    "Spec.clusters": Text(
        "The clusters of a fleet: a list, in which each has a name, or a map by name. "
        "What they have in common stands under defaults.",
    ),
    "Spec.defaults": Text(
        "What every cluster has that does not say it itself. Mappings are merged key by key, lists are replaced. "
        "A file defaults.yaml with nothing else is for all specs in its folder and those below it.",
    ),
    "Spec.outputs": Text("The files that aksnet sync writes, and in which language."),
    "Cluster": Text("One AKS cluster with its network.", title="Cluster"),
    "Cluster.name": Text(
        "The cluster's name: 1 to 63 letters, digits, - and _, with a letter or digit at both ends. "
        "In a fleet each cluster has one of its own.",
        ("prod", "aks-prod-weu"),
    ),
    "Cluster.location": Text(
        "The Azure region by its short name. Left out: asked for as a variable or parameter.", ("westeurope", "eastus2")
    ),
    "Cluster.resource_group": Text(
        "The resource group that the cluster is in: 1 to 90 letters, digits, - _ . ( ), with no . at the end. "
        "Left out: asked for as a variable or parameter.",
        ("rg-prod",),
    ),
    "Cluster.dns_prefix": Text(
        "How the host name of the API server begins: 1 to 54 letters, digits and -. Left out: made of the name.",
        ("prod",),
    ),
    "Cluster.tags": Text(
        "Tags of the cluster by name. A value that is true, false or null stands in quotes; a number is its text.",
        ({"team": "platform", "cost-center": "4711"},),
    ),
    "Cluster.kubernetes_version": Text(
        "The Kubernetes version, minor or with its patch. Left out: the service takes its default, and rules that "
        "depend on the version are silent.",
        (str(OLDEST_SUPPORTED), f"{OLDEST_SUPPORTED}.2"),
    ),
    "Cluster.sku": Text(
        "The kind of cluster.",
        words={
            "base": "AKS as you configure it",
            "automatic": "AKS Automatic: Azure presets most of it, Azure CNI Overlay powered by Cilium among it",
        },
    ),
    "Cluster.tier": Text(
        "The pricing tier. Left out: the service takes its default.",
        words={
            "Free": f"at most {scale.MAX_FREE_NODES:,} nodes, and {scale.RECOMMENDED_FREE_NODES} recommended",
            "Standard": f"at most {scale.MAX_NODES:,} nodes",
            "Premium": "as Standard, and with long-term support of Kubernetes versions",
        },
    ),
    "Cluster.support_plan": Text(
        "How long a Kubernetes version is supported.",
        words={
            "KubernetesOfficial": "as long as the community supports it",
            "AKSLongTermSupport": "longer, with the tier Premium",
        },
    ),
    "Cluster.identity": Text(
        "What the cluster signs in to Azure with.",
        words={
            "SystemAssigned": "a managed identity that comes and goes with the cluster",
            "UserAssigned": "a managed identity of your own",
            "ServicePrincipal": "an application with a secret that expires",
        },
    ),
    "Cluster.network": Text(
        "Where pods get their addresses, and what forwards their packets: plugin says it, and which other fields "
        "there are."
    ),
    "Cluster.outbound": Text("How traffic leaves the cluster. Left out: the service takes its default."),
    "Cluster.vnet": Text(
        "The virtual network that the cluster is in, where it is one of your own. Left out: AKS makes one, or pools "
        "name subnets that are there by their ARM ids."
    ),
    "Cluster.pools": Text(
        "The agent pools, one in the mode System at the least. Left out: one pool, called system.",
        ([{"name": "system", "mode": "System", "vm_size": DEFAULT_VM_SIZE, "count": 3}],),
    ),
    "Cluster.hosted_system": Text(
        "The subnets of an Automatic cluster in a VNet of your own. Only with sku: automatic."
    ),
    "Cluster.api_server": Text("How the API server is reached."),
    "Cluster.node_provisioning_mode": Text(
        "Who makes nodes. Left out: Manual.",
        words={"Manual": "the pools, with their counts", "Auto": "node auto-provisioning (Karpenter) makes them"},
    ),
    "Cluster.kube_proxy_mode": Text(
        "How kube-proxy leads to Services; only the preview API has it. Left out: IPTABLES.",
        words={
            "IPTABLES": "rules of iptables",
            "IPVS": "IPVS, which Azure Network Policy Manager does not work with",
            "NFTABLES": "nftables, the successor of IPVS",
        },
    ),
    "Cluster.artifact_source": Text(
        "Where nodes get the images that they start with. Left out: Direct.",
        words={
            "Cache": "a registry cache, as a network-isolated cluster needs it",
            "Direct": "Microsoft's registry, through the cluster's way out",
        },
    ),
    "Cluster.addons": Text("Add-ons that depend on the network: they are checked against, and not written."),
    "Cluster.ignore": Text(
        "Rules whose findings about this cluster are left out, by id or slug, each with the reason.",
        ({"AKN401": "moves to overlay in spring"},),
    ),
}
