"""A template with values for its parameters: the resources that it makes, those of the deployments in it too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.expressions import tree
from aksnet.expressions.arm import as_text, function_key
from aksnet.expressions.ordering import walk
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal, Node
from aksnet.expressions.values import (
    Closure,
    Lazy,
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
    reason_of,
    unknown,
)
from aksnet.readers.elsewhere import note_of
from aksnet.readers.resources import Resource, kind_of
from aksnet.readers.template.declared import Declared, Head
from aksnet.readers.template.deployment import Deployment
from aksnet.readers.template.evaluation import counter_key, entries, member, objects, text_of, value_of
from aksnet.readers.template.expression import templated
from aksnet.readers.template.given import Given, given_values
from aksnet.readers.template.names import first_part, names_of, shape
from aksnet.readers.template.nested import Nested, evaluated_again
from aksnet.readers.template.sections import Sections, Setting, Shared
from aksnet.view import Origin

LANGUAGE = "arm"
DEPLOYMENT = "microsoft.resources/deployments"
MAX_INSTANCES = 500
MAX_LEVELS = 20
# What of a resource is evaluated by itself.
_APART = {
    "type", "apiversion", "condition", "copy", "scope", "dependson", "resources", "existing", "comments", "extension",
    "import",
}  # fmt: skip
# How many steps of evaluation one item of a loop stands for.
_ITEM_STEPS = 10


class Row(NamedTuple):
    """One of the resources that a declaration makes."""

    suffix: str
    scope: Scope
    present: bool
    exists: str | None


class Template(Sections):
    """A template with values for its parameters, and the resources that it makes."""

    def __init__(
        self,
        shared: Shared,
        source: Source,
        root: Node,
        given: Given,
        setting: Setting,
        outer: Scope | None = None,
    ) -> None:
        super().__init__(shared, source, root, given, setting)
        self._outer = outer
        self._making = False
        self._with_names: list[tuple[Declared, Node]] = []

    def outer(self) -> Scope | None:
        return self._outer

    def functions(self) -> dict[str, Val | Lazy]:
        found = super().functions() if self._outer is None else {}
        own: dict[str, Val | Lazy] = {
            function_key("reference"): Val(Closure(self._reference)),
            function_key("resourceinfo"): Val(Closure(self._info)),
        }
        return {**found, **own}

    # the resources

    def resources(self) -> Iterator[Resource]:
        """The resources that it makes, those of the deployments in it too."""
        for made in self.made:
            resource = made.resource(self.shared.outward)
            if resource is not None:
                yield resource if self._outer is None else evaluated_again(resource)
        for made in self.made:
            if isinstance(made, Nested) and made.inner is not None:
                yield from made.inner.resources()

    @cached_property
    def made(self) -> list[Declared]:
        """The resources that are there, or may be."""
        self._making = True
        found = value_of(self.root, "resources")
        made: list[Declared] = []
        for number, node in enumerate(objects(found)):
            made += self._declared(node, None, number)
        for number, (symbol, item) in enumerate(entries(found)):
            if isinstance(item.value, tree.Object):
                made += self._declared(item.value, symbol, number)
        self._making = False
        return made

    def _declared(
        self, node: tree.Object, symbol: str | None, number: int, around: tuple[Declared, Row] | None = None
    ) -> list[Declared]:
        made: list[Declared] = []
        for row in self._rows(node, around[1] if around is not None else None):
            one = self._one(node, symbol, number, row, around[0] if around is not None else None)
            if row.present:
                made.append(one)
                if (name := value_of(node, "name")) is not None:
                    self._with_names.append((one, name))
                for place, child in enumerate(objects(value_of(node, "resources"))):
                    made += self._declared(child, None, place, (one, row))
        return made

    def _rows(self, node: tree.Object, around: Row | None) -> Iterator[Row]:
        scope, exists = (self.scope, self.setting.exists) if around is None else (around.scope, around.exists)
        loop = value_of(node, "copy")
        count = value_of(loop, "count")
        if count is None:
            yield self._under(node, Row("", scope, True, exists))
            return
        name = text_of(loop, "name") or ""
        try:
            numbers = self.evaluator.numbers(templated(count), scope)
        except (UndeterminedError, RefusedError) as error:
            reason = error.reason if isinstance(error, UndeterminedError) else error.message
            names = {key: unknown(reason) for key in (counter_key(), counter_key(name))}
            yield self._under(node, Row("", Scope(self.source, names, scope), True, exists or reason))
            return
        self.evaluator.steps += len(numbers) * _ITEM_STEPS
        for number in numbers:
            names = {key: Val(number) for key in (counter_key(), counter_key(name))}
            yield self._under(node, Row(f"[{number}]", Scope(self.source, names, scope), True, exists))

    def _under(self, node: tree.Object, row: Row) -> Row:
        condition = value_of(node, "condition")
        if condition is None:
            return row
        value = self.evaluator.told(templated(condition), row.scope)
        if not value.known:
            return row._replace(exists=row.exists or reason_of(value))
        if not isinstance(value.data, bool):
            return row._replace(exists=row.exists or "the condition is neither true nor false")
        return row if value.data else row._replace(present=False)

    def _version(self, node: tree.Object, row: Row) -> str | None:
        """The API version; None where it is an expression that cannot be told."""
        written = value_of(node, "apiVersion")
        value = self.evaluator.told(templated(written), row.scope).data if written is not None else None
        return value if isinstance(value, str) else None

    def _one(self, node: tree.Object, symbol: str | None, number: int, row: Row, parent: Declared | None) -> Declared:
        written = text_of(node, "type") or ""
        full = f"{parent.head.type}/{written}" if parent is not None and "/" not in written else written
        parent = parent if full != written else None
        read = kind_of(full) is not None or full.lower() == DEPLOYMENT
        names = self._names(node, row, full, parent)
        address = self._address(symbol, number, row, full, names if read else None)
        existing = value_of(node, "existing")
        place = member(node, "type")
        head = Head(
            type=full,
            api_version=self._version(node, row),
            address=address,
            place=self.source.place(place.at if place is not None else node.at),
            language=LANGUAGE,
            existing=isinstance(existing, Literal) and existing.value is True,
            exists=row.exists,
        )
        kind = Nested if full.lower() == DEPLOYMENT else Declared
        made = kind(
            head,
            names,
            lambda: self.evaluator.told(templated(_without_apart(node)), row.scope),
            lambda: self._base(node, row),
            parent,
        )
        made.around = lambda: self._parent_by_name(node, full)
        if isinstance(made, Nested) and row.present:
            made.make = lambda: self._inner(node, row, address)
        return made

    def _names(self, node: tree.Object, row: Row, kind: str, parent: Declared | None) -> Callable[[], list[Val]]:
        written = value_of(node, "name")
        name = templated(written) if written is not None else None

        def names() -> list[Val]:
            if name is None:
                return [unknown("its name is not written")]
            if parent is not None:
                return [self.evaluator.told(name, row.scope)]
            return names_of(self.evaluator, name, row.scope, max(1, kind.count("/")))

        return names

    def _parent_by_name(self, node: tree.Object, kind: str) -> Declared | None:
        """The resource whose name is written as the first part of a child's name is: `format('{0}/pool', …)`."""
        written = value_of(node, "name")
        part = None if written is None else first_part(templated(written))
        if part is None or any(isinstance(one, tree.Call) and one.name.lower() == "copyindex" for one in walk(part)):
            return None
        around = kind.rpartition("/")[0].lower()
        found = [one for one, name in self._named if one.head.type.lower() == around and name == shape(part)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _named(self) -> list[tuple[Declared, object]]:
        """The resources, each with the shape of the expression that names it."""
        return [(one, shape(templated(node))) for one, node in self._with_names if kind_of(one.head.type) is not None]

    def _address(
        self, symbol: str | None, number: int, row: Row, kind: str, names: Callable[[], list[Val]] | None
    ) -> str:
        if symbol is not None:
            return f"{self.setting.prefix}{symbol}{row.suffix}"
        try:
            texts = [as_text(name) for name in names()] if names is not None else []
        except (UndeterminedError, RefusedError):
            texts = []
        return self.setting.prefix + ("/".join(texts) or f"{kind}[{number}]{row.suffix}")

    def _base(self, node: tree.Object, row: Row) -> Val:
        scope = value_of(node, "scope")
        if scope is None:
            return Val(self._placed_in(node, row).base)
        value = self.evaluator.told(templated(scope), row.scope)
        data = value.data
        if isinstance(data, str) and not data.startswith("/"):
            return unknown("its scope is written by a name")
        return value

    def _placed_in(self, node: tree.Object, row: Row) -> Deployment:
        """The scope of deployment that a resource names, or that of the template."""
        own = self.setting.deployment
        for field, key in (("subscription", "subscriptionId"), ("group", "resourceGroup")):
            written = value_of(node, key)
            if written is not None:
                value = self.evaluator.told(templated(written), row.scope)
                own = own._replace(
                    **{field: value.data if isinstance(value.data, str) else getattr(Deployment(), field)}
                )
        return own

    # the deployments in it

    def _inner(self, node: tree.Object, row: Row, address: str) -> Template | None:
        properties = value_of(node, "properties")
        root = value_of(properties, "template")
        if not isinstance(root, tree.Object):
            self._note_link(properties, address)
            return None
        if self._refused(root):
            return None
        self.shared.instances += 1
        evaluated = text_of(value_of(properties, "expressionEvaluationOptions"), "scope") or "outer"
        title = f" of deployment {address}"
        setting = Setting(self._placed_in(node, row), f"{address}.", title, self.setting.level + 1, row.exists)
        outer = row.scope if evaluated.lower() != "inner" else None
        given = self._given(value_of(properties, "parameters"), row, title)
        return Template(self.shared, self.source, root, given, setting, outer)

    def _note_link(self, properties: Node | None, address: str) -> None:
        """Note a template that is linked to: it is read by the service, and not here."""
        link = value_of(properties, "templateLink")
        if link is not None:
            named = text_of(link, "relativePath") or text_of(link, "uri") or text_of(link, "id") or ""
            note = note_of(f"the template of the deployment {address}", named, self.source.place(link.at))
            self.shared.notes.update({} if note is None else {note: None})

    def _refused(self, root: tree.Object) -> bool:
        """Whether a deployment is not followed, which is told."""
        message = None
        if self.setting.level >= MAX_LEVELS:
            message = f"deployments stand in each other more than {MAX_LEVELS} deep"
        elif self.shared.instances >= MAX_INSTANCES:
            message = f"there are more than {MAX_INSTANCES} deployments"
        if message is not None and all(one.message != message for one in self.shared.problems):
            self.shared.problems[Problem(message, self.source.place(root.at))] = None
        return message is not None

    def _given(self, node: Node | None, row: Row, title: str) -> Given:
        if node is None:
            return Given()
        value = self.evaluator.told(templated(node), row.scope)
        if not isinstance(value.data, dict):
            return Given(rest=reason_of(value))
        return Given(given_values(value.data, Origin.MODULE, title))

    # what expressions read of the resources

    def _reference(self, *values: Val) -> Val:
        """`reference(id or symbol, [version], ['Full'])`."""
        found = self._found(as_text(values[0]) if values else "")
        around = None if self._outer is None else self._outer.find(function_key("reference"))
        if found is None and around is not None and isinstance(around.data, Closure):
            return around.data.call(*values)
        if found is None:
            raise UndeterminedError("reference() is known only once it is deployed")
        return Val(found) if len(values) > 2 else found.get("properties")

    def _info(self, *values: Val) -> Val:
        found = self._found(as_text(values[0]) if values else "")
        if found is None:
            raise UndeterminedError("what is asked of this resource cannot be told")
        return Val(found)

    def _found(self, text: str) -> Declared | None:
        return None if self._making else self._known.get(text.lower())

    @cached_property
    def _known(self) -> dict[str, Declared | None]:
        """The resources by id and by symbol; None where two have the same."""
        found: dict[str, Declared | None] = {}
        for one in self.made:
            text = one.id().data
            for key in (text if isinstance(text, str) else None, one.head.address.removeprefix(self.setting.prefix)):
                if key is not None:
                    found[key.lower()] = one if found.get(key.lower(), one) is one else None
        return found


def _without_apart(node: tree.Object) -> tree.Object:
    return tree.Object(tuple(item for name, item in entries(node) if name.lower() not in _APART), node.at)
