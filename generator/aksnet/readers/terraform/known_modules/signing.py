"""What a known module makes of its inputs and cannot be told: its sign is that of the call."""

from __future__ import annotations

from copy import copy

from aksnet.expressions.values import OpenObject, Val
from aksnet.readers.resources import Resource
from aksnet.view import Unknown


def signed(resource: Resource, call: str) -> Resource:
    """The resource with the sign of the call on all that has none."""
    body, name = (_value(value, call) for value in (resource.body, resource.name))
    written = {path: _value(value, call) for path, value in resource.written.items()}
    return resource._replace(body=body, name=name, written=written)


def _value(value: Val, call: str) -> Val:
    data = value.data
    if isinstance(data, Unknown):
        return value if data.sign is not None else value._replace(data=data._replace(sign=call))
    if isinstance(data, list):
        items = copy(data)
        items[:] = [_value(item, call) for item in data]
        return value._replace(data=items)
    if isinstance(data, dict):
        members = copy(data)
        members.update({key: _value(item, call) for key, item in data.items()})
        if isinstance(members, OpenObject):
            members.sign = members.sign or call
        return value._replace(data=members)
    return value
