"""ARM templates evaluated far enough to compare them: the functions that aksnet writes, over given parameters.

What only a deployment knows (`reference`) stays a text beginning with `[`.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
GROUP = "group"
LOCATION = "westeurope"
_GROUP_ID = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}"
_TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|(\w+)|([(),.\[\]]))")


def evaluate(template: dict[str, Any], given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The template's resources with every expression replaced by its value, and the `id` of each."""
    parameters: dict[str, Any] = {}
    for name, parameter in template["parameters"].items():
        value = (given or {}).get(name, parameter.get("defaultValue", f"<{name}>"))
        parameters[name] = _value(value, parameters)
    resources = [_value(resource, parameters) for resource in template["resources"]]
    for resource in resources:
        resource["id"] = _resource_id(resource)
    return resources


def _resource_id(resource: dict[str, Any]) -> str:
    provider, *types = resource["type"].split("/")
    names = resource["name"].split("/")
    tail = "/".join(f"{kind}/{name}" for kind, name in zip(types, names, strict=True))
    group = f"/subscriptions/{resource.get('subscriptionId', SUBSCRIPTION)}/resourceGroups/" + resource.get(
        "resourceGroup", GROUP
    )
    return f"{resource.get('scope', group)}/providers/{provider}/{tail}"


def _value(data: Any, parameters: dict[str, Any]) -> Any:
    match data:
        case dict() if "$schema" in data:
            return data  # a nested template, whose expressions are its own
        case dict():
            return {_value(key, parameters): _value(item, parameters) for key, item in data.items()}
        case list():
            return [_value(item, parameters) for item in data]
        case str() if data.startswith("[[") and data.endswith("]"):
            return data[1:]
        case str() if data.startswith("[") and data.endswith("]"):
            return _Expression(data[1:-1], parameters).whole()
    return data


class _Expression:
    """A recursive reading of one expression."""

    def __init__(self, text: str, parameters: dict[str, Any]) -> None:
        self.tokens = [match.groups() for match in _TOKEN.finditer(text)]
        assert "".join(match[0] for match in _TOKEN.finditer(text)) == text, f"not understood: {text}"
        self.parameters = parameters
        self.at = 0

    def whole(self) -> Any:
        value = self.read()
        assert self.at == len(self.tokens)
        return value

    def punctuation(self) -> str | None:
        return self.tokens[self.at][2] if self.at < len(self.tokens) else None

    def read(self) -> Any:
        text, word, _ = self.tokens[self.at]
        self.at += 1
        if text is not None:
            return text.replace("''", "'")
        if word.isdigit():
            return int(word)
        value = self.call(word)
        while self.punctuation() in (".", "["):
            index = self.punctuation() == "["
            self.at += 1
            key = self.read() if index else self.tokens[self.at][1]
            self.at += 1
            value = value if isinstance(value, str) else value[key]
        return value

    def call(self, name: str) -> Any:
        assert self.punctuation() == "(", f"{name} is not called"
        arguments = []
        self.at += 1
        while self.punctuation() != ")":
            arguments.append(self.read())
            if self.punctuation() == ",":
                self.at += 1
        self.at += 1
        return self.function(name, arguments)

    def function(self, name: str, arguments: list[Any]) -> Any:
        match name, arguments:
            case "parameters", [parameter]:
                return self.parameters[parameter]
            case "format", [text, *rest]:
                return re.sub(r"\{(\d+)\}", lambda found: str(rest[int(found[1])]), text)
            case "resourceGroup", []:
                return {"location": LOCATION, "id": _GROUP_ID, "name": GROUP}
            case "resourceId", [*parts]:
                return _id(parts)
            case "subscriptionResourceId", [kind, resource]:
                return f"/subscriptions/{SUBSCRIPTION}/providers/{kind}/{resource}"
            case "extensionResourceId", [scope, kind, resource]:
                return f"{scope}/providers/{kind}/{resource}"
            case "uniqueString" | "guid", parts:
                hashed = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts))
                return str(hashed) if name == "guid" else hashed.hex[:13]
            case "split", [text, separator]:
                return text.split(separator) if separator in text else [f"<{text}[{n}]>" for n in range(11)]
            case "reference", [resource, *_]:
                return f"[reference({resource})"
        raise AssertionError(f"the function {name} is not one that aksnet writes")


def _id(parts: list[Any]) -> str:
    """`resourceId`, with a subscription and a group before the type or without."""
    group = _GROUP_ID
    while "/" not in parts[0]:
        subscription, name = parts[:2]
        group, parts = f"/subscriptions/{subscription}/resourceGroups/{name}", parts[2:]
    provider, *kinds = parts[0].split("/")
    tail = "/".join(f"{kind}/{name}" for kind, name in zip(kinds, parts[1:], strict=True))
    return f"{group}/providers/{provider}/{tail}"
