"""What Terraform says of its own plan or state: who made it and when, and in a plan its words for each resource."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.configuration import Made, Planned
from aksnet.errors import Problem
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal, Node, Object, Spread
from aksnet.readers.outputs.json_values import elements, is_null, member, members, text_of
from aksnet.readers.outputs.terraform_instances import (
    address_of,
    blocks_of,
    changes_of,
    is_cluster,
    is_plan,
    is_read,
    only_refreshes,
)

# What an action is called that only takes a resource out of the state.
_FORGET = ("forget",)
_PROVIDER = re.compile(r'"provider(?:_name)?"\s*:\s*"(?:provider\[\\")?([\w./-]+)')


def made_of(root: Node) -> Made:
    """Which tool made a plan or a state, and when."""
    serial = member(root, "serial")
    number = serial.value if isinstance(serial, Literal) and isinstance(serial.value, int) else None
    kind = "plan" if is_plan(root) else "state"
    version, when, lineage = (text_of(member(root, key)) for key in ("terraform_version", "timestamp", "lineage"))
    return Made(kind, version, when, number, lineage)


def providers_in(source: Source) -> tuple[str, ...]:
    """The providers whose resources a plan or a state has, by their names."""
    return tuple(sorted({found.rpartition("/")[2] for found in _PROVIDER.findall(source.text)}))


def planned_of(root: Node) -> Iterator[tuple[str, Planned]]:
    """Terraform's own words for each resource, by its address."""
    blocks = blocks_of(root)
    for change in changes_of(root):
        address = address_of(change)
        if address is not None:
            yield address, _planned(change)._replace(blocks=blocks.get(address))


def forgotten(root: Node) -> frozenset[str]:
    """The addresses of resources that are only taken out of the state: nothing happens to them."""
    return frozenset(address for address, planned in planned_of(root) if planned.actions == _FORGET)


def notes_of(root: Node, source: Source) -> Iterator[Problem]:
    """What is worth knowing of a plan though nothing is wrong with it."""
    if only_refreshes(root):
        message = "this plan only takes into the state what is there, and changes nothing"
        yield Problem(message, source.place(members(root)["planned_values"].at))
    for key in ("resource_drift", "resource_changes"):
        for change in elements(member(root, key)):
            if isinstance(change, Object) and is_read(change) and (text := _said(change, key)) is not None:
                yield Problem(text, source.place(change.at))


def _said(change: Object, key: str) -> str | None:
    """What is to be told of a change."""
    address, actions = text_of(member(change, "address")) or "?", _planned(change).actions
    if key == "resource_drift":
        drifted = actions not in ((), ("no-op",))
        return f"{address} was changed outside of Terraform since its last run" if drifted else None
    if not is_null(member(change, "deposed")):
        if is_cluster(change):
            return None  # it is told as what is deleted
        return f"an older object of {address}, which a replacement left behind, is still to be destroyed"
    if actions == _FORGET:
        return f"{address} is only taken out of the state: nothing happens to it"
    return None


def _planned(change: Object) -> Planned:
    inner = member(change, "change")
    actions = tuple(text for one in elements(member(inner, "actions")) if (text := text_of(one)) is not None)
    paths = (_path(one) for one in elements(member(inner, "replace_paths")))
    return Planned(
        actions,
        tuple(dict.fromkeys(path for path in paths if path)),
        text_of(member(change, "action_reason")),
        text_of(member(change, "previous_address")),
        imported=isinstance(member(inner, "importing"), Object),
        deposed=not is_null(member(change, "deposed")),
    )


def _path(node: Node | Spread) -> str:
    """A path without the numbers of blocks: network_profile.pod_cidr."""
    return ".".join(text for step in elements(node) if (text := text_of(step)) is not None)
