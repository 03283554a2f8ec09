"""Why a first spec says what it says: a remark above each choice, with what it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from aksnet.facts import scale, service
from aksnet.facts.sources import Source, aks
from aksnet.planning.balance import Balance, RangeKind, Share
from aksnet.recommending.limits import IP_PLANNING, SPACE, sources_of_space
from aksnet.recommending.ranking import recommend
from aksnet.recommending.reasons import Reason, Weight
from aksnet.recommending.ways import Way
from aksnet.spec.nodes import Key
from aksnet.starting.drafting import Draft
from aksnet.starting.wishes import Wishes

_WIDTH = 100
_MARKS = {Weight.FOR: "+", Weight.AGAINST: "-", Weight.DOUBT: "?", Weight.DISPUTE: "?", Weight.EXCLUDES: "!"}
_TIERS = aks("free-standard-pricing-tiers")
Said = Iterator[tuple[tuple[Key, ...], str]]


def remarks_of(draft: Draft) -> dict[tuple[Key, ...], str]:
    """The remarks by the paths of what they explain, for what there is in the spec."""
    every = [*_of_mode(draft), *_of_ranges(draft), *_of_pools(draft), *_of_outputs(draft)]
    return {path: text for path, text in every if _there(draft.spec, path)}


def _there(spec: Any, path: Sequence[Key]) -> bool:
    for key in path:
        keys = spec if isinstance(spec, dict) else range(len(spec)) if isinstance(spec, list) else ()
        if key not in keys:
            return False
        spec = spec[key]
    return True


def _wrapped(*texts: str) -> str:
    return "\n".join(line for text in texts for line in textwrap.wrap(text, _WIDTH, break_long_words=False))


def _listed(mark: str, text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=f"{mark} ", subsequent_indent="  ", break_long_words=False)


def reasons_of(wishes: Wishes) -> list[Reason]:
    """What speaks for and against the way, the needs that were stated first; what its subnets take is told there."""
    choice = next(one for one in recommend(wishes.needs) if one.way.id == wishes.way.id)
    reasons = [one for one in choice.reasons if not one.flags & SPACE]
    return sorted(reasons, key=lambda one: (list(Weight).index(one.weight), not one.flags))


def _of_mode(draft: Draft) -> Said:
    reasons = reasons_of(draft.wishes)
    pages = dict.fromkeys(one.sources[0].url for one in reasons)
    lines = [_listed(_MARKS[one.weight], one.text) for one in reasons]
    words = draft.wishes.way.words
    yield ("network",), "\n".join([f"{words[0].upper()}{words[1:]}:", *lines, *(f"see {url}" for url in pages)])
    engine = draft.spec["network"].get("network_policy")
    if engine is not None:
        yield ("network", "network_policy"), f"the engine of network policies; see {aks('use-network-policies').url}"
    tier = f"Free, the default, is recommended for {scale.RECOMMENDED_FREE_NODES} nodes at the most: see {_TIERS.url}"
    yield ("tier",), tier


def _of_ranges(draft: Draft) -> Said:
    chosen = "chosen by aksnet out of private ranges" if draft.found else "as you said"
    other = "other " if draft.spec.get("vnet", {}).get("on_premises") else ""
    kept = f"no {other}network that this one is connected to may have any of it"
    yield ("vnet", "address_space"), _wrapped(f"{chosen}; {kept}")
    yield ("vnet", "peers"), "networks that this one is connected to: no range here meets any of them"
    yield ("vnet", "on_premises"), "what the VNet is a part of: pods and Services have no addresses of it"
    for one in draft.balances:
        yield from _of_range(one, draft.wishes.way)


def _of_range(one: Balance, way: Way) -> Said:
    if one.subnet and one.shares:
        source = sources_of_space(way)[0] if one.kind is RangeKind.POD_SUBNET else IP_PLANNING
        yield ("vnet", "subnets", one.name), _sized(one, source)
    elif one.kind is RangeKind.POD_CIDR:
        text = _sized(one, sources_of_space(way)[0]) if one.shares else "how much of it a node takes is up to your CNI"
        yield from _both("pod_cidr", text)
    elif one.kind is RangeKind.SERVICE_CIDR:
        dns = f"address {service.DNS_ADDRESS} of it is the cluster's DNS"
        yield from _both("service_cidr", f"for Services, in the cluster only; {dns}")


def _both(key: str, text: str) -> Said:
    """The remark on a range of the cluster's own, in whichever way it is spelt."""
    yield ("network", key), text
    yield ("network", f"{key}s"), text


def _sized(one: Balance, source: Source) -> str:
    """How a range is sized, with its numbers: nodes at the most, those of an upgrade, and what each takes."""
    shares = "; ".join(_share(share, named=len(one.shares) > 1) for share in one.shares)
    why = "lost to Azure's own at the edges" if one.blocks else "of Azure's own"
    kept = f", and {one.reserved} {why}" if one.reserved else ""
    size = f" of the {one.size:,}" if one.size is not None else ""
    return _wrapped(f"{shares}{kept}: {one.needed:,}{size} addresses here", f"see {source.url}")


def _share(one: Share, *, named: bool) -> str:
    pool = f"{one.pool}: " if named else ""
    nodes = f"{one.nodes:,} nodes at the most and {one.added:,} in an upgrade (max_surge {one.surge})"
    words = one.take.words.removeprefix("(").removesuffix(")") if one.take.words.startswith("(") else one.take.words
    sum_ = f" ({words})" if words != str(one.take.full) else ""
    return f"{pool}{nodes} with {one.take.full:,} address{'es' if one.take.full > 1 else ''} each{sum_}"


_OF_POOLS = {
    "os": "beside the Linux system pool",
    "vm_size": "an example: choose what your pods need, and what the region has",
    "count": "as many nodes, always",
    "min": "the autoscaler keeps as many nodes as the pods ask for, within these bounds",
    "max_pods": f"pods that a node may run, from {service.MIN_MAX_PODS} to {service.MAX_MAX_PODS};"
    " changing it later takes a new pool",
    "max_surge": "nodes that an upgrade adds while it goes through the pool",
}


def _of_pools(draft: Draft) -> Said:
    """What is to be said of the fields of pools, where each of them comes first."""
    told: set[str] = set()
    for number, pool in enumerate(draft.spec.get("pools", ())):
        if pool.get("mode") == "System":
            yield (
                ("pools", number, "mode"),
                "runs what Kubernetes itself needs, and is Linux: every cluster has such a pool",
            )
        for key in pool:
            if key in _OF_POOLS and key not in told:
                yield ("pools", number, key), _OF_POOLS[key]
        told.update(pool)


def _of_outputs(draft: Draft) -> Said:
    shown = draft.azapi and "terraform" in draft.wishes.targets
    why = "; azurerm has no arguments for all of this, and azapi has" if shown else ""
    yield ("outputs",), f"aksnet sync writes these, and aksnet sync --check says whether they are up to date{why}"
