"""A cluster in ARM's terms as a view, read as a template would be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aksnet.expressions.source import Source
from aksnet.readers.assembling import configuration_of
from aksnet.readers.documents import Document, parsed, reading_of
from aksnet.readers.views import views_of
from aksnet.view import ClusterView

_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
_KIND = {"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2026-08-02-preview"}


def cluster_from_arm(resource: Mapping[str, Any]) -> ClusterView:
    """The view of a `Microsoft.ContainerService/managedClusters` resource, with what the service fills in."""
    document = parsed(
        Source("azuredeploy.json", json.dumps({"$schema": _SCHEMA, "resources": [{**_KIND, **resource}]}))
    )
    assert document.what is Document.TEMPLATE
    reading = reading_of(document, None)
    assert reading is not None
    (view,) = views_of(configuration_of(reading))
    return view
