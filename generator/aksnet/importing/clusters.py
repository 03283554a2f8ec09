"""One cluster of any reader as a spec that means the same."""

from __future__ import annotations

import re

from aksnet.configuration import Cluster, Configuration, Entry, Network
from aksnet.importing.draft import Draft
from aksnet.importing.features import take_api_server, take_hosted, take_identity, take_rest
from aksnet.importing.imported import Imported
from aksnet.importing.networks import take_network
from aksnet.importing.outbound import refuse_implications, take_outbound
from aksnet.importing.pools import take_pools
from aksnet.importing.proving import prove
from aksnet.importing.refusing import settled
from aksnet.importing.rows import BEFORE_NETWORK
from aksnet.importing.surroundings import take_surroundings
from aksnet.importing.vnets import take_vnet
from aksnet.paths import SKU, group_of
from aksnet.transitions import Maker
from aksnet.view import ClusterView, Unknown, Value

_COUNTED = ("count", "for_each")
_LOCATION, _PREFIX, _TIER = "location", "dnsPrefix", "sku.tier"


def imported(view: ClusterView, maker: Maker, configuration: Configuration) -> Imported:
    """The spec of a cluster of a configuration, with what is to be filled in and what cannot be said.

    `maker` is the tool that makes it, by which the spec is proved to change nothing. Raises SpecError for a cluster of
    which no spec can be made.
    """
    draft = Draft(view, _network_of(view, configuration))
    _take_name(draft, configuration)
    _take_head(draft)
    take_network(draft)
    take_outbound(draft)
    take_vnet(draft, configuration)
    take_surroundings(draft, configuration)
    take_pools(draft)
    take_hosted(draft)
    take_api_server(draft)
    take_rest(draft)
    refuse_implications(draft)
    prove(draft, settled(draft), maker)
    _tell_whether(draft, configuration)
    return Imported(draft.spec(), draft.remarks, tuple(draft.opens), tuple(draft.left), tuple(draft.given))


def _network_of(view: ClusterView, configuration: Configuration) -> Network | None:
    """The network that the cluster is in, as it was read."""
    vnet = view.vnet
    if vnet is None or vnet.address is None:
        return None
    same = (one for one in configuration.networks if one.address == vnet.address and one.place == vnet.place)
    return next(same, None)


def _take_name(draft: Draft, configuration: Configuration) -> None:
    view = draft.view
    if view.named:
        draft.put(("name",), view.name)
        return
    cluster = _cluster_of(configuration, view)
    entry = cluster.values.get("name") if cluster is not None else None
    said = entry if entry is not None and isinstance(entry.data, Unknown) else Entry(Unknown("its name cannot be told"))
    draft.open(("name",), (None, "name"), Value(said.data, place=said.place or view.place), "cluster_name", "aks")  # type: ignore[arg-type]


def _cluster_of(configuration: Configuration, view: ClusterView) -> Cluster | None:
    return next((one for one in configuration.clusters if _is_of(one, view)), None)


def _tell_whether(draft: Draft, configuration: Configuration) -> None:
    """Tell that it may not be there, where Terraform's count does not tell it already."""
    cluster = _cluster_of(configuration, draft.view)
    told = any(one.arm in _COUNTED for one in draft.left)
    if cluster is not None and cluster.exists is not None and not told:
        why = f"it may not be there, and a cluster of a spec always is: {cluster.exists}"
        draft.leave((None, "condition"), None, why)


def _is_of(cluster: Cluster, view: ClusterView) -> bool:
    return view.declared is not None and cluster.address == view.declared.address and cluster.place == view.place


def _take_head(draft: Draft) -> None:
    """What stands above the network."""
    _take_location(draft)
    _take_group(draft)
    _take_prefix(draft)
    _take_tags(draft)
    version, *others = BEFORE_NETWORK
    draft.take(version)
    automatic = draft.view.text(SKU) == "Automatic"
    if automatic:
        draft.put(("sku",), "automatic")
    draft.take_all(others)
    if automatic and draft.view.text(_TIER) == "Free":  # aksnet would state another: fact AUTO-01
        draft.put(("tier",), "Free")
    take_identity(draft)


def _take_location(draft: Draft) -> None:
    """Its region; where that cannot be told, whoever deploys gives it."""
    value = draft.view.told(_LOCATION)
    if value is None:
        return
    if isinstance(value.data, Unknown):
        draft.kept.add((None, _LOCATION))
        draft.give(_LOCATION, value if value.place is not None else value._replace(place=draft.view.place))
    else:
        draft.put(("location",), re.sub(r"[ -]", "", str(value.data)).lower())


def _take_group(draft: Draft) -> None:
    """Its resource group; where that cannot be told, whoever deploys gives it."""
    group, declared = group_of(draft.view), draft.view.declared
    written = declared.written.get("resource_group_name") if declared is not None else None
    if group is not None:
        draft.put(("resource_group",), group)
    elif written is not None and isinstance(written.data, Unknown):
        draft.give("resource_group", written)


def _take_tags(draft: Draft) -> None:
    """Its tags, which azurerm's words have alone."""
    declared = draft.view.declared
    written = declared.written.get("tags") if declared is not None and declared.by_azurerm else None
    value = draft.view.values.get("tags", written)
    if value is not None and isinstance(value.data, dict) and value.data:
        draft.put(("tags",), value.data)
    elif value is not None and isinstance(value.data, Unknown):
        draft.leave((None, "tags"), value, value.data.reason)


def _take_prefix(draft: Draft) -> None:
    """Its DNS prefix, where it is not the one that aksnet makes of the name."""
    value = draft.view.values.get(_PREFIX)
    if value is None:
        return
    made = draft.view.name.replace("_", "-")[:54].strip("-") if draft.view.named else None
    if isinstance(value.data, Unknown):
        draft.open(("dns_prefix",), (None, _PREFIX), value, "dns_prefix")
    elif value.data != made:
        draft.put(("dns_prefix",), str(value.data))
