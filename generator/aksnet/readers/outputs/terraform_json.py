"""Terraform plans and states in JSON as resources in ARM's shape."""

from __future__ import annotations

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Node
from aksnet.readers.outputs.terraform_instances import Instance, instances, problems, recognises
from aksnet.readers.resources import Reading, Resource
from aksnet.readers.terraform import azapi, azurerm

__all__ = ["read", "recognises"]


def read(root: Node, source: Source) -> Reading:
    """The resources of a plan, of a state as `terraform show -json` prints it, or of a state file."""
    found = (_resource(instance) for instance in instances(root, source))
    return Reading(
        source.name,
        tuple(resource for resource in found if resource is not None),
        tuple(problems(root, source)),
    )


def _resource(instance: Instance) -> Resource | None:
    translate = azapi.translate if instance.type.startswith("azapi_") else azurerm.translate
    return translate(
        instance.type,
        instance.body,
        address=instance.address,
        place=instance.place,
        language=instance.language,
        provider=instance.provider,
    )
