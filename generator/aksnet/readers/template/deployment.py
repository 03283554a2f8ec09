"""Where a template is deployed to: the ids and functions that depend on it, with placeholders for what is open."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from aksnet.expressions.arm import as_text, function_key
from aksnet.expressions.arm_functions.placeholders import CLOSE, OPEN, is_open
from aksnet.expressions.signs import digest
from aksnet.expressions.values import (
    Closure,
    Handle,
    OpenObject,
    RefusedError,
    UndeterminedError,
    Val,
    reason_of,
    unknown,
)
from aksnet.view import Unknown

# How many parts of the values of one configuration are told, and how deep they may be nested.
MAX_PARTS = 400_000
MAX_DEEP = 200

_PLACEHOLDER = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
# An id whose scope is open; from `/providers/` on all of it is known.
_OPEN_ID = re.compile(
    f"/subscriptions/[^/{OPEN}{CLOSE}]*(?:{OPEN}[^{OPEN}{CLOSE}]*{CLOSE})?"
    f"(?:/resourceGroups/[^/{OPEN}{CLOSE}]*(?:{OPEN}[^{OPEN}{CLOSE}]*{CLOSE})?)?(?:/providers/[^{OPEN}{CLOSE}]*)?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")

Function: TypeAlias = Callable[..., Val]


def placeholder(name: str) -> str:
    """What stands for a part of an id that only the deployment knows."""
    return f"{OPEN}{name}{CLOSE}"


class Deployment(NamedTuple):
    """A scope of deployment; `group` is None where it is a subscription, both are where it is above."""

    subscription: str | None = placeholder("subscriptionId")
    group: str | None = placeholder("resourceGroupName")

    @property
    def base(self) -> str:
        """What the ids of its resources begin with."""
        if self.subscription is None:
            return ""
        return f"/subscriptions/{self.subscription}" + (f"/resourceGroups/{self.group}" if self.group else "")

    def of(self, base: Val) -> Deployment:
        """The scope that an id names; where that is unknown, one with placeholders."""
        data = base.data
        if not isinstance(data, str):
            return Deployment()
        parts = data.split("/")
        if len(parts) < 3 or parts[1].lower() != "subscriptions":
            return Deployment(None, None)
        return Deployment(parts[2], parts[4] if len(parts) > 4 else None)

    def functions(self) -> dict[str, Val]:
        """The functions that depend on the scope, by their keys in a scope of names."""
        found: dict[str, Function] = {
            "resourceGroup": self._resource_group,
            "subscription": self._subscription,
            "tenant": _tenant,
            "managementGroup": _management_group,
            "deployment": lambda: Val(_opened({}, "what deployment() says is known only once it is deployed")),
            "environment": lambda: Val(_opened({}, "it differs with the cloud")),
            "resourceId": self._resource_id,
            "subscriptionResourceId": self._subscription_resource_id,
            "tenantResourceId": lambda *values: _typed("", values),
            "managementGroupResourceId": _management_group_resource_id,
            "extensionResourceId": lambda first, *values: _typed(as_text(first), values),
        }
        return {key: Val(Closure(call)) for name, call in found.items() for key in _keys(name)}

    def _resource_group(self, *values: Val) -> Val:
        subscription = self._own_subscription() if len(values) < 2 else _or_open(values[0], "subscriptionId")
        name = _or_open(values[-1], "resourceGroupName") if values else self.group or placeholder("resourceGroupName")
        members = {
            "id": Val(f"/subscriptions/{subscription}/resourceGroups/{name}"),
            "name": values[-1] if values else Val(name),
            "type": Val("Microsoft.Resources/resourceGroups"),
            "location": unknown("the location of the resource group is known only where it is deployed"),
        }
        return Val(_opened(members, "it is a property of the resource group"))

    def _own_subscription(self) -> str:
        return self.subscription or placeholder("subscriptionId")

    def _subscription(self, *values: Val) -> Val:
        own = self._own_subscription()
        name = _or_open(values[0], "subscriptionId") if values else own
        members = {
            "id": Val(f"/subscriptions/{name}"),
            "subscriptionId": values[0] if values else Val(name),
            "tenantId": Val(placeholder("tenantId")),
        }
        return Val(_opened(members, "it is a property of the subscription"))

    def _resource_id(self, *values: Val) -> Val:
        """`resourceId([subscription], [group], type, names…)`."""
        start = _type_at(values)
        base = self.base
        if start == 1:
            base = (
                f"/subscriptions/{self._own_subscription()}/resourceGroups/{_or_open(values[0], 'resourceGroupName')}"
            )
            if self.group is None:
                base = f"/subscriptions/{_or_open(values[0], 'subscriptionId')}"
        if start == 2:
            group = _or_open(values[1], "resourceGroupName")
            base = f"/subscriptions/{_or_open(values[0], 'subscriptionId')}/resourceGroups/{group}"
        return _typed(base, values[start:])

    def _subscription_resource_id(self, *values: Val) -> Val:
        start = _type_at(values)
        subscription = _or_open(values[0], "subscriptionId") if start else self._own_subscription()
        return _typed(f"/subscriptions/{subscription}", values[start:])


def _keys(name: str) -> set[str]:
    return {function_key(name), function_key(name.lower())}


def _opened(members: dict[str, Val], reason: str, sign: str | None = None) -> OpenObject:
    result = OpenObject(members)
    result.reason, result.sign = reason, sign
    return result


def _tenant() -> Val:
    return Val(_opened({"id": Val(""), "tenantId": Val(placeholder("tenantId"))}, "it is a property of the tenant"))


def _management_group(*values: Val) -> Val:
    base = "/providers/Microsoft.Management/managementGroups"
    name = values[0] if values else Val(placeholder("managementGroupName"))
    text = name.data if isinstance(name.data, str) else placeholder("managementGroupName")
    return Val(_opened({"id": Val(f"{base}/{text}"), "name": name}, "it is a property of the management group"))


def _management_group_resource_id(*values: Val) -> Val:
    start = _type_at(values)
    group = _or_open(values[0], "managementGroupName") if start else placeholder("managementGroupName")
    return _typed(f"/providers/Microsoft.Management/managementGroups/{group}", values[start:])


def _or_open(value: Val, name: str) -> str:
    """A text of an id; where it is unknown, a placeholder."""
    if not value.known:
        return placeholder(name)
    return as_text(value)


def _type_at(values: tuple[Val, ...]) -> int:
    """Which of the arguments of resourceId() is the type: the first that has a slash."""
    for number, value in enumerate(values[:3]):
        if isinstance(value.data, str) and "/" in value.data:
            return number
    raise UndeterminedError("the type in a resource id cannot be told")


def _typed(base: str, values: tuple[Val, ...]) -> Val:
    kind = as_text(values[0]) if values else ""
    for value in values[1:]:
        if not value.known:
            return unknown(reason_of(value))
    return Val(resource_id(base, kind, [as_text(value) for value in values[1:]]))


def resource_id(base: str, kind: str, names: list[str]) -> str:
    """The id of a resource by the scope's id, its type and the names of it and what it belongs to."""
    namespace, *types = kind.split("/")
    if len(types) != len(names) or not types:
        raise RefusedError(f"a {kind} does not have {len(names)} names")
    pairs = "".join(f"/{one}/{name}" for one, name in zip(types, names, strict=True))
    return f"{base}/providers/{namespace}{pairs}"


class Outward:
    """Turns values into what is told: ids with `{subscriptionId}`, unknown what else depends on the scope.

    One of them serves a whole configuration, so that its limit is that of all its values.
    """

    def __init__(self) -> None:
        self._left = MAX_PARTS

    def value(self, value: Val, depth: int = 0) -> Val:
        """The value as it is told."""
        self._left -= 1
        if self._left < 0 or depth > MAX_DEEP:
            return unknown("it has too many parts")._replace(at=value.at)
        data = value.data
        if isinstance(data, str):
            return value if not is_open(data) else value._replace(data=self._text(data))
        if isinstance(data, list):
            return value._replace(data=[self.value(item, depth + 1) for item in data])
        if isinstance(data, dict):
            return value._replace(data=self._object(data, depth))
        if isinstance(data, Handle | Closure):
            return unknown("a whole resource is known only once it is deployed")._replace(at=value.at)
        return value

    def _text(self, text: str) -> str | Unknown:
        if _OPEN_ID.fullmatch(text):
            return _PLACEHOLDER.sub(r"{\1}", text)
        return Unknown(f"it depends on the {open_words(text)} of the deployment", sign=digest(text))

    def _object(self, members: dict[str, Val], depth: int) -> dict[str, Val]:
        found = {key: self.value(member, depth + 1) for key, member in members.items() if not is_open(key)}
        if isinstance(members, OpenObject):
            return _opened(found, members.reason, members.sign)
        if len(found) < len(members):
            return _opened(found, "the name of a member depends on the scope of the deployment")
        return found


def open_words(text: str) -> str:
    """What the first placeholder of a text stands for, in words."""
    found = _PLACEHOLDER.search(text)
    return _WORDS.sub(" ", found[1]).lower() if found else "scope"
