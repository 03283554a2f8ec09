"""Which releases of azurerm may be in use, of those that a constraint allows; and which tool, where nobody says one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.changes import Maker, Pair
from aksnet.transitions.placing import placed
from aksnet.transitions.planned import contradicts
from aksnet.transitions.releases import runs_of
from aksnet.transitions.verdicts import Tool
from aksnet.view import ClusterView

_TEXT = "others take neither what is written now nor what was"
_PLAN = "others would not plan what this plan says"


def in_use(pair: Pair) -> Maker:
    """The maker of a pair, without the releases that its texts and its plan rule out."""
    maker, before, after = pair.maker, pair.before, pair.after
    if maker.guessed and after is not None:
        return _able(maker, after)
    if maker.provider != "azurerm" or len(maker.releases) < 2 or before is None or after is None:
        return maker
    if azurerm.is_configuration(before):
        maker = _those(maker, lambda one: azurerm.accepts(after, one) or azurerm.accepts(before, one), _TEXT)
    return _those(maker, lambda one: _agrees(pair, one), _PLAN) if pair.planned else maker


def _able(maker: Maker, after: ClusterView) -> Maker:
    """azapi, where azurerm has no words for all that a spec says: so does `aksnet gen` advise."""
    if all(azurerm.accepts(after, one) for one in maker.releases):
        return maker
    why = f"azurerm {maker.words} has no words for all of it"
    return Maker("azapi", assumed=True, guessed=True, narrowed=why)


def _those(maker: Maker, holds: Callable[[Version], bool], why: str) -> Maker:
    """The releases of which something holds; all, where it holds of none."""
    kept = tuple(one for run in runs_of(maker.releases) if holds(run[0]) for one in run)
    if not kept or len(kept) == len(maker.releases):
        return maker
    words = f"{kept[0]} to {kept[-1]}" if maker.assumed else maker.words
    return maker._replace(releases=kept, words=words, narrowed=why)


def _agrees(pair: Pair, version: Version) -> bool:
    """Whether a release plans what Terraform's own plan says."""
    planned = dict(pair.planned)
    return not any(
        address in planned and contradicts(planned[address], verdict) for address, verdict in _at(pair, version)
    )


def _at(pair: Pair, version: Version) -> Iterator[tuple[str, Tool]]:
    """What a release does to each resource of its own that is there before and afterwards."""
    if pair.before is None or pair.after is None:
        return
    before, after = placed(pair.before), placed(pair.after)
    if after.declared is not None:
        yield after.declared.address, azurerm.of_cluster(before, after, version).verdict
    old = {pool.name: pool for pool in before.pools}
    for pool in after.pools:
        if pool.declared is not None and pool.name in old and not azurerm.is_default(pool):
            yield pool.declared.address, azurerm.of_pool(old[pool.name], pool, version, (before, after)).verdict
