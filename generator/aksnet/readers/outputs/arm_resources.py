"""A resource as ARM answers it, in JSON: with `properties`, or flattened as `az` prints it."""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.expressions.source import At, Source
from aksnet.expressions.tree import Item, Node, Object
from aksnet.expressions.values import Val, unknown
from aksnet.readers.outputs.json_values import (
    Untold,
    everything_told,
    is_null,
    members,
    object_of,
    opened,
    text_of,
)
from aksnet.readers.resources import Kind, Resource, kind_of

_PROPERTIES = "properties"
# az calls a pool's property `type` so, because the resource's own stands beside it.
_POOL_TYPE = "typePropertiesType"
_CHILDREN = frozenset((Kind.POOL, Kind.SUBNET, Kind.PEERING, Kind.ROUTE))


def resource_of(node: Object, kind: Kind, source: Source, language: str, untold: Untold = everything_told) -> Resource:
    """The resource of an object that is one of this kind."""
    items = members(node)
    known_id, known_name = (_told(items, key, untold) for key in ("id", "name"))
    at = next((items[key].at for key in ("id", "name") if _text(items, key) is not None), node.at)
    return Resource(
        kind=kind,
        address=known_id or known_name or "?",
        place=source.place(at),
        language=language,
        name=_name(items, known_name or _last(known_id), At(source, at), untold),
        body=_body(items, kind, At(source, node.at), untold),
        parent=_parent(known_id, known_name, items, source) if kind in _CHILDREN else None,
    )


def kind_of_id(text: str | None) -> Kind | None:
    """The kind of resource that an id names; None where it is no id, or of a kind that is not read."""
    before, found, after = (text or "").rpartition("/providers/")
    namespace, *segments = after.split("/")
    if not (found and before.startswith("/")) or not segments or len(segments) % 2 or not all(segments):
        return None
    return kind_of("/".join((namespace, *segments[::2])))


def _text(items: Mapping[str, Item], key: str) -> str | None:
    return text_of(items[key].value) if key in items else None


def _told(items: Mapping[str, Item], key: str, untold: Untold) -> str | None:
    """The text under a key, where it is what it says."""
    text = _text(items, key)
    return text if text is not None and untold(text) is None else None


def _last(text: str | None) -> str | None:
    return text.rpartition("/")[2] or None if text else None


def _name(items: Mapping[str, Item], name: str | None, at: At, untold: Untold) -> Val:
    """The name without those of what the resource is in."""
    place = At(at.source, items["name"].at) if "name" in items else at
    if name is not None:
        return Val(_last(name), at=place)
    written = _text(items, "name")
    reason = untold(written) if written is not None else None
    return unknown(reason or "it has no name here")._replace(at=place)


def _parent(known_id: str | None, name: str | None, items: Mapping[str, Item], source: Source) -> Val | None:
    """The id of what the resource is in; its name, out of "parent/child", where the id cannot be told."""
    if known_id is not None and kind_of_id(known_id) in _CHILDREN:
        return Val(known_id.rsplit("/", 2)[0], at=At(source, items["id"].at))
    if name is not None and "/" in name:
        return Val(name.rpartition("/")[0] or None, at=At(source, items["name"].at))
    return None


def _body(given: Mapping[str, Item], kind: Kind, at: At, untold: Untold) -> Val:
    """The resource with what stands under `properties` moved up to the rest, where it counts more than the rest."""
    items = dict(given)
    properties = items.pop(_PROPERTIES, None)
    if kind_of(_text(items, "type") or "") is not None:
        del items["type"]  # of the resource: not the `type` that a pool has among its properties
    if kind is Kind.POOL and _POOL_TYPE in items:
        items.setdefault("type", items.pop(_POOL_TYPE))
    items.update(members(properties.value if properties is not None else None))
    data = object_of(items, at.source, untold)
    name = data.get("name")
    if name is not None and isinstance(name.data, str) and kind in _CHILDREN:
        data["name"] = name._replace(data=_last(name.data))
    reason = _hidden(properties.value, untold) if properties is not None else None
    return Val(data if reason is None else opened(data, reason), at=at)


def _hidden(node: Node, untold: Untold) -> str | None:
    """Why the properties cannot be told as a whole; None where they are an object, or not there."""
    if isinstance(node, Object) or is_null(node):
        return None
    text = text_of(node)
    return (untold(text) if text is not None else None) or "its properties are no object"
