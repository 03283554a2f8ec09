"""The key `network` of a spec: the mode, its ranges, the policy engine, and Advanced Container Networking Services."""

from __future__ import annotations

from aksnet.addresses import network_of, nth_address
from aksnet.facts import service
from aksnet.importing.draft import Draft
from aksnet.importing.plugins import Chosen, Untold, chosen
from aksnet.importing.rows import ACNS, NETWORK
from aksnet.modes import MODES
from aksnet.paths import PLUGIN, POLICY
from aksnet.view import Unknown, Value

_ACNS_ON = "networkProfile.advancedNetworking.enabled"
_BASE = ("network",)


def take_network(draft: Draft) -> None:
    """Say the mode and its settings; a mode that cannot be told is to be filled in."""
    mode = chosen(draft.view)
    plugin = mode.plugin if isinstance(mode, Chosen) else _stand_in(draft)
    if isinstance(mode, Untold):
        _open(draft, mode, plugin)
    else:
        _put(draft, mode)
    fields = MODES[plugin].model_fields
    for row in NETWORK:
        if str(row.path[1]) in fields and not _is_ciliums_own(draft, row.arm, plugin):
            draft.take(row)
    for kind in ("pod", "service"):
        if f"{kind}_cidr" in fields:
            _take_ranges(draft, kind)
    _take_dns(draft)
    if "acns" in fields:
        _take_acns(draft)


def _stand_in(draft: Draft) -> str:
    """The mode that stands for one that cannot be told, in the proof: one that has what is said beside it."""
    cilium = draft.view.text(POLICY) == "cilium" or draft.view.known(_ACNS_ON) is True
    return "cilium" if cilium else "overlay"


def _open(draft: Draft, mode: Untold, stand: str) -> None:
    value = mode.value
    if mode.arm != PLUGIN and isinstance(value.data, Unknown):  # what decides it is another value
        value = value._replace(data=value.data._replace(sign=None))
    draft.open((*_BASE, "plugin"), (None, PLUGIN), value, "network_plugin", stand)
    draft.remark((*_BASE, "plugin"), f"one of {', '.join(MODES)}")
    why = mode.value.data.reason if isinstance(mode.value.data, Unknown) else ""
    draft.leave((None, mode.arm), draft.view.values.get(mode.arm), why)


def _put(draft: Draft, mode: Chosen) -> None:
    draft.put((*_BASE, "plugin"), mode.plugin)
    if mode.ipam is not None and mode.ipam != "overlay":
        draft.put((*_BASE, "ipam"), mode.ipam)
    if mode.allocation is not None:
        draft.put((*_BASE, "allocation"), mode.allocation)


def _is_ciliums_own(draft: Draft, arm: str, plugin: str) -> bool:
    """Whether it is the engine that a mode has without a word."""
    return plugin == "cilium" and arm == POLICY and draft.view.text(POLICY) == "cilium"


def _take_ranges(draft: Draft, kind: str) -> None:
    """The one range, or the list of them where there are several or only a list is said."""
    one, several = f"networkProfile.{kind}Cidr", f"networkProfile.{kind}Cidrs"
    single, many = (draft.view.values.get(arm) if (None, arm) not in draft.computed else None for arm in (one, several))
    if many is not None and not (single is not None and many.known and many.data == [single.data]):
        _take_range(draft, several, f"{kind}_cidrs", many)
        draft.kept.update({(None, one)} if (None, several) in draft.kept else ())
    elif single is not None:
        _take_range(draft, one, f"{kind}_cidr", single)


def _take_range(draft: Draft, arm: str, field: str, value: Value) -> None:
    if value.implied:
        return
    if value.known:
        draft.put((*_BASE, field), value.data)  # type: ignore[arg-type]
    else:
        draft.open((*_BASE, field), (None, arm), value, field)


def _take_dns(draft: Draft) -> None:
    """The address of the DNS service, where it is not the tenth that aksnet states."""
    arm = "networkProfile.dnsServiceIP"
    value = draft.view.values.get(arm)
    if value is None or (None, arm) in draft.computed:
        return
    path = (*_BASE, "dns_service_ip")
    if not value.known:
        draft.open(path, (None, arm), value, "dns_service_ip")
    elif value.data != _tenth(draft):
        draft.put(path, value.data)  # type: ignore[arg-type]


def _tenth(draft: Draft) -> str | None:
    """What aksnet states; None where the range is to be filled in, or is none."""
    said = [draft.keys.get((*_BASE, "service_cidr")), draft.keys.get((*_BASE, "service_cidrs"))]
    first = next((one[0] if isinstance(one, list) else one for one in said if one), service.SERVICE_CIDR)
    try:
        tenth = nth_address(network_of(str(first)), service.DNS_ADDRESS)
    except ValueError:
        return None
    return str(tenth) if tenth is not None else None


def _take_acns(draft: Draft) -> None:
    on = draft.view.values.get(_ACNS_ON)
    if on is None or on.data is False:
        return
    if on.data is not True:
        draft.open((*_BASE, "acns"), (None, _ACNS_ON), on, "acns")
    elif not draft.take_all(ACNS):
        draft.put((*_BASE, "acns"), {})
