"""From wishes to a whole spec: flags are laid over it, and its ranges are found where nobody said them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from aksnet.addresses import Network, inside, network_of, overlap
from aksnet.errors import Place, Problem, SpecError
from aksnet.facts.ranges import NODE_PREFIX
from aksnet.paths import PLUGIN, dual_stack
from aksnet.planning.allocation import DNS, AllocationError, Asked, allocate
from aksnet.planning.balance import Balance, RangeKind
from aksnet.planning.demand import ranges_of
from aksnet.planning.networking import with_network
from aksnet.planning.plan import TIGHT
from aksnet.planning.sizes import prefix_with_room
from aksnet.recommending.gen_words import azurerm_says
from aksnet.recommending.placing import own_ranges, pod_range, service_ranges
from aksnet.recommending.ways import Way
from aksnet.spec.flags import Flags, with_flags
from aksnet.spec.loading import parse
from aksnet.spec.models import Cluster, Vnet
from aksnet.spec.nodes import Key, Node, assign, placed, valued
from aksnet.spec.printing import printed
from aksnet.spec.validation import clusters_of
from aksnet.spec.views import view_of
from aksnet.starting.bare import bare, outputs_of
from aksnet.starting.wishes import Wishes, way_of
from aksnet.view import ClusterView

# What a VNet is taken from, the first that has room: none of it is in the defaults for pods and Services of overlay,
# nor in what AKS takes for a VNet of its own (facts CIDR-15, CIDR-29, CIDR-43), but for the last one.
SUPERNETS = ("10.240.0.0/16", "10.128.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "10.0.0.0/8")
_PLACE = Place("aksnet init")
# Flags of `aksnet plan` that hints of its allocation name, and what says the same here.
_POD_CIDR, _SERVICE_CIDR = "--set network.pod_cidr=…", "--set network.service_cidr=…"
_OF_PLAN = {"--supernet": "--vnet-space", "--pod-range": _POD_CIDR, "--service-range": _SERVICE_CIDR}


class NoVnetError(AllocationError):
    """There is no room for a VNet where new ones are taken from: somebody has to say its range."""


class Draft(NamedTuple):
    """A spec with all its addresses, and the balance of each range.

    The wishes are those that it fulfils: what flags say of the network is among them. `found` says that aksnet chose
    the VNet's range, and `azapi` that Terraform needs that provider for it.
    """

    wishes: Wishes
    spec: dict[str, Any]
    balances: tuple[Balance, ...]
    found: bool
    azapi: bool


def draft(wishes: Wishes) -> Draft:
    """The spec that the wishes ask for; raises AksnetError where they cannot be, or where there is no room."""
    wishes = _with_way(wishes, _said(wishes))
    node, _ = with_network(with_flags(_node(bare(wishes)), wishes.flags), supernet=True)
    found = node.at(("vnet", "address_space")) is None
    node = _placed(node)
    view, spec = _view(node), _ordered(_plain(node.plain()))
    azapi = not azurerm_says(view)
    if wishes.targets:
        spec["outputs"] = outputs_of(wishes.targets, azapi=azapi)
    return Draft(wishes, spec, ranges_of([view]), found, azapi)


def _with_way(wishes: Wishes, way: Way) -> Wishes:
    """Whoever names a CNI of one's own brings one."""
    own = {"own-cni"} if way.ipam == "byo" else set()
    return wishes._replace(way=way, needs=wishes.needs._replace(wants=wishes.needs.wants | own))


def _said(wishes: Wishes) -> Way:
    """The way with what flags say of the network: pools are sized for what it is in the end."""
    flags = wishes.flags
    overrides = tuple(one for one in flags.overrides if one.path[0] == "network")
    sets = tuple(one for one in flags.sets if one.keys[0] == "network")
    node = with_flags(_node({"network": wishes.way.network}), Flags((), overrides, sets))
    network = node.at(("network",))
    said = network.plain() if network is not None else None
    return way_of(said, wishes.way) if isinstance(said, dict) else wishes.way


def _node(spec: Mapping[str, Any]) -> Node:
    return placed(parse("spec.yaml", printed(spec)), _PLACE)


def _view(node: Node) -> ClusterView:
    clusters, problems = clusters_of([node], fleet=False, planned=True)
    if problems:
        raise SpecError(*problems)
    return view_of(*clusters[0])


def _placed(node: Node) -> Node:
    """The cluster with all its ranges; the VNet's out of the first supernet that has room where nobody said it."""
    view = _view(node)
    if view.vnet is not None and view.vnet.address_space:
        space = [network_of(one.text) for one in view.vnet.address_space]
        _refuse_overlaps(view, space)
        return _filled_in(node, view, space)
    _refuse_full(view)
    first: AllocationError | None = None
    for text in SUPERNETS:
        supernet = network_of(text)
        try:
            return _filled(node, (supernet,), [supernet])
        except AllocationError as error:
            first = first or error
    raise NoVnetError(*(first.problems if first is not None else ()))


def _filled_in(node: Node, view: ClusterView, space: Sequence[Network]) -> Node:
    """The cluster in a VNet whose range was said; of one that a peer has as well nothing is left."""
    try:
        return _filled(node, (), space)
    except AllocationError:
        _refuse_peers(view, space)
        raise


def _refuse_peers(view: ClusterView, vnet: Sequence[Network]) -> None:
    """Raise SpecError where a peered network has addresses of the VNet, as rule AKN109 does."""
    peers = view.vnet.peers if view.vnet is not None else ()
    for one in peers:
        met = next((own for own in vnet if overlap(own, network_of(one.text))), None)
        if met is not None:
            message = f"the VNet's {met} overlaps the peered network {one.text}: Azure refuses the peering"
            hint, part = "give one of them another range", f"a part of {one.text} that is set aside on premises"
            more = f"; where it is {part}, say --set vnet.on_premises=[{one.text}] in its place"
            within = inside(met, network_of(one.text)) and met != network_of(one.text)
            raise SpecError(Problem(message, one.place, hint + more * within))


def _refuse_full(view: ClusterView) -> None:
    """Raise SpecError where connected networks have every private range that pods or Services could have."""
    stated = {kind: [text for text, value in view.ranges(kind) if not value.implied] for kind in ("pod", "service")}
    taken = [*_around(view), *map(network_of, (*stated["pod"], *stated["service"]))]
    prefix = None if stated["pod"] else _pods_prefix(view)
    lacking = {}
    if prefix is not None and pod_range(taken, prefix, shared=view.text(PLUGIN) != "kubenet") is None:
        lacking["pods"] = _POD_CIDR
    if not stated["service"] and not _has_dns(view) and next(service_ranges(taken), None) is None:
        lacking["Services"] = _SERVICE_CIDR
    if lacking:
        message = f"no private range is left for {' and '.join(lacking)}: connected networks have all of them"
        hint = f"name the ranges that are in use there, or say another one with {' and '.join(lacking.values())}"
        raise SpecError(Problem(message, view.vnet.place if view.vnet is not None else None, hint))


def _refuse_overlaps(view: ClusterView, vnet: Sequence[Network]) -> None:
    """Raise SpecError where pods or Services are to have addresses of the VNet, for then nothing is left of it."""
    for kind in ("pod", "service"):
        for text, value in view.ranges(kind):
            met = next((one for one in vnet if not value.implied and overlap(one, network_of(text))), None)
            if met is not None:
                message = f"the {kind} CIDR {text} overlaps the VNet's {met}"
                raise SpecError(Problem(message, value.place, "give one of them another range"))


def _told(problem: Problem) -> Problem:
    """The problem to somebody who has no flags of `aksnet plan`."""
    here = next((flag for word, flag in _OF_PLAN.items() if problem.hint is not None and word in problem.hint), None)
    if here is None:
        return problem
    return problem._replace(message=f"no private range is left: {problem.message}", hint=f"say one with {here}")


def _filled(node: Node, supernets: tuple[Network, ...], vnet: Sequence[Network]) -> Node:
    for path, network in _own(_view(node), vnet):
        node = assign(node, path, valued(str(network), _PLACE))
    try:
        found = allocate([_view(node)], Asked(supernets=supernets))
    except AllocationError as error:
        raise AllocationError(*map(_told, error.problems)) from None
    for one in found:
        node = assign(node, one.path, valued(one.value, _PLACE))
    return node


def _own(view: ClusterView, vnet: Sequence[Network]) -> Iterator[tuple[tuple[Key, ...], Network]]:
    """The pod CIDR and the service CIDR, as large as the defaults where there is room; dual-stack has more than one."""
    if dual_stack(view):
        return
    stated = {kind: [text for text, value in view.ranges(kind) if not value.implied] for kind in ("pod", "service")}
    prefix = None if stated["pod"] else _pods_prefix(view)
    wanted = () if prefix is None else (prefix,)
    taken = [*vnet, *_around(view), *map(network_of, (*stated["pod"], *stated["service"]))]
    found = own_ranges(tuple(taken), wanted, shared=view.text(PLUGIN) != "kubenet")
    for kind, network in zip(("service", "pod"), found, strict=True):
        if network is not None and not stated[kind] and not (kind == "service" and _has_dns(view)):
            yield ("network", f"{kind}_cidr"), network


def _around(view: ClusterView) -> list[Network]:
    """The networks that the VNet is connected to."""
    vnet = view.vnet
    return [network_of(one.text) for one in (*vnet.peers, *vnet.on_premises)] if vnet is not None else []


def _pods_prefix(view: ClusterView) -> int | None:
    """How large the pod CIDR is at the least; None where there is none. Nobody can tell what a CNI of yours takes."""
    if view.text(PLUGIN) == "none":
        return NODE_PREFIX
    pods = next((one for one in ranges_of([view]) if one.kind is RangeKind.POD_CIDR), None)
    return prefix_with_room(pods, TIGHT) if pods is not None and pods.unknown is None else None


def _has_dns(view: ClusterView) -> bool:
    value = view.values.get(DNS)
    return value is not None and not value.implied


def _plain(data: object) -> Any:
    """Data with lists, as they are printed."""
    if isinstance(data, dict):
        return {key: _plain(below) for key, below in data.items()}
    return [_plain(one) for one in data] if isinstance(data, tuple) else data


# How a cluster and its parts are told, whatever came first.
_ORDER = {
    (): tuple(Cluster.model_fields),
    ("vnet",): tuple(Vnet.model_fields),
    ("network",): ("plugin", "ipam", "allocation", "network_policy", "ip_families", "pod_cidr", "pod_cidrs"),
}


def _ordered(spec: dict[str, Any]) -> dict[str, Any]:
    made = _in_order(spec, ())
    return {key: _in_order(data, (key,)) if isinstance(data, dict) else data for key, data in made.items()}


def _in_order(data: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    order = _ORDER.get(path, ())
    return dict(sorted(data.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))
