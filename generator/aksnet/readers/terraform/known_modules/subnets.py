"""What calls of network modules say of a subnet in lists of objects: the services that it is delegated or open to."""

from __future__ import annotations

from aksnet.expressions.values import Val, reason_of, unknown
from aksnet.readers.terraform.known_modules.rows import member


def delegated(value: Val) -> Val:
    """The services of a list of delegations, each with a `service_delegation` that has a name."""
    return _named(value, ("service_delegation", "name"))


def services(value: Val) -> Val:
    """The services of a list of texts, or of objects with a `service`."""
    return _named(value, ("service",))


def _named(value: Val, names: tuple[str, ...]) -> Val:
    if not isinstance(value.data, list):
        return value if not value.known else unknown("it is no list")._replace(at=value.at)
    return value._replace(data=[_text(item, names) for item in value.data])


def _text(item: Val, names: tuple[str, ...]) -> Val:
    found: Val | None = item
    for name in names:
        if found is None or isinstance(found.data, str):
            break
        found = member(found, name)
    if found is None or (found.known and not isinstance(found.data, str)):
        return unknown("it names no service")._replace(at=item.at)
    return found if found.known else unknown(reason_of(found))._replace(at=item.at)
