"""What a reader made of a configuration, as plain data for tests to compare."""

from __future__ import annotations

from typing import Any

from aksnet.expressions.values import OpenObject, Ref, Val
from aksnet.readers.resources import Kind, Reading, Resource
from aksnet.view import Unknown


def shown(value: Val) -> Any:
    """The data; of what is unknown "? reason", of what is known once it is deployed "-> what"."""
    data = value.data
    if isinstance(data, Unknown):
        return f"? {data.reason}"
    if isinstance(data, Ref):
        return f"-> {data.text}"
    if isinstance(data, list):
        return [shown(item) for item in data]
    if isinstance(data, dict):
        members = {key: shown(item) for key, item in data.items()}
        return members | {"*": f"? {data.reason}"} if isinstance(data, OpenObject) else members
    return data


def value_at(value: Val, path: str) -> Val:
    """The member at a dotted path; numbers choose items."""
    for part in path.split(".") if path else ():
        data = value.data
        if isinstance(data, list):
            value = data[int(part)]
        else:
            assert isinstance(data, dict), f"{part} of {data!r}"
            value = data[part]
    return value


def of_kind(reading: Reading, kind: Kind) -> list[Resource]:
    """The resources of a kind that are declared, not only named."""
    return [one for one in reading.resources if one.kind is kind and not one.patch]


def only(reading: Reading, kind: Kind) -> Resource:
    """The one resource of a kind."""
    (found,) = of_kind(reading, kind)
    return found
