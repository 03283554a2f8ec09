"""Imports of clusters for tests: as a spec, and as the view that this spec has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.makers import maker_of
from aksnet.importing.clusters import imported
from aksnet.importing.imported import Imported
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.spec.layers import Layers, cluster_views, load
from aksnet.spec.loading import parse
from aksnet.spec.models import Cluster
from aksnet.spec.printing import printed
from aksnet.spec.validation import validated
from aksnet.spec.views import view_of
from aksnet.view import ClusterView
from places import SPECS


class Read(NamedTuple):
    """A cluster as it was read, and what an import makes of it."""

    view: ClusterView
    imported: Imported


def imports_of(text: str, name: str = "main.tf") -> list[Read]:
    """The clusters in a text, each imported."""
    return imports_in([Request(["-"], name, text.encode, whole=True)])


def imports_in(requests: list[Request]) -> list[Read]:
    """The clusters that some requests ask for, each imported."""
    found = [(view, one) for request in requests for one in read(request) for view in views_of(one)]
    return [Read(view, imported(view, maker_of(view, None), one)) for view, one in found]


def import_of(text: str, name: str = "main.tf") -> Imported:
    """The only cluster in a text, imported."""
    (only,) = imports_of(text, name)
    return only.imported


def written(files: Mapping[str, str], folder: Path) -> Path:
    """A folder with these files in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def view_again(one: Imported) -> ClusterView:
    """The view of the spec, by way of its text; raises SpecError where something is to be filled in."""
    node = parse("aksnet.yaml", printed(one.spec, one.remarks))
    return view_of(validated(Cluster, node), node)


def sample_views(sample: str) -> list[ClusterView]:
    """The clusters of a sample."""
    return cluster_views(load(Layers((str(SPECS[sample]),))))


def meaning(view: ClusterView) -> dict[str, object]:
    """All that a view says, without places and without who said it, as flat as it can be compared."""
    flat: dict[str, object] = {"name": view.name, "resourceGroup": view.resource_group, "nextHop": view.next_hop}
    flat |= {path: one.data for path, one in view.values.items()}
    for pool in view.pools:
        flat |= {f"{pool.name}.{path}": one.data for path, one in pool.values.items()}
    if view.vnet is not None:
        vnet = view.vnet
        flat |= {"vnet.name": vnet.name, "vnet.space": [one.text for one in vnet.address_space]}
        flat |= {f"vnet.{field}": [one.text for one in getattr(vnet, field)] for field in ("peers", "on_premises")}
        for subnet in vnet.subnets.values():
            ranges = tuple(one.text for one in subnet.prefixes)
            flat[f"vnet.{subnet.name}"] = subnet._replace(prefixes=ranges, place=None)  # type: ignore[arg-type]
    return {path: data for path, data in flat.items() if data not in (None, [])}
