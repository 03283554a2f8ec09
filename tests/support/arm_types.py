"""What an ARM resource says, leaf by leaf, and what two sources allow it to say."""

from __future__ import annotations

from collections.abc import Iterator
from enum import EnumMeta
from typing import Any, Union, get_args, get_origin, get_type_hints

from azure.mgmt.containerservice import models
from azure.mgmt.containerservice.models import _models


def leaves(tree: dict[str, Any], base: str = "") -> Iterator[tuple[str, Any]]:
    """Every path in a body with its value, the inner ones too; `[]` stands for a list's items."""
    for key, value in tree.items():
        yield from _leaves(value, f"{base}{key}")


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, dict):
        yield from leaves(value, f"{path}.")
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, f"{path}[]")


def assert_in_sdk(body: dict[str, Any], model: type[Any], where: str) -> None:
    """Hold a body against a model of azure-mgmt-containerservice: names, enum values, plain types."""
    hints = get_type_hints(model, {**vars(_models), "_models": models})
    fields = {field._rest_name: hints[name] for name, field in _rest_fields(model).items()}
    for key, value in body.items():
        assert key in fields, f"{where} has no property {key}"
        _assert_value(value, fields[key], f"{where}.{key}")


def _rest_fields(model: type[Any]) -> dict[str, Any]:
    fields: dict[str, Any] = type(model())._attr_to_rest_field  # filled when the first instance is made
    return fields


def _assert_value(value: Any, hint: Any, where: str) -> None:
    options = [one for one in get_args(hint) if one is not type(None)] if get_origin(hint) is Union else [hint]
    enums = [one for one in options if isinstance(one, EnumMeta)]
    if isinstance(value, str) and value.startswith("["):
        return
    if enums:
        assert value in [member.value for one in enums for member in one], f"{where} is {value!r}"
        return
    (option,) = options
    if isinstance(value, dict) and isinstance(option, type):
        assert_in_sdk(value, option, where)
    elif isinstance(value, list):
        assert get_origin(option) is list, f"{where} is no list"
        for item in value:
            _assert_value(item, get_args(option)[0], f"{where}[]")
    elif not isinstance(value, dict):
        assert type(value) is option, f"{where} is {value!r}, not {option}"


__all__ = ["assert_in_sdk", "leaves", "models"]
