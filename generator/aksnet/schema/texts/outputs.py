"""What the fields of outputs mean."""

from aksnet.facts import arm, azurerm
from aksnet.schema.texts.text import Text

OUTPUTS = {
    "Output": Text("One file, or the files of one directory, that aksnet sync writes.", title="Output"),
    "Output.cluster": Text(
        "The cluster that it is for. Left out: every cluster of the spec, with {cluster} in path for its name.",
        ("prod",),
    ),
    "Output.target": Text(
        "The language.",
        words={
            "terraform": "Terraform",
            "bicep": "Bicep",
            "arm": "an ARM template in JSON",
            "az": "commands of the Azure CLI",
        },
    ),
    "Output.emit": Text(
        "How much is written.",
        words={
            "block": "what is about the network, between markers in a file that people write",
            "cluster": "the whole cluster, in files of aksnet's",
            "module": "a module that takes a cluster of any mode, in files of aksnet's",
            "inputs": "the inputs of Azure Verified Modules, in files of aksnet's",
        },
    ),
    "Output.provider": Text(
        "The Terraform provider.",
        words={
            "azurerm": "azurerm, with arguments of its own",
            "azapi": "azapi, with ARM's own names, which has everything that ARM has",
        },
    ),
    "Output.provider_version": Text(
        "The provider's version: a major, or an exact one. Left out: the newest that aksnet knows.",
        (5, str(azurerm.NEWEST[4])),
    ),
    "Output.api_version": Text(
        "The API version of Azure Resource Manager. Left out: the oldest that has everything in use.",
        (arm.STABLE_VERSIONS[-1],),
    ),
    "Output.preview": Text("Whether preview versions of the API may be chosen."),
    "Output.resource": Text(
        "The address of the cluster's resource in Terraform, which markers are put into.",
        ("azurerm_kubernetes_cluster.prod",),
    ),
    "Output.path": Text(
        "The file with markers, or the directory of the files that are aksnet's, from the directory of the spec. "
        "{cluster} stands for the cluster's name.",
        ("main.tf", "clusters/{cluster}"),
    ),
}
