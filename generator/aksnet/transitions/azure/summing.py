"""One verdict of many: the worst that is certain, unless what cannot be told may still make it worse."""

from __future__ import annotations

from collections.abc import Iterable

from aksnet.transitions.verdicts import Azure, OfAzure, Open, Reason, together, worst_of_azure
from aksnet.view import ClusterView, PoolView, Subnet, Unknown, around

# What comes to an end with the cluster needs no conditions and has no effects of its own.
_OVER = frozenset({Azure.RECREATE, Azure.REFUSED})
_ORDER = list(Azure)


def told(reason: Reason) -> OfAzure:
    """What one attribute does by itself."""
    return OfAzure(Azure(reason.verdict), (reason,))


def opened(path: str, views: Iterable[ClusterView | PoolView], *between: Azure) -> OfAzure:
    """No verdict, because of a value that cannot be told in one of the views, those afterwards first."""
    every = list(views)
    view = next((one for one in every if isinstance(_data(one, path), Unknown)), every[0])
    data = _data(view, path)
    reason = _reason(data)
    value = view.told(path)
    place = value.place if value is not None and value.place is not None else view.where(path)
    return OfAzure(Azure.UNDECIDED, open=(Open(where(path, view), reason, tuple(map(str, between)), place),))


def _reason(data: object) -> str:
    if isinstance(data, Subnet):
        return f"the name of the subnet {data.name} cannot be told"
    return data.reason if isinstance(data, Unknown) else "it is left out, or whoever deploys gives it"


def where(path: str, view: ClusterView | PoolView) -> str:
    """The path of what cannot be told: where it is an object around the value, that of the object."""
    steps = (step for step in around(path) if step in view.values)
    return next((step for step in steps if isinstance(view.values[step].data, Unknown)), path) or path


def _data(view: ClusterView | PoolView, path: str) -> object:
    value = view.told(path)
    return None if value is None else value.data


def joined(found: Iterable[OfAzure]) -> OfAzure:
    """All that is told, as one, with the reasons for the verdict first."""
    parts = [one for one in found if one.verdict is not Azure.NO_CHANGE]
    verdict = _verdict(parts)
    kept = [] if verdict in _OVER else parts
    reasons = sorted((reason for one in parts for reason in one.reasons), key=lambda one: -_rank(one.verdict))
    return OfAzure(
        verdict,
        tuple(dict.fromkeys(reasons)),
        tuple(dict.fromkeys(condition for one in kept for condition in one.conditions)),
        tuple(dict.fromkeys(effect for one in kept for effect in one.effects)),
        together((value for one in parts for value in one.open), _ORDER),
    )


def _rank(verdict: str) -> int:
    return _ORDER.index(Azure(verdict))


def _verdict(parts: list[OfAzure]) -> Azure:
    """The worst that is certain, where all that is open cannot be worse."""
    certain = worst_of_azure(one.verdict for one in parts if one.verdict is not Azure.UNDECIDED)
    between = [[Azure(word) for word in value.between] for one in parts for value in one.open]
    least = worst_of_azure([certain, *(min(words, key=_rank) for words in between)])
    most = worst_of_azure([certain, *(max(words, key=_rank) for words in between)])
    return least if least is most else Azure.UNDECIDED
