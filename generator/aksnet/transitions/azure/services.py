"""The range of services and the address of DNS, which a cluster keeps for ever."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import Network, network_of
from aksnet.facts import service
from aksnet.facts.sources import aks
from aksnet.paths import dual_stack
from aksnet.transitions.azure.reasons import Views, reason_of
from aksnet.transitions.azure.saying import same, says
from aksnet.transitions.azure.summing import opened, told
from aksnet.transitions.verdicts import Azure, OfAzure
from aksnet.view import ClusterView, Value

RANGE, RANGES, DNS = (f"networkProfile.{key}" for key in ("serviceCidr", "serviceCidrs", "dnsServiceIP"))
_PAGE = aks("concepts-network-ip-address-planning")
_DEFAULT_DNS = "10.0.0.10"
_KEPT = "a cluster keeps its service range; from Kubernetes 1.33 on ServiceCIDR objects add to it in the cluster"


def of_services(views: Views) -> Iterator[OfAzure]:
    """What a change of either does (fact CIDR-26)."""
    after = views[1]
    if says(after, RANGE) or says(after, RANGES):
        yield from _ranges(views)
    if says(after, DNS):
        yield from _dns(views)


def _ranges(views: Views) -> Iterator[OfAzure]:
    before, after = views
    path = RANGE if RANGE in after.values else RANGES
    if all(same(before.told(one), after.told(one)) for one in (RANGE, RANGES)):
        return
    old, new = _networks(before), _networks(after)
    if old is None or new is None:
        unknown = after if new is None else before
        where = next((one for one in (RANGE, RANGES) if unknown.unknown(one)), path)
        yield opened(where, (unknown,), Azure.NO_CHANGE, Azure.RECREATE)
    elif not _kept(old, new, views):
        yield told(reason_of(path, _KEPT, Azure.RECREATE, views, (_PAGE,), ("CIDR-26",)))


def _kept(old: list[Network], new: list[Network], views: Views) -> bool:
    """Whether the ranges stay; the change to dual-stack adds one of IPv6, and a list may leave out what is there."""
    before, after = views
    if len(new) > len(old):
        return new[: len(old)] == old and dual_stack(after) and not dual_stack(before)
    return old[: len(new)] == new


def _networks(view: ClusterView) -> list[Network] | None:
    """The ranges, with what the service takes where none is given; None where they cannot be told."""
    if view.unknown(RANGE) or view.unknown(RANGES):
        return None
    texts = [text for text, _ in view.ranges("service")]
    if not texts and dual_stack(view):
        return None
    try:
        return [network_of(text) for text in texts or [service.SERVICE_CIDR]]
    except ValueError:
        return None


def _dns(views: Views) -> Iterator[OfAzure]:
    before, after = views
    old = before.told(DNS)
    if old is None and before.absent(DNS):
        if not (before.absent(RANGE) and before.absent(RANGES)):
            return  # it is in a range of one's own, and the input before does not say where
        old = Value(_DEFAULT_DNS)
    found = same(old, after.told(DNS))
    if found is None:
        yield opened(DNS, (after, before), Azure.NO_CHANGE, Azure.RECREATE)
    elif not found:
        text = "a cluster keeps the address of its DNS service"
        yield told(reason_of(DNS, text, Azure.RECREATE, views, (_PAGE,), ("CIDR-26",)))
