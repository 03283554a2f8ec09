"""A spec in the making: its keys, what is to be filled in, and what it cannot say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from aksnet.configuration import Network
from aksnet.errors import Place
from aksnet.importing.imported import Given, Left, Open, Path
from aksnet.importing.meanings import folded
from aksnet.importing.naming import Names
from aksnet.importing.rows import API_SERVER, HOSTED, POOL, Row
from aksnet.paths import PLUGIN
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Key
from aksnet.spec.placeholders import placeholder
from aksnet.transitions.azure.saying import computed
from aksnet.view import ClusterView, Json, Parameter, PoolView, Subnet, Unknown, Value

# A property of the cluster, or of the pool of that number.
Spot: TypeAlias = tuple[int | None, str]
# What a service or a provider fills in stands in these as if somebody had said it.
_ANSWERS = ("az", "terraform-state", "terraform-plan")
_SUBNET_ARMS = {str(row.path[-1]): row.arm for row in (*POOL, *HOSTED, *API_SERVER) if "subnet" in str(row.path[-1])}
_LONGEST = 80


class Draft:
    """The keys of a spec by their paths, as they are found.

    `stands` has what a placeholder is in the proof, where it cannot just be left out there; `kept` the properties that
    the proof takes as they are, because a placeholder is what says them; so are those that are `computed`: nobody says
    them, and a plan leaves them to the service.
    """

    def __init__(self, view: ClusterView, network: Network | None) -> None:
        self.view, self.network = view, network
        self.keys: dict[Path, Json] = {}
        self.stands: dict[Path, Json] = {}
        self.computed = frozenset(_computed(view))
        self.kept: set[Spot] = set(self.computed)
        self.remarks: dict[Path, str] = {}
        self.opens: list[Open] = []
        self.left: list[Left] = []
        self.given: list[Given] = []
        # subnets without a name that can be told: what stands for it, by what they are called here
        self.subnets: dict[str, str] = {}
        self._names = Names()

    @property
    def answered(self) -> bool:
        """Whether it is an answer of the service's, which has said all that nobody else did."""
        declared = self.view.declared
        return declared is not None and declared.language in _ANSWERS

    @property
    def mode_is_open(self) -> bool:
        """Whether the mode is to be filled in."""
        return (None, PLUGIN) in self.kept

    def holder(self, pool: int | None) -> ClusterView | PoolView:
        """What has the properties: the cluster, or one of its pools."""
        return self.view if pool is None else self.view.pools[pool]

    def told(self, pool: int | None, arm: str) -> Value | None:
        """What is told at a property; what cannot be told of an object around it is no value, and the same as none."""
        holder = self.holder(pool)
        value = holder.told(arm)
        if value is None or arm in holder.values or not isinstance(value.data, Unknown):
            return value
        return value._replace(data=value.data._replace(sign=None))

    def put(self, path: Path, data: Json) -> None:
        """Say something."""
        self.keys[path] = data

    def remark(self, path: Path, text: str) -> None:
        """Explain what stands at a path; at the empty one, what the whole does without."""
        there = self.remarks.get(path)
        self.remarks[path] = text if there is None else f"{there}\n{text}"

    def give(self, name: str, value: Value) -> None:
        """Leave something that cannot be told to whoever deploys."""
        reason = value.data.reason if isinstance(value.data, Unknown) else str(value.data)
        self.given.append(Given(name, reason, value.place))
        self.remark((), f"whoever deploys gives {self.given[-1]}")

    def open(self, path: Path, spot: Spot, value: Value, otherwise: str, stand: Json = None) -> None:
        """Leave something to be filled in."""
        reason = value.data.reason if isinstance(value.data, Unknown) else str(value.data)
        name = self._names.name(value.data, otherwise)
        of_item = path[0] == "pools" and path[-1] == "name"
        above = path[:-1] if of_item else path
        self.keys[path] = placeholder(name)
        self.opens = [one for one in self.opens if one.path != path]
        self.remarks.pop(above, None)
        self.stands.pop(path, None)
        if stand is not None:
            self.stands[path] = stand
        self.kept.add(spot)
        self.remark(above, f"{value.place}: {reason}" if value.place is not None else reason)
        self.opens.append(Open(name, path, self.called(spot), reason, value.place, _sign(value)))

    def open_subnet(self, called: str, value: Value) -> str:
        """Leave the name of a subnet to be filled in, wherever it stands."""
        reason = value.data.reason if isinstance(value.data, Unknown) else str(value.data)
        name = self._names.name(value.data, f"subnet_{called.rpartition('azurerm_subnet.')[2]}")
        self.subnets[called] = placeholder(name)
        path = ("vnet", "subnets", self.subnets[called])
        self.stands[path] = {}
        self.remark(path, f"{value.place}: {reason}" if value.place is not None else reason)
        self.opens.append(Open(name, path, f"subnets[{called}].name", reason, value.place, _sign(value)))
        return self.subnets[called]

    def rename_subnet(self, called: str, value: Value) -> None:
        """The same of a subnet that is said already."""
        text = self.open_subnet(called, value)
        base: Path = ("vnet", "subnets", called)
        below: Path = ("vnet", "subnets", text)
        self.keys = {(*below, *path[3:]) if path[:3] == base else path: data for path, data in self.keys.items()}
        for path in [path for path, data in self.keys.items() if data == called and str(path[-1]).endswith("subnet")]:
            self.keys[path] = text
            spot = (path[1] if isinstance(path[1], int) else None, _SUBNET_ARMS.get(str(path[-1]), ""))
            self.kept.add(spot)

    def leave(self, spot: Spot, value: Value | None, why: str) -> None:
        """Tell what the spec cannot say; each property once, and that it would be changed before all else."""
        arm = self.called(spot)
        place = value.place if value is not None else None
        text = str(value.data) if value is not None and spot[1] == "*" else shown(value)
        left = Left(arm, text, why, place or _near(self.holder(spot[0]), spot[1]))
        at = next((at for at, one in enumerate(self.left) if one.arm == arm), None)
        if at is None:
            self.left.append(left)
        elif left.is_change and not self.left[at].is_change:
            self.left[at] = self.left[at]._replace(value=self.left[at].value or text, why=why)

    def called(self, spot: Spot) -> str:
        """A property as people find it."""
        pool, arm = spot
        return arm if pool is None else f"agentPoolProfiles[{self.view.pools[pool].name}].{arm}"

    def take(self, row: Row, pool: int | None = None, base: Path = ()) -> bool:
        """Say what a row says, where somebody did; whether the spec says it now."""
        value = self.holder(pool).values.get(row.arm)
        path, spot = (*base, *row.path), (pool, row.arm)
        if value is None or value.implied or spot in self.computed:
            return False
        data = value.data
        if isinstance(data, Unknown):
            self.open(path, spot, value, ".".join(map(str, row.path)))
            return True
        if isinstance(data, Parameter | Subnet) or self.is_said_anyway(row, data):
            return False
        self.put(path, data)
        return True

    def is_said_anyway(self, row: Row, data: Json) -> bool:
        """Whether leaving it out says the same."""
        left_out = row.stated if row.stated is not None else row.default if self.answered else {}
        return data == left_out or folded(data) == folded(left_out)

    def take_all(self, rows: Iterable[Row], pool: int | None = None, base: Path = ()) -> bool:
        """Say what some rows say; whether the spec says any of it now."""
        said = [self.take(row, pool, base) for row in rows]
        return any(said)

    def remove(self, path: Path) -> None:
        """Say nothing any more at a path and below it."""
        for keys in (self.keys, self.stands, self.remarks):
            for one in [one for one in keys if one[: len(path)] == path]:
                del keys[one]
        self.opens = [one for one in self.opens if one.path[: len(path)] != path]

    def _called(self) -> dict[str, str]:
        """What stands in the proof for names of subnets that are to be filled in."""
        return {text: f"aksnet-{number}" for number, text in enumerate(self.subnets.values())}

    def path_of(self, proof: Path) -> Path:
        """The path of the spec that is meant by one of the proof."""
        texts = {name: text for text, name in self._called().items()}
        return tuple(texts.get(str(key), key) for key in proof)

    def spec(self) -> dict[str, Json]:
        """The spec as it stands."""
        order = list(Cluster.model_fields)
        return nested({path: self.keys[path] for path in sorted(self.keys, key=lambda path: order.index(str(path[0])))})

    def proof(self) -> dict[str, Json]:
        """The spec without what is to be filled in, or with what stands for it."""
        open_paths = {one.path for one in self.opens} - set(self.stands)
        kept = {path: self.stands.get(path, data) for path, data in self.keys.items() if path not in open_paths}
        called = self._called()
        named = {tuple(called.get(str(key), key) for key in path): data for path, data in kept.items()}
        return nested({path: called.get(data, data) if isinstance(data, str) else data for path, data in named.items()})


def _computed(view: ClusterView) -> Iterator[Spot]:
    """The properties that a plan leaves to the provider, and with it to the service."""
    holders: list[tuple[int | None, ClusterView | PoolView]] = [(None, view), *enumerate(view.pools)]
    for number, holder in holders:
        for path in holder.values:
            if computed(holder, path):
                yield number, path


def _near(holder: ClusterView | PoolView, arm: str) -> Place | None:
    """Where a property would stand that nobody says: beside what is said of the nearest object around it."""
    parts = arm.split(".")
    for end in range(len(parts) - 1, 0, -1):
        lead = ".".join(parts[:end]) + "."
        said = (one.place for path, one in holder.values.items() if path.startswith(lead) and not one.implied)
        if place := next(filter(None, said), None):
            return place
    return holder.place


def _sign(value: Value) -> str | None:
    return value.data.sign if isinstance(value.data, Unknown) else None


def shown(value: Value | None) -> str:
    """A value as people read it."""
    if value is None or value.data is None:
        return ""
    data = value.data
    if isinstance(data, Unknown):
        return "what cannot be told"
    if isinstance(data, Subnet | Parameter):
        return data.name
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]} …"


def nested(keys: Mapping[Path, Json]) -> dict[str, Json]:
    """Keys by their paths as a tree; numbers are those of list items, in their order."""
    tree: dict[Key, object] = {}
    for path, data in keys.items():
        node = tree
        for key in path[:-1]:
            below = node.get(key)
            if not isinstance(below, dict):
                below = node[key] = {}
            node = below
        if path:
            node[path[-1]] = {} if data == {} else data
    return _lists(tree)  # type: ignore[return-value]


def _lists(node: object) -> object:
    if not isinstance(node, dict):
        return node
    below = {key: _lists(one) for key, one in node.items()}
    numbered = below and all(isinstance(key, int) for key in below)
    return [below[key] for key in sorted(below)] if numbered else below
