"""azapi's resources: their bodies are ARM's already, as an object or as JSON text."""

from __future__ import annotations

import json

from aksnet.configuration import Scope
from aksnet.errors import Place
from aksnet.expressions.tree import Literal, Node, Template
from aksnet.expressions.values import OpenObject, Val, unknown, wrap
from aksnet.readers.resources import FURTHER, Kind, Resource, kind_of
from aksnet.view import Provider

TYPES = frozenset({"azapi_resource", "azapi_update_resource"})
# The arguments that are not the resource's and are told all the same.
_ARGUMENTS = ("schema_validation_enabled", "replace_triggers_refs", "replace_triggers_external_values")
_IGNORED = "lifecycle.ignore_changes"
_MISSING = unknown("it is not written")
_SECRET = unknown("it stands in sensitive_body")


def translate(
    resource_type: str,
    body: Val,
    *,
    address: str,
    place: Place,
    language: str,
    provider: Provider | None,
    exists: str | None = None,
) -> Resource | None:
    """A resource of azapi; None for types that are not read."""
    said = body.data
    if resource_type not in TYPES or not isinstance(said, dict):
        return None
    arm_type, _, version = _text(said.get("type")).partition("@")
    kind = kind_of(arm_type)
    if kind is None:
        return None
    name, parent = said.get("name", _MISSING), said.get("parent_id")
    patch = resource_type == "azapi_update_resource"
    if patch and "resource_id" in said:
        parent = said["resource_id"]
        name = parent._replace(data=parent.data.rpartition("/")[2]) if isinstance(parent.data, str) else name
    made = Resource(kind, address, place, language, name, _properties(said), parent)
    made = made._replace(api_version=version or None, provider=provider, exists=exists, patch=patch)
    if kind is Kind.CLUSTER and not patch:
        made = made._replace(scope=Scope.of_id(_text(parent)))
    arguments = {one: said[one] for one in _ARGUMENTS if one in said and said[one].data is not None}
    return made._replace(arguments={**arguments, **_lifecycle(said.get("lifecycle"))})


def _lifecycle(block: Val | None) -> dict[str, Val]:
    """What Terraform is told to leave alone."""
    said = block.data[0].data if block is not None and isinstance(block.data, list) and block.data else None
    return {_IGNORED: said["ignore_changes"]} if isinstance(said, dict) and "ignore_changes" in said else {}


def with_type(body: Val, written: Node) -> Val:
    """A body whose type cannot be told as a whole, with what stands before the version in it."""
    said = body.data
    if not isinstance(said, dict) or "type" not in said or said["type"].known or not isinstance(written, Template):
        return body
    first = written.parts[0]
    if not isinstance(first, Literal) or not isinstance(first.value, str) or "@" not in first.value:
        return body
    name = first.value.partition("@")[0]
    return body._replace(data={**said, "type": said["type"]._replace(data=name)})


def _text(value: Val | None) -> str:
    return value.data if value is not None and isinstance(value.data, str) else ""


def _properties(said: dict[str, Val]) -> Val:
    """The members of the body, with what stands beside it; unknown as a whole where the body is."""
    body = _parsed(said.get("body", Val({})))
    if not isinstance(body.data, dict):
        return body if not body.known else unknown("the body is no object")
    members = {key: value for key, value in body.data.items() if key != "properties"}
    inner = body.data.get("properties", Val({}))
    if isinstance(inner.data, dict):
        members.update(inner.data)
    elif inner.data is not None:
        return inner if not inner.known else unknown("the properties are no object")
    for one in (body, inner, Val(said)):
        if isinstance(one.data, OpenObject):
            members.setdefault(FURTHER, unknown(one.data.reason))
    for name in ("location", "tags"):
        if name in said and said[name].data is not None:
            members.setdefault(name, said[name])
    identity = said.get("identity")
    if identity is not None and isinstance(identity.data, list) and len(identity.data) == 1:
        said_of = identity.data[0].data
        kind = said_of.get("type") if isinstance(said_of, dict) else None
        members.setdefault("identity", Val({"type": kind}) if kind is not None else identity.data[0])
    return body._replace(data=_with_secrets(members, _parsed(said.get("sensitive_body", Val(None)))))


def _with_secrets(members: dict[str, Val], secrets: Val) -> dict[str, Val]:
    """The members with those of sensitive_body, which are there and cannot be told."""
    if secrets.data is None:
        return members
    if not isinstance(secrets.data, dict):
        return {FURTHER: _SECRET, **members}
    inner = secrets.data.get("properties", Val({}))
    others = {key: value for key, value in secrets.data.items() if key != "properties"}
    more = inner.data if isinstance(inner.data, dict) else {FURTHER: _SECRET}
    return _hidden(members, {**others, **more})


def _hidden(members: dict[str, Val], secrets: dict[str, Val]) -> dict[str, Val]:
    made = dict(members)
    for key, secret in secrets.items():
        there = members.get(key)
        nested = there is not None and isinstance(there.data, dict) and isinstance(secret.data, dict)
        if nested and there is not None:
            made[key] = there._replace(data=_hidden(there.data, secret.data))  # type: ignore[arg-type]
        else:
            made[key] = _SECRET._replace(at=secret.at)
    return made


def _parsed(body: Val) -> Val:
    """A body that is JSON text, as data; its members have the place of the argument."""
    if not isinstance(body.data, str):
        return body
    try:
        data = json.loads(body.data)
    except (ValueError, RecursionError):
        return unknown("the body is no JSON")._replace(at=body.at)
    return _placed(wrap(data, body), body)


def _placed(value: Val, body: Val) -> Val:
    data = value.data
    if isinstance(data, dict):
        return value._replace(data={key: _placed(item, body) for key, item in data.items()}, at=body.at)
    if isinstance(data, list):
        return value._replace(data=[_placed(item, body) for item in data], at=body.at)
    return value._replace(at=body.at)
