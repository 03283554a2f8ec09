"""What a cluster is going to need of its network, and the numbers that no cluster can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.addresses import Network, network_of, overlap
from aksnet.errors import Place, Problem
from aksnet.facts import scale, service
from aksnet.facts.ranges import NOT_FOR_VNETS, RESERVED, SPECIAL


class Needs(NamedTuple):
    """The answers that a recommendation is made from.

    `nodes` are those at the most, `pods` all of them, `max_pods` those that a node is allowed. `space` are the ranges
    that are free for the cluster's subnets, or `addresses` says how many addresses are. `existing` is the way in which
    the cluster is set up now, and `wants` has words of `choices.NEEDS`.
    """

    nodes: int | None = None
    pods: int | None = None
    max_pods: int | None = None
    space: tuple[Network, ...] = ()
    addresses: int | None = None
    existing: str | None = None
    wants: frozenset[str] = frozenset()

    @property
    def given(self) -> frozenset[str]:
        """The flags that say something."""
        numbers = {"--nodes": self.nodes, "--pods": self.pods, "--max-pods": self.max_pods, "--existing": self.existing}
        stated = {flag for flag, data in numbers.items() if data is not None}
        space = {"--vnet-space"} if self.space or self.addresses is not None else set()
        return frozenset({*stated, *space, *map(flag_of, self.wants)})

    @property
    def own_cni(self) -> frozenset[str]:
        """The flags that say that the CNI plugin is one of one's own; a cluster that has one now keeps it."""
        asked = {"--own-cni"} if "own-cni" in self.wants else set()
        return frozenset({*asked, *({"--existing"} if self.existing == "byo" else ())})

    def without(self, flag: str) -> Needs:
        """The needs without what one flag says."""
        numbers = {
            "--nodes": self._replace(nodes=None),
            "--pods": self._replace(pods=None),
            "--max-pods": self._replace(max_pods=None),
            "--vnet-space": self._replace(space=(), addresses=None),
            "--existing": self._replace(existing=None),
        }
        return numbers.get(flag) or self._replace(wants=self.wants - {flag.removeprefix("--")})


def flag_of(word: str) -> str:
    """The flag that asks for one of `choices.NEEDS`."""
    return f"--{word}"


def problems_of(needs: Needs) -> list[Problem]:
    """What cannot be, whatever the network: each with its arithmetic."""
    alone = [*_numbers(needs), *_space(needs)]
    return alone or [*_together(needs)]


def _numbers(needs: Needs) -> Iterator[Problem]:
    nodes, pods, each = needs.nodes, needs.pods, needs.max_pods
    if nodes is not None and nodes < 1:
        yield Problem(f"{nodes:,} nodes are no cluster", Place("--nodes"), "it has one node or more")
    elif nodes is not None and nodes > scale.MAX_NODES:
        hint = "spread them over several clusters"
        message = f"{nodes:,} nodes: a cluster has {scale.MAX_NODES:,} at the most [SCALE-01]"
        yield Problem(message, Place("--nodes"), hint)
    if pods is not None and pods < 1:
        yield Problem(f"{pods:,} pods are no load", Place("--pods"), "count all pods, system pods among them")
    if each is not None and not service.MIN_MAX_PODS <= each <= service.MAX_MAX_PODS:
        bounds = f"a node takes {service.MIN_MAX_PODS} to {service.MAX_MAX_PODS} [POD-01]"
        yield Problem(f"{each:,} pods for each node: {bounds}", Place("--max-pods"))


# The addresses of the largest VNet there is.
_MOST = 2 ** (32 - scale.MIN_PREFIX)
_LARGEST = f"the largest VNet is a /{scale.MIN_PREFIX}, {_MOST:,} addresses [IP-16]"
# What no VNet has, each with why and with its fact: those of AKS, those of Azure, and those of nobody.
_NO_VNETS = {
    **dict.fromkeys(RESERVED, "which AKS reserves [CIDR-01]"),
    **{text: f"{words} addresses, which no VNet has [CIDR-04]" for text, words in NOT_FOR_VNETS.items()},
    **dict.fromkeys(SPECIAL, "which is neither private nor public (the special-purpose registry of IANA)"),
}


def _space(needs: Needs) -> Iterator[Problem]:
    place, smallest = Place("--vnet-space"), scale.MAX_SUBNET_PREFIX
    if needs.addresses is not None and needs.addresses < 2 ** (32 - smallest):
        few = f"{needs.addresses:,} addresses are no subnet"
        yield Problem(few, place, f"the smallest subnet is a /{smallest}, {2 ** (32 - smallest)} addresses")
    elif needs.addresses is not None and needs.addresses > _MOST:
        yield Problem(f"{needs.addresses:,} addresses are more than a VNet has", place, _LARGEST)
    for number, one in enumerate(needs.space):
        if one.prefixlen > smallest:
            message = (
                f"{one} has {one.num_addresses} address{'es' if one.num_addresses > 1 else ''}, which is no subnet"
            )
            yield Problem(message, place, f"the smallest subnet is a /{smallest}")
        elif one.prefixlen < scale.MIN_PREFIX:
            yield Problem(f"{one} is larger than a VNet", place, _LARGEST)
        met = next((text for text in _NO_VNETS if overlap(one, network_of(text))), None)
        if met is not None:
            yield Problem(f"{one} overlaps {met}, {_NO_VNETS[met]}", place, "name a range beside it")
        for other in needs.space[:number]:
            if overlap(one, other):
                yield Problem(f"{one} overlaps {other}", place, "name every address once")


def _together(needs: Needs) -> Iterator[Problem]:
    if "managed-vnet" in needs.wants and (needs.space or needs.addresses is not None):
        message = "the VNet is to be made by AKS, and --vnet-space is space in a VNet of yours"
        yield Problem(message, Place("--managed-vnet"), "leave one of them out")
    if "windows" in needs.wants and needs.nodes == 1:
        message = "one node cannot be Windows: every cluster has a system pool, which is Linux [MODE-15]"
        yield Problem(message, Place("--windows"), "count two nodes or more")
    each = needs.max_pods or service.MAX_MAX_PODS
    nodes = needs.nodes or scale.MAX_NODES
    if needs.pods is not None and needs.pods > nodes * each:
        least = -(-needs.pods // each)
        facts = [*(["SCALE-01"] if needs.nodes is None else []), *(["POD-01"] if needs.max_pods is None else [])]
        most = f"{nodes:,} node{'s' if nodes > 1 else ''} × {each} pods = {nodes * each:,}{_cited(facts)}"
        hint = f"that takes {least:,} nodes" if least <= scale.MAX_NODES else "spread them over several clusters"
        yield Problem(f"{needs.pods:,} pods are too many: {most}", Place("--pods"), hint)


def _cited(facts: list[str]) -> str:
    return f" [{', '.join(facts)}]" if facts else ""
