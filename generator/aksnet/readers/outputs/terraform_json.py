"""Terraform plans and states in JSON as resources in ARM's shape."""

from __future__ import annotations

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Node
from aksnet.readers.outputs.terraform_formats import is_newer, problems
from aksnet.readers.outputs.terraform_instances import Instance, earlier, instances, recognises
from aksnet.readers.outputs.terraform_plans import forgotten, made_of, notes_of, planned_of, providers_in
from aksnet.readers.resources import Reading, Resource
from aksnet.readers.terraform import azapi, azurerm

__all__ = ["read", "recognises", "with_before"]


def read(root: Node, source: Source) -> Reading:
    """The resources of a plan, of a state as `terraform show -json` prints it, or of a state file."""
    wrong = tuple(problems(root, source))
    if is_newer(root):
        return Reading(source.name, (), wrong)
    found = tuple(resource for one in instances(root, source) if (resource := _resource(one)) is not None)
    made = made_of(root) if found else made_of(root)._replace(providers=providers_in(source))
    return Reading(source.name, found, wrong, made=made)


def with_before(reading: Reading, root: Node, source: Source) -> Reading:
    """What was read of a plan, with what is there before it, and Terraform's own words for the change."""
    if reading.made is None or reading.made.kind != "plan":
        return reading
    there = [resource for one in earlier(root, source) if (resource := _resource(one)) is not None]
    kept = forgotten(root)
    known = {one.address for one in (*reading.resources, *there)}
    return reading._replace(
        resources=(*reading.resources, *(one for one in there if one.address in kept)),
        before=tuple(there),
        planned=tuple(one for one in planned_of(root) if one[0] in known),
        notes=(*reading.notes, *notes_of(root, source)),
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
