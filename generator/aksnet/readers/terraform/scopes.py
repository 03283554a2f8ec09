"""What names mean in a module: variables, locals, resources, data sources and the outputs of modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aksnet.expressions.signs import digest
from aksnet.expressions.source import At, Source
from aksnet.expressions.terraform import TerraformEvaluator
from aksnet.expressions.values import (
    Handle,
    Lazy,
    Ref,
    RefusedError,
    Scope,
    SetOf,
    UndeterminedError,
    Unordered,
    Val,
    unknown,
)
from aksnet.readers.hcl.syntax import Attribute
from aksnet.readers.terraform.bodies import META, Nest, Typed, body_of
from aksnet.readers.terraform.instances import Instance, Instances, untold
from aksnet.readers.terraform.module import Declaration
from aksnet.view import Later


def missing(what: str, *, broken: bool) -> RefusedError | UndeterminedError:
    """The error for a name that nothing has here; in a module that can be read only in part it may be there."""
    if broken:
        return UndeterminedError(f"{what} may stand in what cannot be read")
    return RefusedError(f"there is no {what}")


class Members(Handle):
    """A namespace with lazily evaluated members."""

    def __init__(self, what: str, members: Mapping[str, Lazy], *, broken: bool) -> None:
        self._what = what
        self._members = members
        self._broken = broken

    def get(self, name: str) -> Val:
        """A member."""
        if name not in self._members:
            raise missing(f"{self._what} {name!r}", broken=self._broken)
        return self._members[name].force()

    def sign(self, name: str) -> str | None:
        """The sign of a member."""
        return self._members[name].sign() if name in self._members else None


def locals_of(
    attributes: Mapping[str, tuple[Attribute, Source]],
    evaluator: TerraformEvaluator,
    scope: Callable[[], Scope],
    *,
    broken: bool,
) -> Members:
    """`local`: each local value by its name."""

    def lazy(attribute: Attribute, source: Source) -> Lazy:
        return Lazy(
            lambda: evaluator.evaluate(attribute.value, Scope(source, {}, scope())),
            lambda: evaluator.sign(attribute.value, Scope(source, {}, scope())),
        )

    return Members("local value", {name: lazy(*one) for name, one in attributes.items()}, broken=broken)


class Path(Handle):
    """`path`."""

    def __init__(self, module: str) -> None:
        self._module = module

    def get(self, name: str) -> Val:
        """`path.module` and `path.root`, from the folder of the root module."""
        if name == "cwd":
            return unknown("path.cwd is known only where terraform runs")
        if name not in ("module", "root"):
            raise RefusedError(f"there is no path.{name}")
        return Val(self._module if name == "module" else ".")


class TerraformNames(Handle):
    """`terraform`."""

    def get(self, name: str) -> Val:
        """`terraform.workspace`."""
        return unknown(f"terraform.{name} is known only where terraform runs")


class ResourceInstance(Handle):
    """One instance of a resource: what its block says of it, and references to all else."""

    def __init__(
        self,
        address: str,
        declaration: Declaration,
        scope: Scope,
        evaluator: TerraformEvaluator,
        typed: Typed,
        *,
        read: bool = False,
    ) -> None:
        self.address = address
        self._declaration = declaration
        self._scope = scope
        self._evaluator = evaluator
        self._typed = typed
        self._read = read
        self._body = Lazy(self._evaluated)
        self._signing: set[str] = set()
        self._arguments = {
            name: Lazy(lambda one=attribute, source=source: self._argument(one, source))  # type: ignore[misc]
            for name, (attribute, source) in declaration.attributes.items()
            if name not in META
        }

    def _argument(self, attribute: Attribute, source: Source) -> Val:
        value = self._evaluator.evaluate(attribute.value, Scope(source, {}, self._scope))
        return self._typed(attribute.name, value._replace(at=At(source, attribute.at)))

    def _evaluated(self) -> Val:
        attributes = [one for name, one in self._declaration.attributes.items() if name not in META]
        nest = Nest(attributes, self._declaration.blocks)
        return Val(body_of(nest, self._scope, self._evaluator, self._typed))

    def spread(self) -> Val:
        """A splat takes one thing for a list of it."""
        return Val([Val(self)])

    @property
    def body(self) -> Val:
        """All arguments and blocks."""
        return self._body.force()

    def get(self, name: str) -> Val:
        """An argument or a block as it is written; all else is known once the resource is deployed."""
        if name in self._arguments:
            value = self._arguments[name].force()
            # null: the provider may compute it
            found = value if value.data is not None else self._computed(name)
            return found._replace(of=self.address) if name in ("name", "id") else found
        blocks = self.body.data
        if isinstance(blocks, dict) and name in blocks:
            return _ordered(name, _computable(blocks[name], f"{self.address}.{name}"))
        found = self._computed(name)
        return found._replace(of=self.address) if name == "id" else found

    def sign(self, name: str) -> str:
        """The sign of an attribute: of what is written, or of which resource it is computed."""
        if name in self._arguments:
            return digest(self._sign_of(name))
        names = (one for one in self._arguments if self._read or one == "name" or one.endswith("_name"))
        return digest(self.address, name, [(one, self._sign_of(one)) for one in sorted(names)])

    def _sign_of(self, argument: str) -> str | None:
        if argument in self._signing:
            return None
        self._signing.add(argument)
        attribute, source = self._declaration.attributes[argument]
        found = self._evaluator.sign(attribute.value, Scope(source, {}, self._scope))
        self._signing.discard(argument)
        return found

    def _computed(self, name: str) -> Val:
        if self._read:
            return unknown(f"{self.address}.{name} is known only once terraform reads it")
        return computed(f"{self.address}.{name}")


# Types of blocks that the provider keeps in no order: of its networks, subnets.
_SETS_OF_BLOCKS = frozenset({"subnet"})


def _ordered(name: str, blocks: Val) -> Val:
    """Blocks as the provider keeps them; of several in no order, or in one not known, nobody can say which is first."""
    if not isinstance(blocks.data, list):
        return blocks
    if len(blocks.data) > 1:
        reason = f"which of the blocks {name} is the first is not known here"
        return blocks._replace(data=Unordered(blocks.data, reason)) if name in _SETS_OF_BLOCKS else unknown(reason)
    return blocks._replace(data=SetOf(blocks.data)) if name in _SETS_OF_BLOCKS else blocks


def computed(address: str) -> Val:
    """An attribute that the provider computes: of an id it is told which resource it is of."""
    if address.endswith((".id", "_id")):
        return Val(Ref(address))
    return unknown(Later(f"{address} is known only once it is deployed"))


def _computable(blocks: Val, address: str) -> Val:
    """Blocks whose further members may be computed."""
    if not isinstance(blocks.data, list):
        return blocks
    items: list[Val] = []
    for at, block in enumerate(blocks.data):
        if isinstance(block.data, dict):
            items.append(block._replace(data=Block(f"{address}[{at}]", block.data)))
        else:
            items.append(block)
    return blocks._replace(data=type(blocks.data)(items))


class Block(Handle):
    """A nested block of a declared resource: what it says, and references to what the provider computes."""

    def __init__(self, address: str, members: Mapping[str, Val]) -> None:
        self._address = address
        self._members = members

    def get(self, name: str) -> Val:
        """An argument."""
        value = self._members.get(name)
        if value is None or value.data is None:
            return computed(f"{self._address}.{name}")
        return _computable(value, f"{self._address}.{name}")


class ResourceSet(Handle):
    """A resource with all its instances."""

    def __init__(self, address: str, instances: Instances, make: Callable[[Instance], ResourceInstance]) -> None:
        self._address = address
        self.instances = instances
        self._make = make
        self._made: dict[str | int | None, ResourceInstance] = {}

    def instance(self, instance: Instance) -> ResourceInstance:
        """One instance."""
        if instance.key not in self._made:
            self._made[instance.key] = self._make(instance)
        return self._made[instance.key]

    def get(self, name: str) -> Val:
        """An attribute of the one instance, or an instance by its key."""
        if self.instances.by is None:
            return self.instance(self.instances.items[0]).get(name)
        if self.instances.by == "count" and not self.instances.unknown:
            raise RefusedError(f"{self._address} has count: choose an instance, as in {self._address}[0]")
        return self.index(name)

    def sign(self, name: str) -> str | None:
        """The sign of an attribute of the one instance."""
        return self.instance(self.instances.items[0]).sign(name) if self.instances.by is None else None

    def index(self, key: str | int) -> Val:
        """An instance by its key."""
        if self.instances.by is None:
            raise RefusedError(f"{self._address} has neither count nor for_each, and no instances to choose from")
        if self.instances.unknown:
            one = untold(self.instances)._replace(key=key)
            return Val(self.instance(one))
        found = next((one for one in self.instances.items if one.key == as_key(key, self.instances)), None)
        if found is None:
            raise RefusedError(f"{self._address} has no instance {key!r}")
        return Val(self.instance(found))

    def spread(self) -> Val:
        """The instances of a count, or the one thing."""
        return Val([Val(self)]) if self.instances.by is None else self.whole()

    def whole(self) -> Val:
        """The instances as a list or an object; the one instance as itself."""
        if self.instances.unknown:
            raise UndeterminedError(self.instances.unknown)
        made = [(one.key, Val(self.instance(one))) for one in self.instances.items]
        if self.instances.by is None:
            raise UndeterminedError(f"{self._address} as a whole is known only once it is deployed")
        if self.instances.by == "count":
            return Val([value for _, value in made])
        return Val({str(key): value for key, value in made})


def as_key(key: str | int, instances: Instances) -> str | int:
    """A key as the instances have them: a number for count, a text for for_each."""
    if instances.by == "count":
        return int(key) if isinstance(key, str) and key.isascii() and key.isdigit() else key
    return str(key)


class ResourceType(Handle):
    """The resources of a type."""

    def __init__(self, name: str, find: Callable[[str], Val | None], *, broken: bool) -> None:
        self._name = name
        self._find = find
        self._broken = broken

    def get(self, name: str) -> Val:
        """A resource."""
        found = self._find(f"{self._name}.{name}")
        if found is None:
            raise missing(f"resource {self._name}.{name}", broken=self._broken)
        return found


class DataTypes(Handle):
    """`data`: the data sources by their types."""

    def __init__(self, find: Callable[[str], Val | None], *, broken: bool) -> None:
        self._find = find
        self._broken = broken

    def get(self, name: str) -> Val:
        """The data sources of a type."""
        return Val(ResourceType(name, self._find, broken=self._broken))


class ModuleScope(Scope):
    """The names of a module; a name that is none of Terraform's own is the type of a resource."""

    __slots__ = ("_broken", "_find", "_types")

    def __init__(
        self,
        source: Source,
        names: Mapping[str, Val | Lazy],
        types: frozenset[str],
        find: Callable[[str], Val | None],
        *,
        broken: bool,
    ) -> None:
        super().__init__(source, names)
        self._types = types
        self._find = find
        self._broken = broken

    def find(self, name: str) -> Val | None:
        """The value of a name."""
        value = super().find(name)
        if value is None and (name in self._types or self._broken):
            return Val(ResourceType(name, self._find, broken=self._broken))
        return value
