"""JSON documents by what is in them: templates and their parameters, plans, states, snapshots, answers of az, specs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from aksnet.expressions import tree
from aksnet.expressions.source import Fault, Source
from aksnet.expressions.tree import Node
from aksnet.expressions.values import Val
from aksnet.readers.outputs import az_json, snapshot, terraform_cut, terraform_instances, terraform_json
from aksnet.readers.resources import Reading
from aksnet.readers.spec_texts import is_of_spec
from aksnet.readers.template import json_tree, program
from aksnet.spec.schema_ids import KEY, URN

# How `terraform plan -json` begins, which tells what it does line by line.
_LOG = '{"@level":'


class Document(StrEnum):
    """What a JSON document can be."""

    TEMPLATE = "an ARM template"
    PARAMETERS = "parameters of a template"
    TERRAFORM = "a plan or a state of Terraform"
    SNAPSHOT = "a snapshot of Bicep"
    AZ = "an answer of az"
    SPEC = "a spec of aksnet"
    SCHEMA = "the schema of specs"


class Parsed(NamedTuple):
    """A JSON document, and what it is; None where it is none of ours."""

    source: Source
    root: Node | None
    faults: tuple[Fault, ...]
    what: Document | None

    @property
    def made_by_bicep(self) -> bool:
        """Whether it is a template that the Bicep compiler wrote."""
        metadata = _members(_members(self.root).get("metadata"))
        name = _members(metadata.get("_generator")).get("name")
        return isinstance(name, tree.Literal) and name.value == "bicep"

    @property
    def has_wrong_parameters(self) -> bool:
        """Whether its parameters are no object."""
        return isinstance(_members(self.root).get("parameters"), tree.Array | tree.Literal)


def parsed(source: Source) -> Parsed:
    """A JSON text, recognised; of Terraform's, what is of no concern is no part of the tree."""
    if source.text.startswith(_LOG):
        hint = "terraform plan -out tfplan, then terraform show -json tfplan"
        return Parsed(source, None, (Fault("this is the log of a run of Terraform, and no plan", 0, hint),), None)
    if terraform_cut.is_terraform(source.text):
        cut = Source(source.name, terraform_cut.without_others(source.text))
        file = json_tree.parse(cut, json_tree.MAX_VALUES_OF_TERRAFORM)
    else:
        file = json_tree.parse(source)
    return Parsed(source, file.root, file.faults, None if file.root is None else recognised(file.root))


def recognised(root: Node) -> Document | None:
    """What a document is, by its keys."""
    if program.recognises_template(root):
        return Document.TEMPLATE
    if program.recognises_parameters(root):
        return Document.PARAMETERS
    if terraform_instances.recognises(root):
        return Document.TERRAFORM
    if snapshot.recognises(root):
        return Document.SNAPSHOT
    if _is_schema(root):
        return Document.SCHEMA
    if isinstance(root, tree.Array) and not root.items:
        return Document.AZ  # a list of nothing
    if _is_spec(root):
        return Document.SPEC
    return Document.AZ if az_json.recognises(root) else None


def _is_schema(root: Node) -> bool:
    """Whether a document is a schema that aksnet wrote: it lies beside a spec, and says nothing of a cluster."""
    name = _members(root).get("$id")
    return isinstance(name, tree.Literal) and isinstance(name.value, str) and name.value.startswith(URN)


def _is_spec(root: Node) -> bool:
    """Whether a document says that it is a spec, or has a network with its plugin, of its own or of a cluster."""
    members = _members(root)
    named = members.get(KEY)
    if isinstance(named, tree.Literal) and isinstance(named.value, str) and is_of_spec(named.value):
        return True
    clusters = members.get("clusters")
    each = clusters.items if isinstance(clusters, tree.Array) else _members(clusters).values()
    return any("plugin" in _members(_members(one).get("network")) for one in (root, members.get("defaults"), *each))


def _members(node: Node | tree.Spread | None) -> dict[object, Node]:
    items = node.items if isinstance(node, tree.Object) else ()
    return {
        item.key.value: item.value
        for item in items
        if isinstance(item, tree.Item) and isinstance(item.key, tree.Literal)
    }


def reading_of(
    document: Parsed, parameters: Mapping[str, Val] | None, label: str | None = None, *, both: bool = False
) -> Reading | None:
    """What is read of a document that is no spec and no parameters; of a plan with `both` also what is before it."""
    root, source = document.root, document.source
    if root is None:
        return None
    match document.what:
        case Document.TEMPLATE:
            made = program.read(root, source, parameters)
            return made if label is None else made._replace(label=label)
        case Document.TERRAFORM:
            made = terraform_json.read(root, source)
            return terraform_json.with_before(made, root, source) if both else made
        case Document.SNAPSHOT:
            return snapshot.read(root, source)
        case Document.AZ:
            return az_json.read(root, source)
        case _:
            return None
