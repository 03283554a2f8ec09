"""52x: what a module of a registry would make of the arguments that are written for it."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.dialects import Dialect
from aksnet.facts import arm, avm_bicep, avm_terraform
from aksnet.facts.sources import ARM_REFERENCE, AVM_CLUSTER, AVM_TERRAFORM
from aksnet.findings import Severity
from aksnet.paths import OUTBOUND, PLANE, SKU
from aksnet.rules.arm_members import named
from aksnet.rules.automatic import PRESET
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.expressing import shown, written
from aksnet.rules.not_written import needs_rights
from aksnet.view import ClusterView, Origin, Parameter, Value

BICEP = named(avm_bicep.SOURCE)
TERRAFORM = f"the module {avm_terraform.SOURCE.split('/')[1]} {avm_terraform.RELEASE}"
_TERRAFORM_CLUSTER = {one.path for one in (*avm_terraform.CLUSTER, *avm_terraform.WRITTEN)}
_TERRAFORM_POOL = {one.path for one in (*avm_terraform.FURTHER_POOL, *avm_terraform.POOL)}


@rule(
    "AKN520",
    "module-cannot-say",
    "choose --emit cluster, which does without the module",
    AVM_CLUSTER,
    AVM_TERRAFORM,
    answer="Nothing is written: the module would drop the setting or send another one, and tell nobody.",
    facts=("TF-10",),
)
def module_cannot_say(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A module of Azure Verified Modules drops the setting, or sends something else.

    Such a module has parameters of its own and one API version, and decides some things whatever it is given. That of
    Bicep makes every cluster with Cilium overlay. That of Terraform makes a system pool always, and leaves most of the
    network and of its first pool out of a cluster of the sku Automatic. Terraform drops members of an object that the
    module has not declared without a word. Where the module sends just what the spec has, nothing is lost, and nothing
    is said.
    """
    for dialect in context.dialects:
        if dialect.emit == "inputs":
            yield from _lost(cluster, dialect)


def _lost(cluster: ClusterView, dialect: Dialect) -> Iterator[Hit]:
    if dialect.target == "bicep":
        yield from _without_parameter(cluster, dialect)
        yield from _with_cilium(cluster)
    else:
        yield from _without_input(cluster, dialect)
        yield from _of_automatic(cluster, dialect)


def _without_parameter(cluster: ClusterView, dialect: Dialect) -> Iterator[Hit]:
    for of_pool, path, value in written(cluster, dialect):
        if avm_bicep.parameter(avm_bicep.POOL if of_pool else avm_bicep.CLUSTER, path) is None:
            yield Hit(f"{shown(path, value)}: {BICEP} has no parameter for it", value.place)
        elif not _in_version(avm_bicep.API_VERSION, path, value, of_pool=of_pool):
            reason = f"{BICEP} sends API version {avm_bicep.API_VERSION}, which does not have it"
            yield Hit(f"{shown(path, value)}: {reason}", value.place)


def _in_version(version: str, path: str, value: Value, *, of_pool: bool) -> bool:
    return arm.has(version, (arm.POOL if of_pool else arm.CLUSTER)[path], value.data)


def _with_cilium(cluster: ClusterView) -> Iterator[Hit]:
    """What the module sends with Cilium, where it is not what the spec has."""
    for path, sent in avm_bicep.WITH_CILIUM.items() if cluster.text(PLANE) == "cilium" else ():
        value = cluster.values.get(path)
        if value is None or value.data != sent:
            given = f"with {shown(path, value)}" if value is not None else f"without {path}"
            words = f"{PLANE} cilium {given}: {BICEP} sends {sent}, whatever it is given"
            yield Hit(words, cluster.where(path, PLANE))


def _without_input(cluster: ClusterView, dialect: Dialect) -> Iterator[Hit]:
    for of_pool, path, value in written(cluster, dialect):
        if path not in (_TERRAFORM_POOL if of_pool else _TERRAFORM_CLUSTER):
            yield Hit(f"{shown(path, value)}: {TERRAFORM} has no input for it", value.place, source=AVM_TERRAFORM)
        elif not _in_version(avm_terraform.API_VERSION, path, value, of_pool=of_pool):
            reason = f"{TERRAFORM} sends API version {avm_terraform.API_VERSION}, which does not have it"
            yield Hit(f"{shown(path, value)}: {reason}", value.place, source=AVM_TERRAFORM)


def _of_automatic(cluster: ClusterView, dialect: Dialect) -> Iterator[Hit]:
    """What the module drops of a cluster of the sku Automatic, and the system pool that it makes always."""
    if cluster.text(SKU) != "Automatic":
        return
    if not any(pool.text("mode") == "System" for pool in cluster.pools):
        words = f"no pool has the mode System: {TERRAFORM} makes one of 3 nodes by itself"
        yield Hit(words, cluster.where(SKU), source=AVM_TERRAFORM)
    for path, value in dialect.values(cluster).items():
        profile = path.startswith("networkProfile.") and cluster.text(OUTBOUND) in (None, "loadBalancer")
        kept = avm_terraform.kept_of_automatic(path, avm_terraform.RELEASE) and not profile
        if not kept and _asked(path, value):
            yield Hit(
                f"{shown(path, value)}: {TERRAFORM} drops it of an Automatic cluster", value.place, source=AVM_TERRAFORM
            )
    yield from _of_first_pool(cluster, dialect)


def _of_first_pool(cluster: ClusterView, dialect: Dialect) -> Iterator[Hit]:
    """What the module leaves out of the pool that it makes with the cluster."""
    for pool in [pool for pool in cluster.pools if pool.text("mode") == "System"][:1]:
        for path, value in dialect.pool_values(pool).items():
            if value.origin is Origin.GIVEN and not avm_terraform.kept_of_automatic_pool(path):
                setting = f"{shown(path, value)} of the pool {pool.name!r}"
                words = f"{setting}: {TERRAFORM} makes an Automatic cluster without it, and sends it afterwards only"
                yield Hit(words, value.place, source=AVM_TERRAFORM)


def _asked(path: str, value: Value) -> bool:
    """Whether somebody asks for more than what Automatic presets."""
    silent = path == OUTBOUND and value.data == "loadBalancer"
    return value.origin is Origin.GIVEN and value.data != PRESET.get(path) and not silent


@rule(
    "AKN521",
    "not-in-tfvars",
    "call the module by avm.tf; or give the ARM ids of subnets that are there already",
    AVM_TERRAFORM,
    answer="Whoever uses the call in avm.tf loses nothing.",
    severity=Severity.INFO,
)
def not_in_tfvars(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A file of values cannot refer to anything, so that avm.tfvars.json lacks what is no value.

    avm.tf has a variable for what is given later: the id of a subnet that the spec describes, the name of the
    administrator of Windows. In avm.tfvars.json these would have to be left out of an object, and a pool without its
    subnet is another pool: then the file is not written. Of what stands by itself, only the identity is left out.
    """
    for dialect in context.dialects:
        if dialect.emit != "inputs" or dialect.target != "terraform" or any(_lost(cluster, dialect)):
            continue
        first = next(dialect.references(cluster), None)
        if first is not None:
            kind = "variable" if isinstance(first.data, Parameter) else "subnet"
            name = getattr(first.data, "name", "")
            yield Hit(f"the {kind} {name!r}: avm.tfvars.json cannot refer to it, and is not written", first.place)
        elif needs_rights(cluster):
            words = "managed_identities: avm.tfvars.json leaves it out, and then the module takes a system-assigned one"
            hint = "give managed_identities beside the file, with a user-assigned identity that may use the network"
            yield Hit(words, cluster.place, hint=hint)


@rule(
    "AKN522",
    "module-sends-more",
    "choose --emit cluster, which sends what the spec has and no more",
    AVM_CLUSTER,
    ARM_REFERENCE,
    answer="The cluster has these settings, too, until somebody gives the module parameters that say otherwise.",
    severity=Severity.INFO,
)
def module_sends_more(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Bicep module of Azure Verified Modules sends settings that the spec does not have.

    Where a call says nothing, it turns Azure Policy on, lets the upgrade channel stable update the cluster, and turns
    the drivers of disks and files and the snapshot controller off, which the service has on. Pools in agentPools get
    the tags of the cluster. It sends a load balancer profile with its defaults, whatever the outbound type is, but with
    userDefinedRouting. Nothing that the spec has is changed by it.
    """
    for dialect in context.dialects:
        if (dialect.target, dialect.emit) == ("bicep", "inputs") and not any(_lost(cluster, dialect)):
            yield _beside_the_network(cluster)
            yield from _beside_the_way_out(cluster)


def _beside_the_network(cluster: ClusterView) -> Hit:
    words = f"{BICEP} turns on {avm_bicep.TURNED_ON}, and turns off {avm_bicep.TURNED_OFF}"
    tags = "; pools in agentPools get the cluster's tags" if cluster.known("tags") and len(cluster.pools) > 1 else ""
    hint = f"give it {avm_bicep.ASK_OTHERWISE} where that is not wanted, or choose --emit cluster"
    return Hit(f"{words}{tags}", cluster.place, hint=hint)


def _beside_the_way_out(cluster: ClusterView) -> Iterator[Hit]:
    value = cluster.values.get(OUTBOUND)
    if value is not None and value.data not in ("loadBalancer", avm_bicep.WITHOUT_LOAD_BALANCER):
        words = f"{shown(OUTBOUND, value)}: {BICEP} sends the defaults of a loadBalancerProfile beside it"
        yield Hit(words, value.place)


RULES = (module_cannot_say, not_in_tfvars, module_sends_more)
