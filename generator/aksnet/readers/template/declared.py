"""Resources that a template declares: what expressions read of them, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from aksnet.configuration import Scope
from aksnet.errors import Place
from aksnet.expressions.arm import as_text
from aksnet.expressions.arm_functions.comparing import find_key
from aksnet.expressions.signs import digest, sign_of_value
from aksnet.expressions.source import At
from aksnet.expressions.tree import MAX_DEPTH
from aksnet.expressions.values import (
    MAX_ITEMS,
    Handle,
    Lazy,
    OpenObject,
    Ref,
    RefusedError,
    UndeterminedError,
    Val,
    reason_of,
    unknown,
)
from aksnet.readers.resources import Kind, Resource, kind_of
from aksnet.readers.template.deployment import Outward, resource_id
from aksnet.view import Unknown

_GROUP = "microsoft.resources/resourcegroups"
# What of a resource is told elsewhere, or says how it is deployed.
_NOT_OF_THE_BODY = {
    "name", "type", "apiversion", "properties", "parent", "scope", "dependson", "condition", "copy", "comments",
    "resources", "existing", "metadata",
}  # fmt: skip
# An existing cluster is only named, and nothing is known of it.
_TOLD_IF_EXISTING = {Kind.NETWORK, Kind.SUBNET}
# What nested resources do not hide.
_OWN = {"id", "name", "type", "apiVersion", "properties"}


class Head(NamedTuple):
    """What a declaration says of a resource before any of it is evaluated.

    `exists` says why it cannot be told whether it is there.
    """

    type: str
    api_version: str | None
    address: str
    place: Place
    language: str
    existing: bool = False
    exists: str | None = None


class Declared(Handle):
    """One resource that is declared; its parts are evaluated when they are asked for.

    `names` are those of the resource and of what it belongs to; with a `parent` its own alone. `base` is the id of the
    scope that it stands in. `body` is the resource as ARM has it.
    """

    def __init__(
        self,
        head: Head,
        names: Callable[[], list[Val]],
        body: Callable[[], Val],
        base: Callable[[], Val],
        parent: Declared | None = None,
    ) -> None:
        self.head = head
        self.parent = parent
        self.children: Mapping[str, Val] = {}
        # finds the resource that it belongs to where the name of that is unknown
        self.around: Callable[[], Declared | None] | None = None
        self._names = names
        self._made: list[Val] | None = None
        self._members: dict[str, Val] = {}
        self._body = Lazy(body)
        self._base = Lazy(base)

    @property
    def names(self) -> list[Val]:
        """The names, the resource's own last."""
        if self._made is None:
            self._made = self._told_names()
        return self._made

    def sign(self, name: str) -> str:
        """The sign of a property: which resource it is of."""
        return digest(self.head.type, name, [sign_of_value(one) or reason_of(one) for one in self.names])

    def _told_names(self) -> list[Val]:
        try:
            return self._names()
        except RefusedError as error:
            return [unknown(error.message)]
        except UndeterminedError as error:
            return [unknown(error.reason)]

    @property
    def body(self) -> Val:
        """The resource as ARM has it."""
        return self._body.force()

    def get(self, name: str) -> Val:
        if name in self.children and name not in _OWN:
            return self.children[name]
        if name == "id":
            return self.id()
        if name == "name":
            written = self._written()
            return written if self.head.existing else written._replace(of=self.head.address)
        if name in ("type", "apiVersion"):
            return Val(self.head.type if name == "type" else self.head.api_version)
        folded = name.lower()
        if folded not in self._members:
            self._members[folded] = self._member(name)
        return self._members[folded]

    def _written(self) -> Val:
        """The name as it is written: with slashes where it is."""
        for value in self.names:
            if not value.known:
                return value
        return Val("/".join(as_text(value) for value in self.names))

    def id(self) -> Val:
        """The id; where a name in it is unknown, what says which resource it is."""
        try:
            return Val(self._id())
        except (UndeterminedError, RefusedError):
            return Val(Ref(f"{self.head.address}.id"))

    def _id(self) -> str:
        names = [as_text(value) for value in self.names]
        if self.parent is not None:
            namespace, slash, own = self.head.type.rpartition("/")
            if not slash or not namespace:
                raise RefusedError(f"{self.head.type} is no type of a resource")
            return f"{as_text(self.parent.id())}/{own}/{names[-1]}"
        if self.head.type.lower() == _GROUP:
            parts = as_text(self._base.force()).split("/")
            return f"{'/'.join(parts[:3])}/resourceGroups/{names[-1]}"
        return resource_id(as_text(self._base.force()), self.head.type, names)

    def _member(self, name: str) -> Val:
        """What is declared of the resource; the service fills in what is not."""
        reason = f"{self.head.address}.{name} is known only once it is deployed"
        if self.head.existing:
            raise UndeterminedError(reason)
        body = self.body
        if not isinstance(body.data, dict):
            raise UndeterminedError(reason_of(body))
        found = find_key(body.data, name)
        if found is None and name.lower() != "properties":
            raise UndeterminedError(reason)
        member = Val({}) if found is None else body.data[found]
        opened = _Opening(reason).value(member)
        return self._with_subnet_ids(opened) if name.lower() == "properties" else opened

    def _with_subnet_ids(self, properties: Val) -> Val:
        """The subnets of a network have ids by their names."""
        if kind_of(self.head.type) is not Kind.NETWORK or not isinstance(properties.data, dict):
            return properties
        key = find_key(properties.data, "subnets")
        subnets = properties.data[key].data if key is not None else None
        base = self.id().data
        if not isinstance(subnets, list) or not isinstance(base, str):
            return properties
        for subnet in subnets:
            if isinstance(subnet.data, dict) and isinstance(name := subnet.data.get("name", Val(None)).data, str):
                subnet.data["id"] = Val(f"{base}/subnets/{name}")
        return properties

    def resource(self, outward: Outward) -> Resource | None:
        """What is told of it; None where it is of a kind that is not read."""
        head = self.head
        kind = kind_of(head.type)
        if kind is None or (head.existing and kind not in _TOLD_IF_EXISTING):
            return None
        return Resource(
            kind=kind,
            address=head.address,
            place=head.place,
            language=head.language,
            name=outward.value(self.names[-1])._replace(at=self._name_at()),
            body=self._told_body(outward),
            parent=self._told_parent(outward),
            api_version=head.api_version,
            exists=head.exists,
            patch=head.existing,
            scope=self._scope(outward),
        )

    def _scope(self, outward: Outward) -> Scope:
        """Where it is deployed to, as far as it says."""
        try:
            base = outward.value(self._base.force()).data
        except UndeterminedError:
            return Scope()
        return Scope.of_id(f"{base}/") if isinstance(base, str) else Scope()

    def _name_at(self) -> At | None:
        """Where the key of the name stands."""
        members = self.body.data if isinstance(self.body.data, dict) else {}
        return next((value.at for key, value in members.items() if key.lower() == "name"), None)

    def _told_body(self, outward: Outward) -> Val:
        if self.head.existing:
            body = OpenObject()
            body.reason = f"{self.head.address} is declared elsewhere"
            return Val(body)
        try:
            return _lifted(outward.value(self.body))
        except UndeterminedError as error:  # it has two properties whose names differ in their case alone
            return unknown(error.reason)

    def _told_parent(self, outward: Outward) -> Val | None:
        if self.parent is not None:
            parent, meant = self.parent.head, self.parent.names[-1].of
            if parent.existing:  # its name may be that of a resource that is declared elsewhere in this configuration
                return outward.value(self.parent.id())._replace(of=meant)
            return Val(Ref(f"{parent.address}.id"))
        if self.head.type.count("/") < 2:
            return None
        name = self.names[-2] if len(self.names) > 1 else unknown("its name cannot be told")
        around = self.around() if self.around is not None and not name.known else None
        return outward.value(name) if around is None else Val(Ref(f"{around.head.address}.id"))


class Collection(Handle):
    """The resources, or modules, that a loop makes; None where it cannot be told which."""

    def __init__(self, items: Sequence[Handle] | None, reason: str) -> None:
        self._items = items
        self._reason = reason

    def _known(self) -> Sequence[Handle]:
        if self._items is None:
            raise UndeterminedError(self._reason)
        return self._items

    def index(self, key: str | int) -> Val:
        items = self._known()
        if not isinstance(key, int) or not 0 <= key < len(items):
            raise RefusedError(f"the loop makes no {key!r}")
        return Val(items[key])

    def whole(self) -> Val:
        return Val([Val(item) for item in self._known()])


class _Opening:
    """Makes every object of a value open: the service may add members, and fills in what is null."""

    def __init__(self, reason: str) -> None:
        self._reason = reason
        self._left = MAX_ITEMS

    def value(self, value: Val, depth: int = 0) -> Val:
        self._left -= 1
        if self._left < 0 or depth > MAX_DEPTH:
            return unknown("it has too many parts")
        data = value.data
        if isinstance(data, list):
            return value._replace(data=[self.value(item, depth + 1) for item in data])
        if isinstance(data, dict):
            members = {key: self.value(one, depth + 1) for key, one in data.items() if one.data is not None}
            result = OpenObject(members)
            result.reason = data.reason if isinstance(data, OpenObject) else self._reason
            result.sign = data.sign if isinstance(data, OpenObject) else None
            return value._replace(data=result)
        return value


def _lifted(body: Val) -> Val:
    """The body with what stands under `properties` moved up to the rest."""
    if not isinstance(body.data, dict):
        return body
    key = find_key(body.data, "properties")
    properties = Val({}) if key is None else body.data[key]
    members = {name: value for name, value in body.data.items() if name.lower() not in _NOT_OF_THE_BODY}
    further = body.data.further if isinstance(body.data, OpenObject) else None
    if isinstance(properties.data, dict):
        members.update(properties.data)
        further = properties.data.further if isinstance(properties.data, OpenObject) else further
    elif not properties.known:
        further = Unknown(reason_of(properties), sign=sign_of_value(properties))
    if further is None:
        return body._replace(data=members)
    opened = OpenObject(members)
    opened.reason, opened.sign = further.reason, further.sign
    return body._replace(data=opened)
