"""Whether two values of an argument are the same, where one of them may be a reference or unknown."""

from __future__ import annotations

import re

from aksnet.facts.computed import is_computed
from aksnet.transitions.placing import same_subnet
from aksnet.view import Json, Later, Parameter, Subnet, Unknown, Value

# An attribute that a resource keeps once it is there.
_ID = re.compile(r"(?:^|\.)(?:module\.\S+|\S+\.id)(?:\[[^\]]*\])? is known only once it is deployed\Z")
# What is in a plan where the provider fills it in, and where it is written and not known yet.
FILLED = Unknown("it is known after apply only")
WAITING = Unknown(Later(FILLED.reason))
_SETS = (
    "hours",
    "identity_ids",
    "no_proxy",
    "allowed_unsafe_sysctls",
    "zones",
    "authorized_ip_ranges",
    "outbound_ip_prefix_ids",
    "outbound_ip_address_ids",
)
NOTHING: tuple[object, ...] = (None, "", 0, False, [], {})


def is_nothing(data: object) -> bool:
    """Whether a value says nothing to azurerm: it takes a zero for what is not there."""
    return any(data == one for one in NOTHING)


def equal(path: str, one: Json, other: Json) -> bool:
    """Whether two plain values are the same to azurerm."""
    if is_nothing(one) and is_nothing(other):
        return True
    if path.endswith(_SETS) and isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    if isinstance(one, str) and isinstance(other, int | float) and not isinstance(other, bool):
        return one == str(other)
    return bool(one == other)


def same(path: str, old: Value, new: Value) -> bool | None:
    """Whether nothing changes; None where it cannot be told."""
    if isinstance(old.data, Unknown) and isinstance(new.data, Unknown):
        return True if old.data.same(new.data) else None
    if old.data == new.data:
        return True
    if old.known and new.known:
        return equal(path, old.data, new.data)  # type: ignore[arg-type]
    return _same_subnet(old, new)


def _same_subnet(old: Value, new: Value) -> bool | None:
    """Whether both are one subnet; what is referred to is there for sure, and nothing is none."""
    if any(isinstance(one.data, Subnet) for one in (old, new)) and any(is_nothing(one.data) for one in (old, new)):
        return False
    unknown = any(isinstance(one.data, Unknown | Parameter) for one in (old, new))
    return None if unknown else same_subnet(old.data, new.data)  # type: ignore[arg-type]


def is_later(value: Value) -> bool:
    """Whether azurerm certainly plans with a value that is not known yet.

    A plan says so. In a configuration it is what is surely left to the deployment: the id of what is there already is
    known, and so is what may have a default.
    """
    if not isinstance(value.data, Unknown) or not value.data.later:
        return False
    reason = value.data.reason
    return is_planned(value) or (_ID.search(reason) is None and is_computed(reason))


def is_planned(value: Value) -> bool:
    """Whether it is what a plan knows after apply only."""
    return isinstance(value.data, Unknown) and value.data.reason == FILLED.reason


def is_filled(value: Value) -> bool:
    """Whether it is what a plan knows later, and nobody wrote."""
    return isinstance(value.data, Unknown) and is_planned(value) and not value.data.later


def reason_of(value: Value) -> str:
    """Why a value cannot be told."""
    if isinstance(value.data, Unknown):
        return value.data.reason
    if isinstance(value.data, Parameter):
        return f"{value.data.name} is given only when it is deployed"
    if not isinstance(value.data, Subnet):
        return "it cannot be told"
    unnamed = ", whose name cannot be told" if value.data.sign is not None else ""
    return f"it is the subnet {value.data.name}{unnamed}"


def said(data: Json) -> str | None:
    """A value as people write it; None for nothing."""
    if data is None or data in ("", []):
        return None
    if isinstance(data, bool):
        return str(data).lower()
    return ", ".join(map(str, data)) if isinstance(data, list) else str(data)
