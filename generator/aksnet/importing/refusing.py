"""What the models of a spec do not take: to be filled in where it decides something, else left where it is."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.errors import Place, Problem, SpecError
from aksnet.importing.draft import Draft, Spot
from aksnet.importing.imported import Path
from aksnet.importing.rows import (
    ACNS,
    ADDONS,
    AFTER_NETWORK,
    API_SERVER,
    BEFORE_NETWORK,
    HOSTED,
    NETWORK,
    OUTBOUND,
    POOL_ROWS,
)
from aksnet.importing.words import stand_in, word_at
from aksnet.paths import IDENTITY
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Key, Node
from aksnet.spec.validation import validated
from aksnet.view import Json, Unknown, Value

# Words of which a spec has some only: without one it says nothing of them, and stays a spec.
_WORDS = ("type", "os_sku", "max_surge", "max_unavailable", "network_policy", "identity", "zones", "tags")
_ROWS = (*BEFORE_NETWORK, *NETWORK, *ACNS, *API_SERVER, *HOSTED, *AFTER_NETWORK, *ADDONS)
_ARM: dict[Path, str] = {row.path: row.arm for row in (*_ROWS, *(row for rows in OUTBOUND.values() for row in rows))}
_ARM[("identity",)] = IDENTITY
_ARM[("dns_prefix",)] = "dnsPrefix"
_ARM[("vnet", "name")] = "virtualNetworks.name"
_ARM[("network", "dns_service_ip")] = "networkProfile.dnsServiceIP"
for _kind in ("pod", "service"):
    _ARM[("network", f"{_kind}_cidr")] = f"networkProfile.{_kind}Cidr"
    _ARM[("network", f"{_kind}_cidrs")] = f"networkProfile.{_kind}Cidrs"
_OWNERS = {"name": "cluster", "pools": "pool", "vnet": "vnet"}
_SUBNETS = ("vnet", "subnets")
_OF_SUBNET = 3


class Settled(NamedTuple):
    """A cluster that the models take, with the node that it is made of."""

    cluster: Cluster
    node: Node


def settled(draft: Draft) -> Settled:
    """The cluster of a draft, without what the models refuse; raises SpecError where nothing of it is one."""
    for _ in range(len(draft.keys) + 1):
        paths: list[Path] = []
        node = _numbered(draft.proof(), (), paths)
        try:
            return Settled(validated(Cluster, node, planned=True), node)
        except SpecError as error:
            refused = [
                _refuse(draft, draft.path_of(_path(problem, paths)), problem.message) for problem in error.problems
            ]
            if not any(refused):
                raise SpecError(*(Problem(one.message, draft.view.place) for one in error.problems)) from None
    raise SpecError(Problem("no spec can be made of this cluster", draft.view.place))


def _numbered(data: Json, path: Path, paths: list[Path]) -> Node:
    """A node whose places are numbers of paths."""
    paths.append(path)
    place = Place("", len(paths))
    if isinstance(data, dict):
        items: dict[Key, Node] = {key: _numbered(one, (*path, key), paths) for key, one in data.items()}
        return Node(dict, place, None, items, {key: one.place for key, one in items.items()})
    if isinstance(data, list):
        below: dict[Key, Node] = {at: _numbered(one, (*path, at), paths) for at, one in enumerate(data)}
        return Node(tuple, place, None, below, {at: one.place for at, one in below.items()})
    return Node(object, place, data)


def _path(problem: Problem, paths: list[Path]) -> Path:
    line = problem.place.line if problem.place is not None else None
    return paths[line - 1] if line is not None else ()


def _refuse(draft: Draft, path: Path, message: str) -> bool:
    """Take what is refused out of the spec, as far up as something is said; whether there was something."""
    path = _said(draft, path)
    if not path:
        return False
    if path[:2] == _SUBNETS and len(path) == _OF_SUBNET:
        _refuse_subnet(draft, str(path[2]), message)
        return True
    data = draft.keys.get(path)
    word = word_at(path, data)
    if word is not None and word != data:
        draft.put(path, word)
        return True
    spot = _spot(path)
    value = draft.holder(spot[0]).values.get(spot[1]) or Value(data, place=draft.view.place)
    if path[-1] in _WORDS or path not in draft.keys or isinstance(data, dict):
        draft.leave(spot, value._replace(data=data) if data is not None else value, message)
        draft.remove(path)
        return True
    reason = f"{data!r} is not what a spec takes: {message.partition(': ')[2] or message}"
    draft.open(path, spot, value._replace(data=Unknown(reason)), _called(path), _stand(path))
    if path == ("name",):
        _keep_prefix(draft)
    return True


def _said(draft: Draft, path: Path) -> Path:
    """The path, or the nearest one around it at which something is said."""
    while path and not any(one[: len(path)] == path for one in draft.keys):
        path = path[:-1]
    return path


def _called(path: Path) -> str:
    """What it is called, where that is to be filled in."""
    name = str(path[-1])
    return f"{_OWNERS.get(str(path[0]), str(path[0]))}_name" if name == "name" else name


def _stand(path: Path) -> Json:
    """What stands for a name that is refused."""
    return "aks" if path == ("name",) else stand_in(path[1]) if path[0] == "pools" and path[-1] == "name" else None


def _refuse_subnet(draft: Draft, name: str, message: str) -> None:
    """A name that no subnet of a spec has is to be filled in, wherever it stands."""
    vnet = draft.view.vnet
    subnet = vnet.subnets.get(name) if vnet is not None else None
    value = Value(name, place=subnet.place if subnet is not None else draft.view.place)
    reason = f"{name!r} is not what a spec takes: {message.partition(': ')[2]}"
    draft.rename_subnet(name, value._replace(data=Unknown(reason, sign=f"subnet {name}")))


def _keep_prefix(draft: Draft) -> None:
    """Say the DNS prefix that aksnet made of a name, as there is none any more."""
    prefix = draft.view.text("dnsPrefix")
    if prefix is not None:
        draft.keys.setdefault(("dns_prefix",), prefix)


def _spot(path: Path) -> Spot:
    """The property that a path of the spec says."""
    if path[:1] == ("pools",) and len(path) > 2 and isinstance(path[1], int) and path[2] in POOL_ROWS:
        return path[1], POOL_ROWS[str(path[2])].arm
    return None, _ARM.get(path, ".".join(map(str, path)))
