"""Which cluster before is which afterwards, and which tool makes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.configuration import Configuration
from aksnet.facts.azurerm import NEWEST
from aksnet.facts.constraints import chosen
from aksnet.facts.releases import releases_of
from aksnet.readers.views import views_of
from aksnet.transitions import Maker, Pair
from aksnet.view import ClusterView


def pairs_of(
    old: Sequence[Configuration], new: Sequence[Configuration], provider_version: str | None = None
) -> Iterator[Pair]:
    """The clusters of both, by address, else by name; where each has only one, these two."""
    before = [view for one in old for view in views_of(one)]
    after = [view for one in new for view in views_of(one)]
    for left, right in zip(before, after, strict=False):
        yield Pair(right.name, left, right, maker_of(right, provider_version))


def maker_of(view: ClusterView, provider_version: str | None) -> Maker:
    """The tool that makes a cluster afterwards; a spec is for the newest azurerm."""
    declared = view.declared
    provider = declared.provider if declared is not None else None
    if declared is not None and (provider is None or provider.name != "azurerm"):
        return Maker(provider.name if provider is not None else declared.language, words=declared.api_version)
    constraint = provider_version or (provider.version if provider is not None else str(NEWEST[max(NEWEST)]))
    releases = releases_of(constraint)
    known = releases.known if releases is not None else (chosen("azurerm", constraint),)
    assumed = constraint is None or provider is None or provider.assumed
    return Maker("azurerm", known, constraint, assumed)
