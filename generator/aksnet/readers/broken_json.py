"""JSON that cannot be read: whether it plainly is a document of ours, and no file of another tool."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aksnet.expressions.source import Source
from aksnet.readers import languages

if TYPE_CHECKING:
    from aksnet.readers.documents import Parsed

# What tools fill in before anybody reads the text as JSON: azd, Azure DevOps, Helm and Jinja.
_PLACEHOLDER = re.compile(r"\$\{[^{}\n]*\}|\$\([^()\n]*\)|#\{[^{}\n]*\}#?|\{\{[^{}\n]*\}\}|\b__\w+__\b")
_SCHEMA = re.compile(r'"\$schema"\s*:\s*"[^"\n]*/[a-z]*deployment(template|parameters)\.json', re.IGNORECASE)
_PLAN = re.compile(r'"format_version"\s*:\s*"[^"\n]*"')
_STATE = re.compile(r'"lineage"\s*:\s*"[^"\n]*"')
_SNAPSHOT = re.compile(r'"predictedResources"\s*:\s*\[')
_ANSWER = re.compile(r'"type"\s*:\s*"Microsoft\.ContainerService/managedClusters["/]', re.IGNORECASE)
_CLUSTER = re.compile("managedclusters|azurerm_kubernetes_cluster", re.IGNORECASE)


def is_template(text: str) -> bool:
    """Whether a text is of a template, a plan, a state, a snapshot or an answer of az that has a cluster."""
    if _CLUSTER.search(text) is None:
        return False
    schema = _SCHEMA.search(text)
    if schema is not None:
        return schema[1].lower() == "template"
    return any(pattern.search(text) for pattern in (_PLAN, _STATE, _SNAPSHOT, _ANSWER))


def is_ours(source: Source) -> bool:
    """Whether a text plainly is a document of ours, and no tool fills it in first."""
    return (is_template(source.text) or languages.is_spec(source)) and not is_filled_in(source)


def is_filled_in(source: Source) -> bool:
    """Whether a text is JSON once a tool has put values in the place of what it wrote there."""
    filled = _PLACEHOLDER.sub("0", source.text)
    return filled != source.text and languages.document(Source(source.name, filled)).root is not None


def may_be_parameters(name: str, document: Parsed | None) -> bool:
    """Whether a file that is called parameters cannot be read, or what it lists is no object; None is no text."""
    if "parameters" not in name.lower():
        return False
    if document is None or document.root is None:
        return document is None or not is_filled_in(document.source)
    return document.has_wrong_parameters
