"""The public pages that facts come from, each with the day on which it was read."""

from typing import NamedTuple

AKS_DOCS_READ = "2026-08-21"
# The newest day on which a page was read that a fact here comes from; a test looks at all of them.
NEWEST_READ = "2026-11-30"


class Source(NamedTuple):
    """A public page and the day it was read."""

    url: str
    read: str


def aks(page: str) -> Source:
    """A page of Microsoft's AKS documentation, by its name there."""
    return Source(f"https://learn.microsoft.com/azure/aks/{page}", AKS_DOCS_READ)


def aks_error(page: str) -> Source:
    """A page of Microsoft's AKS error codes."""
    root = "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes"
    return Source(f"{root}/{page}", AKS_DOCS_READ)


def azurerm_code(file: str) -> Source:
    """A file of azurerm's code for AKS, in the newest release that was read."""
    root = "https://github.com/hashicorp/terraform-provider-azurerm/blob/v5.2.0/internal/services/containers"
    return Source(f"{root}/{file}", "2026-11-23")


ARM_REFERENCE = Source(
    "https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters", "2026-11-23"
)
AZURERM_CLUSTER = Source(
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/kubernetes_cluster.html.markdown",
    "2026-11-23",
)
AZURERM_POOL = Source(
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/"
    "kubernetes_cluster_node_pool.html.markdown",
    "2026-11-23",
)
AZURERM_RELEASES = Source(
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG.md", "2026-11-23"
)
AVM_CLUSTER = Source(
    "https://github.com/Azure/bicep-registry-modules/tree/main/avm/res/container-service/managed-cluster", "2026-11-23"
)
AVM_TERRAFORM = Source(
    "https://github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster", "2026-11-30"
)
AVM_ROUTING = Source("https://github.com/Azure/bicep-registry-modules/issues/5759", "2026-11-30")
AZAPI = Source("https://github.com/Azure/terraform-provider-azapi/blob/main/docs/resources/resource.md", "2026-11-23")
AZURE_CLI = Source("https://learn.microsoft.com/cli/azure/aks", "2026-11-24")
RELEASES = Source("https://github.com/Azure/AKS/blob/master/CHANGELOG.md", "2026-08-07")
# What Azure answers, in whole words.
PEERED_OVERLAP = Source("https://github.com/Azure/ResourceModules/issues/731", "2026-11-30")
RESOURCE_NAMES = Source(
    "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules", "2026-11-23"
)
RESOURCE_PUT = Source(
    "https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes", "2026-11-24"
)
PREFIXES = Source("https://www.rfc-editor.org/rfc/rfc4632#section-3.1", "2026-11-24")
UNKNOWN_FIELDS = Source("https://github.com/Azure/AKS/issues/4060", "2026-11-30")
VNET_FAQ = Source("https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq", "2026-11-24")
VNET_PEERING = Source("https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering", "2026-08-21")
VNET_SUBNETS = Source("https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet", "2026-08-21")
CLUSTER_CODE = azurerm_code("kubernetes_cluster_resource.go")
AUTOMATIC_CODE = azurerm_code("kubernetes_automatic_cluster_resource.go")
VALIDATION_CODE = azurerm_code("kubernetes_cluster_validate.go")
POOL_CODE = azurerm_code("kubernetes_cluster_node_pool_resource.go")
DEFAULT_POOL_CODE = azurerm_code("kubernetes_nodepool.go")
