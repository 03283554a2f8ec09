"""A call of the Terraform module of Azure Verified Modules: avm.tf, and the same arguments as values of variables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import avm_terraform
from aksnet.facts.avm_terraform import Input, kept_of_automatic_pool
from aksnet.paths import SKU
from aksnet.targets import hcl
from aksnet.targets.callers import IDENTITY, Caller, caller
from aksnet.targets.files import JSON_MEMBER, Rendered
from aksnet.targets.printing import Code, print_template
from aksnet.targets.properties import autoscaled, resolved, sku, split_pools
from aksnet.targets.surroundings import tags_of
from aksnet.view import ClusterView, PoolView, Value, Values, nest

_PARENT_SAYS = "ARM id of the resource group that the cluster is in."
_LOCATION_SAYS = "Region of the cluster."
_FURTHER_POOL = (*avm_terraform.FURTHER_POOL, *avm_terraform.POOL)
_CLUSTER = {one.path: one.name for one in (*avm_terraform.CLUSTER, *avm_terraform.WRITTEN)}
# The module takes a new password only with a new version of it.
_PASSWORD, _PASSWORD_VERSION = "windows_profile_password", "windows_profile_password_version"


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The call; and its values in a file of their own, where none of them refers to something else."""
    needed = caller(cluster, dialect, "parent_id", "location")
    arguments = _arguments(cluster, dialect, needed)
    names = {
        "source": avm_terraform.SOURCE,
        "version": str(avm_terraform.RELEASE),
        "variables": _variables(cluster, needed),
        "short_circuit": [Code(number) for number in avm_terraform.SHORT_CIRCUIT],
        "arguments": [(Code(name), value) for name, value in arguments.items()],
    }
    text = hcl.layout(print_template("terraform", "inputs/avm.tf.j2", hcl.encode, names))
    call = Rendered("avm.tf", "terraform", text, "#")
    return (call,) if any(dialect.references(cluster)) else (call, _values_file(arguments))


def _values_file(arguments: dict[str, Any]) -> Rendered:
    """The arguments that are values: the others the module asks for, or the caller gives them beside the file."""
    values = {name: value for name, value in arguments.items() if not _refers(value)}
    text = json.dumps(values, indent=2, ensure_ascii=False) + "\n"
    return Rendered("avm.tfvars.json", "terraform", text, JSON_MEMBER, shown="no")


def _refers(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(_refers(one) for one in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, Code)


def _arguments(cluster: ClusterView, dialect: Dialect, needed: Caller) -> dict[str, Any]:
    inline, further = split_pools(cluster)
    arguments: dict[str, Any] = {
        "name": cluster.name,
        "location": cluster.text("location") or Code("var.location"),
        "parent_id": Code("var.parent_id"),
    }
    optional = {
        "tags": tags_of(cluster),
        "sku": sku(cluster),
        "managed_identities": {"user_assigned_resource_ids": [Code(f"var.{IDENTITY}")]}
        if needed.around.owns_identity
        else None,
    }
    arguments |= {name: value for name, value in optional.items() if value}
    for name, value in _given(_CLUSTER, dialect.values(cluster), needed).items():
        arguments[name] = value
        if name == _PASSWORD:
            arguments[_PASSWORD_VERSION] = "1"
    if inline is not None:
        arguments["default_agent_pool"] = _pool(_first_rows(cluster), inline, dialect, needed)
    if further:
        pools = {pool.name: _pool(_FURTHER_POOL, pool, dialect, needed) for pool in further}
        arguments["agent_pools"] = pools
    return arguments


def _first_rows(cluster: ClusterView) -> Iterable[Input]:
    """The members of the first pool: of an Automatic cluster those that the module does not send too late."""
    automatic = cluster.text(SKU) == "Automatic"
    rows = (*avm_terraform.DEFAULT_POOL, *avm_terraform.POOL)
    return (one for one in rows if not automatic or kept_of_automatic_pool(one.path))


def _pool(rows: Iterable[Input], pool: PoolView, dialect: Dialect, needed: Caller) -> dict[str, Any]:
    """A pool's members; the module has no number of nodes beside the bounds of the autoscaler."""
    table = {one.path: one.name for one in rows}
    values = dialect.pool_values(pool)
    return _given(table, {path: values[path] for path in values if path != "count" or not autoscaled(pool)}, needed)


def _given(table: dict[str, str], values: Values, needed: Caller) -> dict[str, Any]:
    return nest({table[path]: _value(value, needed) for path, value in values.items() if path in table})


def _value(value: Value, needed: Caller) -> Any:
    return resolved(value, lambda reference: Code(f"var.{needed.name_of(reference)}"))


def _variables(cluster: ClusterView, needed: Caller) -> list[dict[str, Any]]:
    rows = [("parent_id", _PARENT_SAYS, False)]
    if cluster.text("location") is None:
        rows.append(("location", _LOCATION_SAYS, False))
    return [
        {"name": name, "type": Code("string"), "description": says, "secret": secret, "default": None}
        for name, says, secret in (*rows, *needed.asked)
    ]
