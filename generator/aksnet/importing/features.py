"""What a spec says of a cluster beside its network and its pools: identity, API server, hosted nodes, add-ons."""

from __future__ import annotations

from aksnet.importing.draft import Draft
from aksnet.importing.references import has_vnet, take_reference
from aksnet.importing.rows import ADDON_PARTS, ADDONS, AFTER_NETWORK, API_SERVER, HOSTED, Row
from aksnet.paths import API_SERVER_SUBNET, HOSTED_NODES, IDENTITY, INTEGRATED
from aksnet.spec.placeholders import is_placeholder
from aksnet.view import Subnet, Unknown, Value

_PRINCIPAL = "servicePrincipalProfile.clientId"
_ACI_SUBNET = "addonProfiles.aciConnectorLinux.config.SubnetName"
_NAMES = "a spec takes names of subnets of its VNet here"
# Add-ons that are a mapping of a spec, with what says that they are on.
_MAPPINGS = {"application_gateway_for_containers": True, "virtual_node": True, "istio": "Istio"}


def take_identity(draft: Draft) -> None:
    """Say what the cluster acts as: a service principal where it has no identity."""
    value = draft.view.values.get(IDENTITY)
    principal = draft.view.values.get(_PRINCIPAL)
    if value is not None:
        draft.take(Row(("identity",), IDENTITY))
    elif principal is not None and principal.data != "msi" and draft.view.absent("identity"):
        draft.put(("identity",), "ServicePrincipal")
        draft.kept.add((None, _PRINCIPAL))


def take_hosted(draft: Draft) -> None:
    """Say the subnets of an Automatic cluster."""
    if draft.view.absent(HOSTED_NODES):
        return
    if not has_vnet(draft):
        for row in HOSTED[:2]:
            if row.arm in draft.view.values:
                draft.leave(
                    (None, row.arm), draft.view.values[row.arm], "a spec takes names of subnets of its VNet here"
                )
        return
    for row in HOSTED:
        value = draft.view.values.get(row.arm)
        if value is not None and isinstance(value.data, Subnet):
            take_reference(draft, row)
        else:
            reason = "the spec takes the name of a subnet of its VNet here"
            told = value if value is not None and isinstance(value.data, Unknown) else None
            named = told or Value(Unknown(reason), place=draft.view.place)
            stand = next(iter(draft.view.vnet.subnets), None) if draft.view.vnet is not None else None
            draft.open(row.path, (None, row.arm), named, str(row.path[-1]), stand)
    draft.kept.add((None, INTEGRATED))


def take_api_server(draft: Draft) -> None:
    """Say how the API server is reached."""
    hosted = ("hosted_system", "api_server_subnet") in draft.keys
    for row in API_SERVER:
        if row.arm == API_SERVER_SUBNET:
            if not hosted:
                take_reference(draft, row)
        elif not (hosted and row.arm == INTEGRATED):
            draft.take(row)
            if row.arm == INTEGRATED and is_placeholder(draft.keys.get(row.path)):
                draft.stands[row.path] = True  # so that there may be a subnet


def take_rest(draft: Draft) -> None:
    """Say what is one key each, then the add-ons."""
    draft.take_all(AFTER_NETWORK)
    for row in ADDONS:
        _take_addon(draft, row)
    for rule in draft.view.ignores:
        draft.put(("ignore", rule.rule), rule.reason)


def _take_addon(draft: Draft, row: Row) -> None:
    name = str(row.path[-1])
    value = draft.view.values.get(row.arm)
    if name in _MAPPINGS and value is not None and value.data == _MAPPINGS[name]:
        draft.put(row.path, {})
        _take_parts(draft, row)
    else:
        draft.take(row)


def _take_parts(draft: Draft, row: Row) -> None:
    for part in ADDON_PARTS:
        if part.path[:-1] != row.path:
            continue
        if part.path[-1] == "subnet":
            take_reference(draft, part)
        elif _has_egress_gateway(draft.view.known(part.arm)):
            draft.put(part.path, True)
    bare = draft.view.text(_ACI_SUBNET)
    vnet = draft.view.vnet
    if row.path[-1] == "virtual_node" and vnet is not None and has_vnet(draft) and bare in vnet.subnets:
        draft.put((*row.path, "subnet"), bare)


def _has_egress_gateway(data: object) -> bool:
    items = data if isinstance(data, list) else []
    return any(isinstance(one, dict) and one.get("enabled") is True for one in items)
