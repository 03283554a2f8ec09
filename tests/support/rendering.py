"""Ways from a spec to its text, for tests: the program's own, with the date pinned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from aksnet.commands.asking import dialects
from aksnet.commands.gen import Generated, gen
from aksnet.dialects import Dialect
from aksnet.rules import Context, check
from aksnet.spec.layers import Layers
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of
from aksnet.targets.files import Rendered
from aksnet.view import ClusterView
from places import SPECS

TODAY = date(2026, 11, 24)


def dialect(
    target: str = "terraform",
    emit: str = "block",
    provider: str = "azurerm",
    version: str | None = None,
    api_version: str | None = None,
    *,
    preview: bool = False,
) -> Dialect:
    """One dialect, as the command line would make it."""
    return dialects([target], emit, provider, version, api_version, preview)[0]


# The languages, and the provider versions whose schemas are known.
WHOLE = {
    "terraform": dialect(emit="cluster"),
    "azurerm-4": dialect(emit="cluster", version="4"),
    "azurerm-3": dialect(emit="cluster", version="3"),
    "azapi": dialect(emit="cluster", provider="azapi"),
    "bicep": dialect("bicep", "cluster"),
    "arm": dialect("arm", "cluster"),
    "az": dialect("az", "cluster"),
}
FRAGMENT = {
    "terraform": dialect(),
    "azurerm-4": dialect(version="4"),
    "azurerm-3": dialect(version="3"),
    "azapi": dialect(provider="azapi"),
    "bicep": dialect("bicep"),
    "arm": dialect("arm"),
    "az": dialect("az"),
}


def generate(path: Path | str, *dialects: Dialect) -> Generated:
    """What `aksnet gen` makes of the spec at `path`."""
    return gen(Layers((str(path),)), dialects, TODAY)


@cache
def files_of(sample: str, dialect: Dialect) -> tuple[Rendered, ...]:
    """The files of a sample of the project's, which many tests are about: they are made once."""
    return tuple(generate(SPECS[sample], dialect).files)


def view(**cluster: Any) -> ClusterView:
    """The view of a cluster given as the spec's keys."""
    return view_of(Cluster.model_validate(cluster))


def rules_hit(cluster: ClusterView, *dialects: Dialect) -> list[str]:
    """The ids of the rules that have something to say, each once."""
    return list(dict.fromkeys(finding.rule for finding in check([cluster], Context(TODAY, dialects)).findings))


def texts(files: Sequence[Rendered]) -> dict[str, str]:
    """The texts by path, as they stand on the disk."""
    return {file.path: file.marked() for file in files}
