"""A call of a known module, and what is made of its inputs: resources of azurerm, or of ARM itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.expressions.values import Ref, Val, unknown
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.terraform import azurerm
from aksnet.readers.terraform.known_modules.rows import Telling, nested
from aksnet.view import Provider

LANGUAGE = "terraform"
_UNNAMED = unknown("the call does not name it")


class Call(NamedTuple):
    """A call; `constraint` says which versions of the module it may be, and is empty where nothing says it."""

    inputs: Mapping[str, Val]
    constraint: str
    address: str
    place: Place
    providers: Mapping[str, Provider]
    exists: str | None

    @property
    def parent(self) -> Val:
        """What the module's own pools and subnets belong to."""
        return Val(Ref(f"{self.address}.id"))

    def named(self, kind: str, key: str) -> str:
        """The address of one of several resources of the module."""
        return f"{self.address}.{kind}[{quoted(key)}]"

    def untold(self, kind: Kind, reason: str, at: Val | None = None) -> Resource:
        """A resource of which nothing can be told."""
        body = unknown(reason)._replace(at=at.at if at is not None else None)
        return self.made(kind, self.address, unknown(reason), body)

    def further(self, kind: Kind, name: str, reason: str) -> Resource:
        """Pools or subnets of which it cannot be told how many there are."""
        made = self.made(kind, f"{self.address}.{name}", unknown(reason), unknown(reason), self.parent)
        return made._replace(exists=reason, place=self._place(self.inputs.get(name)))

    def made(self, kind: Kind, address: str, name: Val, body: Val, parent: Val | None = None) -> Resource:
        """A resource in ARM's shape."""
        made = Resource(kind, address, self.place, LANGUAGE, name, body, parent)
        return made._replace(provider=self.providers.get("azurerm"), exists=self.exists)

    def arm(
        self, kind: Kind, telling: Telling, address: str | None = None, at: Val | None = None, parent: Val | None = None
    ) -> Resource:
        """A resource that azapi makes, of properties by their dotted paths."""
        body = nested({path: value for path, value in telling.items() if path != "name"})
        made = self.made(kind, address or self.address, telling.get("name", _UNNAMED), Val(body), parent)
        return made._replace(provider=self.providers.get("azapi"), place=self._place(at))

    def azurerm(
        self, type_: str, telling: Telling, address: str | None = None, at: Val | None = None
    ) -> Sequence[Resource]:
        """A resource that azurerm makes, of arguments by their dotted paths."""
        made = azurerm.translate(
            type_,
            Val(_blocks(nested(telling))),
            address=address or self.address,
            place=self._place(at),
            language=LANGUAGE,
            provider=self.providers.get("azurerm"),
            exists=self.exists,
        )
        return () if made is None else (made,)

    def _place(self, value: Val | None) -> Place:
        return value.at.place if value is not None and value.at is not None else self.place


def quoted(key: str) -> str:
    """A key of for_each as addresses have it."""
    escaped = key.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _blocks(tree: Mapping[str, Val]) -> dict[str, Val]:
    """Objects as blocks: lists of one body, as azurerm's resources have them."""
    return {
        name: value._replace(data=[Val(_blocks(value.data), at=value.at)]) if isinstance(value.data, dict) else value
        for name, value in tree.items()
    }
