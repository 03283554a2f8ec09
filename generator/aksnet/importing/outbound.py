"""The key `outbound` of a spec: the type, and the settings of its load balancer or NAT gateway."""

from __future__ import annotations

from aksnet.importing.draft import Draft
from aksnet.importing.references import ids_of
from aksnet.importing.rows import OUTBOUND, Row
from aksnet.paths import OUTBOUND as TYPE
from aksnet.paths import PRIVATE
from aksnet.spec.outbound import OUTBOUND_TYPES
from aksnet.view import Unknown

_TYPE = ("outbound", "type")
_ARTIFACTS = "bootstrapProfile.artifactSource"
# One gateway with two names: fact OUT-10.
_SECOND = "managedNATGatewayV2"


def take_outbound(draft: Draft) -> None:
    """Say how traffic leaves the cluster, where somebody did."""
    value = draft.view.values.get(TYPE)
    if value is not None and isinstance(value.data, Unknown):
        draft.open(_TYPE, (None, TYPE), value, "outbound_type", "loadBalancer")
        return
    said = None if value is None or (value.implied and not _has_settings(draft, str(value.data))) else value
    kind = str(said.data) if said is not None else "loadBalancer" if _has_settings(draft, "loadBalancer") else None
    if kind is None:
        return
    if kind != _SECOND and kind not in OUTBOUND_TYPES:
        draft.leave((None, TYPE), said, "a spec has no such outbound type")
        return
    draft.put(_TYPE, "managedNATGateway" if kind == _SECOND else kind)
    for row in OUTBOUND.get("managedNATGateway" if kind == _SECOND else kind, ()):
        _take(draft, row)
    if kind == _SECOND:
        draft.put(("outbound", "sku"), "StandardV2")
    if draft.view.next_hop is not None:
        draft.put(("outbound", "next_hop_ip_address"), draft.view.next_hop)


def _has_settings(draft: Draft, kind: str) -> bool:
    values = (draft.view.values.get(row.arm) for row in OUTBOUND.get(kind, ()))
    return any(one is not None and not one.implied for one in values)


def _take(draft: Draft, row: Row) -> None:
    value = draft.view.values.get(row.arm)
    if value is None or not isinstance(value.data, list):
        draft.take(row)
        return
    ids = ids_of(value.data)
    if ids is not None:
        draft.put(row.path, ids)
    else:
        told = value._replace(data=Unknown("not all of its ids can be told", sign=f"{row.arm} {value.data}"))
        draft.open(row.path, (None, row.arm), told, str(row.path[-1]))


def refuse_implications(draft: Draft) -> None:
    """Say what a cluster without a way out does not have, because aksnet would state it (facts TF-04, ISO-01)."""
    if draft.keys.get(_TYPE) != "none":
        return
    for arm, path, data in (
        (_ARTIFACTS, ("artifact_source",), "Direct"),
        (PRIVATE, ("api_server", "enable_private_cluster"), False),
    ):
        if path not in draft.keys and (draft.view.absent(arm) or draft.view.known(arm) == data):
            draft.put(path, data)
