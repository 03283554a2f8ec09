"""What has to hold before a change, and the command that tells it: the lines of the checklist."""

from __future__ import annotations

from aksnet.facts.sources import RELEASES, Source, aks
from aksnet.facts.versions import Version
from aksnet.paths import FAMILIES, IDENTITY, PRIVATE
from aksnet.transitions.azure.judging import (
    CACHE,
    OS,
    PROVISIONING,
    VERSION,
    cached,
    from_version,
    judged,
    linux_only,
    no_sets,
    not_provisioned,
    private_api,
    region,
    single_stack,
    system_pool,
    user_assigned,
    windows_new_enough,
)
from aksnet.transitions.verdicts import Condition

UPDATE, POLICIES, BASIC = (
    aks("update-azure-cni"),
    aks("use-network-policies"),
    aks("upgrade-basic-load-balancer-on-aks"),
)
NAP_PAGE, EGRESS, NAT_PAGE = aks("node-auto-provisioning"), aks("egress-outboundtype"), aks("nat-gateway")
INTEGRATION, ISOLATED = aks("api-server-vnet-integration"), aks("concepts-network-isolated")
# for the shell, where the two variables name the cluster
_SHOW = 'az aks show --resource-group "$RESOURCE_GROUP" --name "$CLUSTER" --query'
_POOLS = 'az aks nodepool list --resource-group "$RESOURCE_GROUP" --cluster-name "$CLUSTER" --query'
# the version that a condition is about
NEEDED: dict[Condition, Version] = {}


def _kubernetes(minor: int, *sources: Source, facts: tuple[str, ...] = ()) -> Condition:
    text = f"Kubernetes 1.{minor} or newer"
    asked = Condition(text, sources, facts, f"{_SHOW} currentKubernetesVersion")
    NEEDED[asked] = Version(minor)
    return judged(from_version(minor), VERSION, asked)


FOR_OVERLAY = _kubernetes(27, UPDATE)
FOR_POLICIES = _kubernetes(30, POLICIES, RELEASES, facts=("POL-09",))
FOR_STANDARD = _kubernetes(27, BASIC)
FOR_ISOLATED = _kubernetes(30, ISOLATED, facts=("ISO-01",))
# from the oldest version to the newest
FLOORS = (FOR_OVERLAY, FOR_STANDARD, FOR_POLICIES, FOR_ISOLATED)
CILIUM_POLICY = Condition(
    "write networkPolicy cilium beside the data plane: an update without it may be refused"
    " (CiliumDataplaneRequiresNetworkPolicyCilium)",
    (aks("azure-cni-powered-by-cilium"), UPDATE),
    ("MODE-08",),
)
USER_ASSIGNED = judged(
    user_assigned,
    IDENTITY,
    Condition(
        "a user-assigned identity, so that the route table can be detached", (UPDATE,), (), f"{_SHOW} identity.type"
    ),
)
LINUX_ONLY = judged(
    linux_only,
    OS,
    Condition("Linux pools only", (UPDATE,), ("CIL-02",), f"{_POOLS} \"[?osType=='Windows'].name\""),
    mended=False,
)
LINUX_WIDENED = judged(
    linux_only,
    OS,
    Condition(
        "no Windows pools",
        (aks("azure-cni-overlay-pod-expand"),),
        ("CIDR-17",),
        f"{_POOLS} \"[?osType=='Windows'].name\"",
    ),
    mended=False,
)
NOT_PROVISIONED = judged(
    not_provisioned,
    PROVISIONING,
    Condition(
        "node auto-provisioning is off during the change; it can be turned on again afterwards",
        (UPDATE,),
        ("NAP-05",),
        f"{_SHOW} {PROVISIONING}",
    ),
)
NEVER_PROVISIONED = judged(
    not_provisioned,
    PROVISIONING,
    Condition(
        "no node auto-provisioning, which rules out a change of the outbound type",
        (NAP_PAGE,),
        ("NAP-03", "OUT-12"),
        f"{_SHOW} {PROVISIONING}",
    ),
    mended=False,
)
NO_CALICO_WITH = judged(
    not_provisioned,
    PROVISIONING,
    Condition(
        "no node auto-provisioning, which rules out Calico",
        (aks("node-auto-provisioning-networking"),),
        ("NAP-02", "POL-14"),
        f"{_SHOW} {PROVISIONING}",
    ),
    mended=False,
    lasting=True,
)
IPV4_PROVISIONED = judged(
    not_provisioned,
    PROVISIONING,
    Condition(
        "no node auto-provisioning, which does without IPv6",
        (NAP_PAGE,),
        ("NAP-03", "DS-07"),
        f"{_SHOW} {PROVISIONING}",
    ),
    mended=False,
    lasting=True,
)
NPM_ON_LINUX = judged(
    linux_only,
    OS,
    Condition(
        "no Windows pools: Azure Network Policy Manager takes no new ones",
        (POLICIES,),
        ("POL-04",),
        f"{_POOLS} \"[?osType=='Windows'].name\"",
    ),
    mended=False,
    lasting=True,
)
NPM_SIZE = Condition(
    "no more than 250 nodes and 20,000 pods", (POLICIES,), ("POL-03",), "kubectl get nodes --no-headers | wc -l"
)
NO_MASQUERADE = Condition(
    "no azure-ip-masq-agent-config of your own, nor what is left of one",
    (UPDATE, RELEASES),
    ("MIG-05",),
    "kubectl get configmap azure-ip-masq-agent-config --namespace kube-system",
)
WINDOWS_BUILD = judged(
    windows_new_enough,
    OS,
    Condition(
        "Windows nodes of build 20348.1668 or newer, and none with Docker",
        (UPDATE,),
        (),
        "kubectl get nodes --selector kubernetes.io/os=windows --output wide",
    ),
)
NO_SETS = judged(
    no_sets,
    "agentPoolProfiles.type",
    Condition(
        "no availability sets: az aks update --migrate-vmas-to-vms makes virtual machines of them first",
        (aks("azure-cni-overlay"), aks("availability-sets-on-aks")),
        ("OVL-04", "RET-01"),
        f"{_POOLS} [].type",
    ),
)
FREE_RANGE = Condition(
    "a pod range of its own, given with --pod-cidr, that meets no subnet, no service range and nothing that the cluster"
    " reaches",
    (UPDATE,),
    ("MIG-06", "CIDR-10", "CIDR-12", "CIDR-13"),
)
KEPT_RANGE = Condition(
    "the pod range stays, or --pod-cidr replaces it with one that meets nothing that the cluster reaches",
    (UPDATE, RELEASES),
    ("CIDR-10", "CIDR-12", "CIDR-13"),
)
FREE_WIDER_RANGE = Condition(
    "the wider range meets no subnet, no service range and no network that the cluster reaches",
    (aks("azure-cni-overlay-pod-expand"), aks("concepts-network-azure-cni-overlay")),
    ("CIDR-10", "CIDR-12", "CIDR-13"),
)
GATEWAY_SUBNET = Condition(
    "the subnet of Application Gateway for Containers, where there is one, is exactly a /24: a larger one is an outage",
    (aks("concepts-network-cni-overview"),),
    ("ING-01", "ING-02"),
)
CLI_PLANE = Condition(
    "azure-cli 2.52 or newer, and 2.69 on node subnets, where you use it",
    (UPDATE, aks("azure-cni-powered-by-cilium")),
    ("CIL-08",),
    "az version",
)
CLI_BASIC = Condition("azure-cli 2.76 or newer", (BASIC,), (), "az version")
NO_WEBHOOKS = Condition(
    "no admission webhooks that could stand in the way",
    (BASIC,),
    (),
    "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations",
)
CACHED = judged(
    cached,
    CACHE,
    Condition(
        "bootstrapProfile.artifactSource is Cache, and nodes have been reimaged since",
        (ISOLATED, EGRESS),
        ("ISO-01",),
        f"{_SHOW} bootstrapProfile.artifactSource",
    ),
)
PRIVATE_API = judged(
    private_api,
    PRIVATE,
    Condition(
        "a private cluster, or the API server in the VNet",
        (ISOLATED,),
        ("ISO-01",),
        f"{_SHOW} apiServerAccessProfile",
    ),
    mended=False,
)
LINUX_ISOLATED = judged(
    linux_only,
    OS,
    Condition(
        "no Windows pools, which a network-isolated cluster does not have",
        (ISOLATED,),
        ("ISO-01", "MODE-14"),
        f"{_POOLS} \"[?osType=='Windows'].name\"",
    ),
    mended=False,
)
SECOND_FOR_BOTH = judged(
    single_stack,
    FAMILIES,
    Condition(
        "a NAT gateway of the SKU StandardV2, as one of the SKU Standard lets no IPv6 out",
        (NAT_PAGE, aks("azure-cni-overlay")),
        ("DS-05", "OUT-08"),
    ),
)
GATEWAY_ATTACHED = Condition(
    "a NAT gateway on every node subnet before the change",
    (NAT_PAGE, EGRESS),
    ("OUT-02",),
    'az network vnet subnet show --ids "$SUBNET_ID" --query natGateway.id',
)
SECOND_ATTACHED = judged(
    single_stack,
    FAMILIES,
    Condition(
        "those NAT gateways have the SKU StandardV2, as one of the SKU Standard lets no IPv6 out",
        (NAT_PAGE, aks("azure-cni-overlay")),
        ("DS-05",),
        'az network nat gateway list --query "[].{name:name,sku:sku.name}" --output table',
    ),
)
ROUTED = Condition(
    "a route table on every node subnet that sends 0.0.0.0/0 to your appliance",
    (aks("egress-udr"),),
    ("SUB-20",),
    'az network vnet subnet show --ids "$SUBNET_ID" --query routeTable.id',
)
SECOND_NAT = Condition(
    "API version 2026-06-01 or newer with natGatewayProfile.sku StandardV2; older ones need the registered feature"
    " ManagedNATGatewayV2Preview",
    (RELEASES, NAT_PAGE),
    ("OUT-10",),
    "az feature show --namespace Microsoft.ContainerService --name ManagedNATGatewayV2Preview",
)
BLOCK_PREVIEW = Condition("the preview, with the extension aks-preview 9.0.0b2 or newer", (EGRESS,), (), "az version")
TRIED = Condition(
    "it went well on a cluster that may break: documents disagree whether the change exists",
    (aks("node-disruption-policy"), aks("configure-dual-stack")),
    (),
)
DUAL_SUBNETS = Condition(
    "the VNet and the node subnets have IPv6 ranges, where they are your own",
    (aks("configure-dual-stack"),),
    ("DS-08",),
    'az network vnet subnet show --ids "$SUBNET_ID" --query addressPrefixes',
)
API_SUBNET = Condition(
    "an empty subnet of /28 or larger, delegated to Microsoft.ContainerService/managedClusters, on which the cluster's"
    " identity has rights",
    (INTEGRATION, RELEASES),
    ("API-01", "API-02"),
    'az network vnet subnet show --ids "$SUBNET_ID"',
)
API_REGION = judged(
    region,
    "location",
    Condition("a region that has it: qatarcentral does not", (INTEGRATION,), ("API-03",), f"{_SHOW} location"),
    mended=False,
    lasting=True,
)
SYSTEM_POOL = judged(
    system_pool,
    "agentPoolProfiles.mode",
    Condition(
        "a system pool of your own",
        (aks("automatic/aks-automatic-sku-migration"),),
        ("AUTO-02",),
        f"{_POOLS} \"[?mode=='System'].name\"",
    ),
)
