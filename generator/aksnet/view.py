"""The waist of the hourglass: what is known of a cluster's network, in ARM's terms, whatever it came from.

Properties stand under their dotted ARM paths without `properties.` ("networkProfile.podCidr", "sku.name").
Each value is known (JSON data), a reference to something rendered beside it, or unknown with the reason.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, Union

from aksnet.errors import Place

Json: TypeAlias = Union[str, int, float, bool, "list[Json]", "dict[str, Json]", None]


class Origin(StrEnum):
    """Who decided a value."""

    GIVEN = "given"
    VARIABLE = "variable"  # a variable or parameter was given it
    DEFAULT = "default"  # of a variable or parameter; or aksnet writes it, because it must not be left to the service
    MODULE = "module"  # whoever calls a module gives it
    PROVIDER = "provider"  # nobody writes it: the provider fills it in
    IMPLIED = "implied"  # nobody writes it: the service fills it in


class Subnet(NamedTuple):
    """A reference to a subnet of the cluster's own VNet, by name; `network` is the VNet's, where two are compared.

    `sign` is that of a name that cannot be told: `name` is then what the subnet is called in its file.
    """

    name: str
    kind: str = "subnet"  # so that it never equals a parameter of the same name
    network: str | None = None
    sign: str | None = None


class Parameter(NamedTuple):
    """A reference to a value that whoever deploys will give; the name is in snake_case."""

    name: str
    kind: str = "parameter"


Reference: TypeAlias = Subnet | Parameter


class Later(str):
    """The reason why something cannot be told, where a resource of the same configuration has to be deployed first.

    It is a text like every reason, so that it stays with what is computed of such an attribute.
    """

    __slots__ = ()


class Several(str):
    """The reason why a block cannot be told: several of its name stand where one is read."""

    __slots__ = ()


class Refused(str):
    """The reason why a value cannot be told, where its argument takes none of that type: it will never be one."""

    __slots__ = ()


class Unknown(NamedTuple):
    """A value that cannot be told from the input, and why.

    `network` is the name of the VNet that it is a subnet of, where one is declared that is not the cluster's own.
    `sign` is a digest of what is written there (expressions/signs.py): two that are equal say that they cannot be told
    for one reason, and only those of one sign are the same value.
    """

    reason: str
    network: str | None = None
    sign: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unknown) and (self.reason, self.network) == (other.reason, other.network)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.reason, self.network))

    def same(self, other: object) -> bool:
        """Whether it is the same value, whatever that is; without a sign nobody can say so."""
        return isinstance(other, Unknown) and self == other and self.sign is not None and self.sign == other.sign

    @property
    def later(self) -> bool:
        """Whether it takes an attribute of a resource of the same configuration, known only once that is deployed."""
        return isinstance(self.reason, Later)

    @property
    def several(self) -> bool:
        """Whether several blocks stand where one is read."""
        return isinstance(self.reason, Several)

    @property
    def refused(self) -> bool:
        """Whether what is written there is of a type that the argument does not take."""
        return isinstance(self.reason, Refused)


# What stands for data: a tuple is asked in half the time of a union, and rules ask often.
_NO_DATA = (Subnet, Parameter, Unknown)
# A service principal that a spec says there is, without naming it.
UNNAMED = Unknown("the spec does not name it", sign="unnamed")


class Value(NamedTuple):
    """One value of the view, with who decided it and where it stands; `via` says what it came there through."""

    data: Json | Reference | Unknown
    origin: Origin = Origin.GIVEN
    place: Place | None = None
    via: str | None = None

    @property
    def known(self) -> bool:
        """Whether the value is plain data."""
        return not isinstance(self.data, _NO_DATA)

    @property
    def implied(self) -> bool:
        """Whether nobody wrote the value: a message about it says so."""
        return self.origin is not Origin.GIVEN


Values: TypeAlias = Mapping[str, Value]


class Provider(NamedTuple):
    """The Terraform provider that makes a resource; `assumed` where no file says which version."""

    name: str
    version: str | None
    assumed: bool = False


class Declaration(NamedTuple):
    """How a cluster or a pool is declared, where it was read from a file.

    `language` is "terraform", "bicep", "arm" or that of a tool's output, and `address` what it is called there.
    `written` is all that it says in that language's own words, by dotted paths ("network_profile.pod_cidr" of azurerm,
    "networkProfile.podCidr" of ARM, in the case that it is written in), `blank` what of azurerm stands there and says
    nothing (null, an empty text, no blocks), `arguments` what of a provider's own ARM does not have. `module` is the
    module of a registry that makes it: nobody here wrote its words, and `given` is what the call gives to the module's
    parameters, by their names in small letters. `updates` are changes that other resources lay over it
    (azapi_update_resource), each of them declared at its `place`. `group` is the resource group that it says.
    """

    language: str
    address: str
    written: Values = MappingProxyType({})
    arguments: Values = MappingProxyType({})
    provider: Provider | None = None
    api_version: str | None = None
    module: str | None = None
    blank: Values = MappingProxyType({})
    given: Values = MappingProxyType({})
    updates: "tuple[Declaration, ...]" = ()
    place: Place | None = None
    group: str | None = None

    @property
    def by_azurerm(self) -> bool:
        """Whether a resource of the provider azurerm makes it."""
        return self.provider is not None and self.provider.name == "azurerm"


class Range(NamedTuple):
    """An address range as it was written."""

    text: str
    place: Place | None = None


class SubnetView(NamedTuple):
    """One subnet of the VNet; `delegation` is a service, the ids are those of existing resources.

    `other` are addresses of what is in it beside nodes and pods.
    """

    name: str
    prefixes: tuple[Range, ...]
    delegation: str | None = None
    nat_gateway: str | None = None
    route_table: str | None = None
    service_endpoints: tuple[str, ...] = ()
    place: Place | None = None
    other: int = 0


class VnetView(NamedTuple):
    """The virtual network that is rendered beside the cluster, and the networks it can reach.

    `address` is that of its declaration, where it was read: two of one name are two networks.
    """

    name: str | None
    address_space: tuple[Range, ...]
    subnets: Mapping[str, SubnetView]
    peers: tuple[Range, ...] = ()
    on_premises: tuple[Range, ...] = ()
    place: Place | None = None
    address: str | None = None


class Ignore(NamedTuple):
    """A finding that the input says to leave out: its rule's id or slug, and why.

    A spec says it of a cluster, a comment of what it is `about`: a line, or a file as a whole. `fault` says what is
    wrong with a comment that is to be an ignore and cannot be read as one.
    """

    rule: str
    reason: str
    place: Place | None = None
    about: Place | None = None
    fault: str | None = None


def around(path: str) -> Iterator[str]:
    """The path, and those of the objects around it; the empty one is that of the whole."""
    while path:
        yield path
        path = path.rpartition(".")[0]
    yield ""


class _Lookup:
    """Reading values by path: shared by clusters and pools."""

    __slots__ = ()
    values: Values
    place: Place | None

    def known(self, path: str) -> Json:
        """The data at `path`; None where there is none, or where it is no plain data."""
        value = self.values.get(path)
        return None if value is None or isinstance(value.data, _NO_DATA) else value.data

    def text(self, path: str) -> str | None:
        """The text at `path`, or None."""
        data = self.known(path)
        return data if isinstance(data, str) else None

    def unknown(self, path: str) -> bool:
        """Whether something stands at `path`, or in place of an object around it, that cannot be told."""
        found = self.values.get(path) or next((self.values[step] for step in around(path) if step in self.values), None)
        return found is not None and isinstance(found.data, Unknown)

    def told(self, path: str) -> Value | None:
        """The value at `path`, or what cannot be told of an object around it; None where nothing is there."""
        found = self.values.get(path)
        if found is not None:
            return found
        some = (self.values[step] for step in around(path) if step in self.values)
        return next((value for value in some if isinstance(value.data, Unknown)), None)

    def later(self, path: str) -> bool:
        """Whether the value at `path` is there, and known only once another resource is deployed."""
        value = self.values.get(path)
        return value is not None and isinstance(value.data, Unknown) and value.data.later

    def absent(self, path: str) -> bool:
        """Whether nothing stands at `path`, nor something that cannot be told in place of an object around it."""
        values = self.values
        while path:
            if path in values:
                return False
            path = path.rpartition(".")[0]
        return "" not in values

    def where(self, *paths: str) -> Place | None:
        """The place of the first of `paths` that has one, else of the whole."""
        places = (self.values[path].place for path in paths if path in self.values)
        return next((place for place in places if place), self.place)

    def texts(self, path: str) -> list[str]:
        """The texts in the list at `path`; empty where there is no such list."""
        data = self.known(path)
        return [item for item in data if isinstance(item, str)] if isinstance(data, list) else []


class _Pool(NamedTuple):
    values: Values
    place: Place | None = None
    declared: Declaration | None = None


class PoolView(_Pool, _Lookup):
    """One agent pool; its values stand under the paths of an agent pool profile ("vnetSubnetID")."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The pool's name as written; where that cannot be told, what it is called in its file."""
        return self.text("name") or (self.declared.address if self.declared is not None else "?")


class _Cluster(NamedTuple):
    name: str
    values: Values
    pools: tuple[PoolView, ...] = ()
    vnet: VnetView | None = None
    resource_group: str | None = None
    next_hop: str | None = None
    pools_stated: bool = True
    ignores: tuple[Ignore, ...] = ()
    place: Place | None = None
    declared: Declaration | None = None
    named: bool = True


class ClusterView(_Cluster, _Lookup):
    """One cluster with its pools and, where it is known, its VNet.

    `named`: its name is known; where it is not, `name` is what it is called in its file.
    """

    __slots__ = ()

    def subnet_of(self, pool: PoolView, path: str = "vnetSubnetID") -> SubnetView | None:
        """The subnet of the cluster's own VNet that a pool is in, or gets its pod addresses from."""
        return self.subnet_at(pool.values.get(path))

    def subnet_at(self, value: Value | None) -> SubnetView | None:
        """The subnet of the cluster's own VNet that a value refers to."""
        name = value.data.name if value is not None and isinstance(value.data, Subnet) else None
        return self.vnet.subnets.get(name) if self.vnet is not None and name is not None else None

    def ranges(self, kind: str) -> Iterator[tuple[str, Value]]:
        """The cluster's "pod" or "service" ranges, each once, with the value it stands in."""
        told: set[str] = set()
        for path in (f"networkProfile.{kind}Cidrs", f"networkProfile.{kind}Cidr"):
            value = self.values.get(path)
            if value is None or not value.known:
                continue
            for text in value.data if isinstance(value.data, list) else [value.data]:
                if isinstance(text, str) and text not in told:
                    told.add(text)
                    yield text, value


def nest(values: Mapping[str, object]) -> dict[str, object]:
    """Dotted paths as a tree: {"a.b": 1} becomes {"a": {"b": 1}}; the order is kept."""
    tree: dict[str, object] = {}
    for path, value in values.items():
        *parents, leaf = path.split(".")
        node = tree
        for parent in parents:
            node = node.setdefault(parent, {})  # type: ignore[assignment]
        node[leaf] = value
    return tree
