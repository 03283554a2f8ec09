"""How Bicep refers to what stands beside the cluster."""

from __future__ import annotations

from aksnet.targets.naming import subnet_labels
from aksnet.targets.printing import Code
from aksnet.targets.properties import Resolve
from aksnet.targets.templates import camel
from aksnet.view import ClusterView, Parameter, Subnet


def resolver(cluster: ClusterView) -> Resolve:
    """A function from a reference to its expression."""
    labels = subnet_labels(cluster.vnet) if cluster.vnet is not None else {}

    def resolve(reference: Subnet | Parameter) -> Code:
        if isinstance(reference, Parameter):
            return Code(camel(reference.name))
        return Code(f"vnet::{camel(labels[reference.name])}Subnet.id")

    return resolve
