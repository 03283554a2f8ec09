"""ARM templates as programs: a template with values for its parameters, evaluated to the resources that it declares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aksnet.expressions import tree
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Node
from aksnet.expressions.values import Scope, Val
from aksnet.readers.resources import Reading
from aksnet.readers.template.deployment import Deployment
from aksnet.readers.template.evaluation import TemplateEvaluator, text_of, value_of
from aksnet.readers.template.given import Given, given_values
from aksnet.readers.template.instance import Template
from aksnet.readers.template.sections import Setting, Shared
from aksnet.view import Origin

# The scopes of deployment by what the schema of a template is called.
_SCHEMAS = {
    "subscriptiondeploymenttemplate": Deployment(group=None),
    "managementgroupdeploymenttemplate": Deployment(None, None),
    "tenantdeploymenttemplate": Deployment(None, None),
}
# What a template says in some place that makes any of the resources that are read.
_MENTIONED = re.compile(r"Microsoft\.(?:ContainerService|Network)\b", re.IGNORECASE)


def _schema(root: Node) -> str:
    return (text_of(root, "$schema") or "").rstrip("#").rpartition("/")[2].lower()


def recognises_template(root: Node) -> bool:
    """Whether a JSON document is an ARM template."""
    schema = _schema(root)
    if schema:
        return "deploymenttemplate" in schema
    resources = value_of(root, "resources")
    return isinstance(resources, tree.Array | tree.Object) and text_of(root, "contentVersion") is not None


def recognises_parameters(root: Node) -> bool:
    """Whether a JSON document gives values to the parameters of a template."""
    if _schema(root):
        of_schema = value_of(root, "parameters")
        return "deploymentparameters" in _schema(root) and isinstance(of_schema, tree.Object | None)
    return value_of(root, "resources") is None and _listed(root) is not None


def _listed(root: Node) -> tree.Object | None:
    """The object with the parameters: `parameters`, or the document itself where each member has a value."""
    found = value_of(root, "parameters")
    listed = root if found is None else found
    if not isinstance(listed, tree.Object) or (found is None and not listed.items):
        return None
    return listed if all(isinstance(one, tree.Item) and _is_given(one.value) for one in listed.items) else None


def _is_given(node: Node) -> bool:
    return value_of(node, "value") is not None or value_of(node, "reference") is not None


def parameters_of(root: Node, source: Source) -> dict[str, Val] | None:
    """The values of a parameters file by the names in small letters; None where it is none."""
    if not recognises_parameters(root):
        return None
    listed = value_of(root, "parameters") or root
    value = TemplateEvaluator().told(listed, Scope(source, {}))
    return given_values(value.data, Origin.VARIABLE) if isinstance(value.data, dict) else {}


def read(root: Node, source: Source, parameters: Mapping[str, Val] | None = None, label: str | None = None) -> Reading:
    """What a template declares, with the values of a parameters file or else with its defaults."""
    shown = source.name if label is None else label
    if not _MENTIONED.search(source.text):
        return Reading(shown, ())
    given = Given({name.lower(): value for name, value in (parameters or {}).items()})
    setting = Setting(_SCHEMAS.get(_schema(root).removesuffix(".json"), Deployment()))
    shared = Shared(TemplateEvaluator())
    template = Template(shared, source, root, given, setting)
    return Reading(shown, tuple(template.resources()), tuple(shared.problems), tuple(shared.notes))
