"""What hints of general rules have to say otherwise to whoever writes azurerm, as not all its releases can say it."""

from __future__ import annotations

from collections.abc import Sequence

from aksnet.facts import azurerm
from aksnet.facts.azurerm import NEVER, Version
from aksnet.facts.releases import releases_of
from aksnet.view import ClusterView, PoolView


def oldest_release(view: ClusterView | PoolView) -> Version | None:
    """The oldest release of azurerm that may make it, of those that a version allows; None where none is said."""
    provider = view.declared.provider if view.declared is not None else None
    if provider is None or not by_azurerm(view) or provider.version is None:
        return None
    releases = releases_of(provider.version)
    return releases.oldest if releases is not None else None


def by_azurerm(view: ClusterView | PoolView) -> bool:
    """Whether azurerm makes it, in whatever release."""
    return view.declared is not None and view.declared.by_azurerm


def choosing(skus: Sequence[str], view: ClusterView | PoolView) -> str:
    """The hint to choose one of some OS SKUs: those that azurerm can say, else how to come by one of them."""
    lacking = {one: _since(one, view) for one in skus} if by_azurerm(view) else {}
    said = [one for one in skus if lacking.get(one) is None]
    if said:
        return f"choose {' or '.join(said)}"
    sku, since = skus[0], lacking[skus[0]]
    how = "which azapi can say and azurerm cannot" if since == NEVER else f"which azurerm has from {since} on"
    return f"choose {sku}, {how}"


def _since(sku: str, view: ClusterView | PoolView) -> Version | None:
    """Since when azurerm has an OS SKU; None where every release that may be in use has it."""
    row = next(row for row in azurerm.POOL if row.path == "osSKU")
    since, oldest = row.values.get(sku), oldest_release(view)
    return since if since is not None and (since == NEVER or (oldest is not None and oldest < since)) else None
