"""Attributes as each language writes them: the name that it has there, and the literals before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from aksnet.facts import avm_bicep, avm_terraform
from aksnet.facts.azurerm import CLUSTER, Version, obstacle, spelling
from aksnet.literals import bicep_text, hcl_text, json_text
from aksnet.paths import API_SERVER_SUBNET, AUTHORIZED, IDENTITY, INTEGRATED, LOAD_BALANCER_SKU, PRIVATE, SKU
from aksnet.transitions.azure.states import ACNS
from aksnet.transitions.steps.leg import Attribute
from aksnet.view import Json

PROVISIONING, REGISTRY = "nodeProvisioningProfile.mode", "bootstrapProfile.containerRegistryId"
# The ids of user-assigned identities; and what modules have in place of the type of identity.
IDENTITIES, SYSTEM_ASSIGNED = "identity.userAssignedIdentities", "identity.systemAssigned"
# Arguments that are never written by aksnet, and so are no rows of its table.
_AZURERM: Mapping[str, str] = MappingProxyType(
    {
        LOAD_BALANCER_SKU: "network_profile.load_balancer_sku",
        INTEGRATED: "api_server_access_profile.virtual_network_integration_enabled",
        API_SERVER_SUBNET: "api_server_access_profile.subnet_id",
        PRIVATE: "private_cluster_enabled",
        AUTHORIZED: "api_server_access_profile.authorized_ip_ranges",
        PROVISIONING: "node_provisioning_profile.mode",
        REGISTRY: "bootstrap_profile.container_registry_id",
        IDENTITY: "identity.type",
        IDENTITIES: "identity.identity_ids",
    }
)
_AVM = {
    **{one.path: one.name for one in avm_terraform.CLUSTER},
    SYSTEM_ASSIGNED: "managed_identities.system_assigned",
    IDENTITIES: "managed_identities.user_assigned_resource_ids",
}
_AVM_BICEP = {
    **avm_bicep.CLUSTER,
    "nodeProvisioningProfile": "nodeProvisioningProfile",
    SYSTEM_ASSIGNED: "managedIdentities.systemAssigned",
    IDENTITIES: "managedIdentities.userAssignedResourceIds",
}
_ACNS_PARTS = [f"{ACNS.removesuffix('enabled')}{part}.enabled" for part in ("observability", "security")]
_ACNS_ON = "network_profile.advanced_networking: a block with observability_enabled, security_enabled, or both"
_ACNS_OFF = "network_profile.advanced_networking: no block any more"
NOT_SET = "not set"


def azurerm(attributes: tuple[Attribute, ...], version: Version) -> Iterator[str]:
    """The lines of azurerm's arguments; what one of them has no word for says so."""
    for one in attributes:
        if one.path in _AZURERM:
            yield _line(_AZURERM[one.path], one, hcl_text)
            continue
        if one.path == ACNS:  # the block itself is the switch
            if not any(other.path in _ACNS_PARTS for other in attributes):
                yield _ACNS_ON if one.after else _ACNS_OFF
            continue
        hindrance = obstacle(CLUSTER, one.path, one.after, version)
        if hindrance is not None:
            yield f"{one.path}: azurerm {version} {hindrance.reason}"
            continue
        before, after = (spelling(CLUSTER, one.path, value, version) for value in (one.before, one.after))
        name = after or before
        if name is not None and obstacle(CLUSTER, one.path, one.before, version) is not None and one.before is not None:
            yield f"{name} = {_literal(one.after, hcl_text)}"
        elif name is not None:
            old, new = one.before if before else None, one.after if after else None
            yield _line(name, one._replace(before=old, after=new), hcl_text)


def unsaid(attributes: tuple[Attribute, ...], version: Version) -> bool:
    """Whether azurerm has no word for one of the values."""
    written = (one for one in attributes if one.path not in (*_AZURERM, ACNS, SKU))
    return any(obstacle(CLUSTER, one.path, one.after, version) is not None for one in written)


def azapi(attributes: tuple[Attribute, ...]) -> Iterator[str]:
    """The lines of a body in azapi's words, which are ARM's."""
    return (_line(f"body.{_whole(one.path)}", one, hcl_text) for one in attributes)


def avm_inputs(attributes: tuple[Attribute, ...]) -> Iterator[str]:
    """The lines of inputs of the Terraform module of Azure Verified Modules."""
    return _of_module(attributes, _AVM, hcl_text)


def avm_parameters(attributes: tuple[Attribute, ...]) -> Iterator[str]:
    """The lines of parameters of the Bicep module of Azure Verified Modules."""
    return _of_module(attributes, _AVM_BICEP, bicep_text)


def bicep(attributes: tuple[Attribute, ...]) -> Iterator[str]:
    """The lines of a resource of Bicep."""
    return (_line(_whole(one.path), one, bicep_text) for one in attributes)


def arm(attributes: tuple[Attribute, ...]) -> Iterator[str]:
    """The lines of a resource of an ARM template."""
    return (_line(_whole(one.path), one, json_text) for one in attributes)


def _of_module(
    attributes: tuple[Attribute, ...], names: Mapping[str, str], text: Callable[[str], str]
) -> Iterator[str]:
    for one in attributes:
        around = next((path for path in _around(one.path) if path in names), None)
        if around is None:
            yield f"{one.path}: the module has no input for it"
        else:
            yield _line(names[around] + one.path.removeprefix(around), one, text)


def _around(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]


def _whole(path: str) -> str:
    return path if path.startswith(("sku.", "identity.")) else f"properties.{path}"


def _line(name: str, one: Attribute, text: Callable[[str], str]) -> str:
    after = one.words or _literal(one.after, text)
    return f"{name}: {_literal(one.before, text)} -> {after}"


def _literal(value: Json, text: Callable[[str], str]) -> str:
    match value:
        case None:
            return NOT_SET
        case bool():
            return str(value).lower()
        case str():
            return text(value)
        case list():
            return "[" + ", ".join(_literal(item, text) for item in value) + "]"
        case _:
            return str(value)
