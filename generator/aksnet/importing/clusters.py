"""One cluster of any reader as a spec that means the same."""

from __future__ import annotations

from aksnet.importing.imported import Imported
from aksnet.view import ClusterView


def imported(view: ClusterView) -> Imported:
    """The spec of a cluster, with what is to be filled in and what cannot be said."""
    return Imported({"name": view.name}, {})
