"""Settings that a change asks for, as steps of their own: before it, and turned back after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aksnet.facts import az
from aksnet.facts.azurerm import Version
from aksnet.facts.sources import Source, aks
from aksnet.paths import IDENTITY
from aksnet.transitions.azure.conditions import NEEDED, NO_SETS, NOT_PROVISIONED, USER_ASSIGNED, WINDOWS_BUILD
from aksnet.transitions.azure.judging import CACHE, PROVISIONING, failing
from aksnet.transitions.changes import Step
from aksnet.transitions.steps.floors import floor
from aksnet.transitions.steps.leg import Attribute, Leg, Look
from aksnet.transitions.steps.shell import PLAN, TERRAFORM, flag, of_cluster, show, update
from aksnet.transitions.steps.spelling import IDENTITIES, REGISTRY, SYSTEM_ASSIGNED
from aksnet.transitions.steps.writing import setting_of
from aksnet.transitions.verdicts import Azure, Condition, Reason

# What makes a condition hold before the change: https://learn.microsoft.com/cli/azure/aks
MENDED = (USER_ASSIGNED, NOT_PROVISIONED, NO_SETS, WINDOWS_BUILD, *NEEDED)
# a cluster without a way out
CLOSED = ("none", "block")
_ID = "settings"
_IDENTITY, _REGISTRY = "<id of the identity>", "<id of the registry>"
_NAP, _MANAGED, _ISOLATED = aks("node-auto-provisioning"), aks("use-managed-identity"), aks("network-isolated")
_SETS = aks("availability-sets-on-aks")
_MODE_FLAG, _CACHE_FLAG = "--node-provisioning-mode {}", "--bootstrap-artifact-source {}"
# azurerm-facts, section 9: when its arguments came; identity was there always
_ALWAYS, _NAP_CAME, _CACHE_CAME = Version(1), Version(4, 57), Version(4, 44)


class Setting(NamedTuple):
    """A setting that changes in place: `flags` are those of `az aks update`, `back` those that undo it.

    `last` are commands after it, `cli` is the first azure-cli that has the flags (fact MODE-17), `first` the release of
    azurerm that came with its argument. `by_az` is what a text says where none makes it.
    """

    title: str
    flags: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    look: Look
    first: Version
    source: Source
    cli: str | None
    back: tuple[str, ...]
    last: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    by_az: str | None = None


def first_steps(leg: Leg, faults: Iterable[Reason]) -> Iterator[Step]:
    """What rules ask for before all changes."""
    if any(map(brought_about, faults)):
        yield _step(leg, _identity(leg))


def brought_about(fault: Reason) -> bool:
    """Whether a step of its own sees to what a rule asks for: an identity beside kubenet with routes of one's own."""
    return fault.verdict is Azure.STEPS and "KUB-06" in fault.facts


def steps_before(leg: Leg) -> Iterator[Step]:
    """What certainly does not hold, and the new text does not bring about."""
    for condition in mended(leg):
        if condition is USER_ASSIGNED:
            yield _step(leg, _identity(leg))
        elif condition is NOT_PROVISIONED:
            yield _step(leg, _provisioning(off=True))
        elif condition is NO_SETS:
            yield _step(leg, _machines(leg))
    if caches(leg):
        yield _step(leg, _cache(leg, on=True))


def steps_after(leg: Leg) -> Iterator[Step]:
    """What was turned off for the change, and what it was turned on for."""
    if NOT_PROVISIONED in mended(leg) and leg.after.text(PROVISIONING) == "Auto":
        yield _step(leg, _provisioning(off=False))
    if leg.start.outbound in CLOSED and leg.end.outbound not in CLOSED and leg.after.text(CACHE) != "Cache":
        yield _step(leg, _cache(leg, on=False))


def mended(leg: Leg) -> tuple[Condition, ...]:
    """The conditions that steps of their own see to."""
    checks = failing(leg.edge.conditions, leg.before)
    return tuple(one.condition for one in checks if one.condition in MENDED and one.holds(leg.after) is not True)


def caches(leg: Leg) -> bool:
    """Whether nodes lose their way out, and do not take their images from a cache yet."""
    closes = leg.end.outbound in CLOSED and leg.start.outbound not in CLOSED
    return closes and leg.before.text(CACHE) != "Cache"


def _step(leg: Leg, one: Setting) -> Step:
    return Step(
        _ID,
        one.title,
        (floor(one.cli),) if one.cli is not None else (),
        commands=(update(leg.before, *one.flags), *one.last),
        changes=tuple(_changes(leg, one)),
        effects=one.effects,
        verify=(
            show(leg.before, "provisioningState", "Succeeded"),
            show(leg.before, *one.look),
            *((PLAN,) if leg.maker.provider in TERRAFORM else ()),
        ),
        back=" && ".join([update(leg.before, *one.back), *one.last]) if one.back else None,
        sources=(one.source.url,),
    )


def _changes(leg: Leg, one: Setting) -> Iterator[tuple[str, str]]:
    provider = leg.maker.provider
    if one.by_az is None:
        yield from setting_of(leg, one.attributes, one.first, reimaged=bool(one.last))
    elif provider != "az":
        yield "terraform" if provider in TERRAFORM else provider, one.by_az


def _machines(leg: Leg) -> Setting:
    """Fact RET-01: az makes them, and azurerm has no word for what it makes."""
    written = "with az, as above; then write the type VirtualMachines for the pools that were availability sets"
    if leg.maker.provider == "azurerm":
        written = (
            "with az, as above: azurerm has no type VirtualMachines; the text keeps the type that it says, under\n"
            "lifecycle { ignore_changes = [default_node_pool[0].type] }, as another type replaces the cluster"
        )
    return Setting(
        "make virtual machines of the availability sets",
        ("--migrate-vmas-to-vms",),
        (),
        Look("agentPoolProfiles[0].type", "VirtualMachines"),
        _ALWAYS,
        _SETS,
        None,
        (),
        effects=("no document has a way back from virtual machines to availability sets",),
        by_az=written,
    )


def _provisioning(*, off: bool) -> Setting:
    old, new = ("Auto", "Manual") if off else ("Manual", "Auto")
    return Setting(
        f"turn node auto-provisioning {'off' if off else 'on again'}",
        (_MODE_FLAG.format(new),),
        (Attribute(PROVISIONING, old, new),),
        Look(PROVISIONING, new),
        _NAP_CAME,
        _NAP,
        "2.76.0",
        (_MODE_FLAG.format(old),),
        effects=("meanwhile no nodes are made for pods that wait",) if off else (),
    )


def _identity(leg: Leg) -> Setting:
    """Its nodes and their kubelets keep theirs; what the old one may do, the new one has to be allowed first."""
    old = leg.before.text(IDENTITY)
    module = leg.maker.provider == "avm" or (leg.after.declared is not None and leg.after.declared.module is not None)
    kind = Attribute(SYSTEM_ASSIGNED, True, False) if module else Attribute(IDENTITY, old, "UserAssigned")
    return Setting(
        "give the cluster a user-assigned identity",
        ("--enable-managed-identity", flag("--assign-identity", _IDENTITY)),
        (kind, Attribute(IDENTITIES, None, None, _IDENTITY)),
        Look(IDENTITY, "UserAssigned"),
        _ALWAYS,
        _MANAGED,
        None,
        ("--enable-managed-identity",),
        effects=(
            "what the old identity was allowed to do, on subnets and route tables, the new one has to be allowed",
        ),
    )


def _cache(leg: Leg, *, on: bool) -> Setting:
    """The nodes need the cache before the way out goes, and are made anew for it."""
    old, new = ("Direct", "Cache") if on else ("Cache", "Direct")
    registry_flag = (flag("--bootstrap-container-registry-resource-id", _REGISTRY),)
    written = (Attribute(REGISTRY, None, None, _REGISTRY),) if on else ()
    return Setting(
        f"let nodes take their images from {'a cache' if on else 'the registry of Microsoft again'}",
        (_CACHE_FLAG.format(new), *(registry_flag if on else ())),
        (Attribute(CACHE, old if not on else leg.before.text(CACHE), new), *written),
        Look(CACHE, new),
        _CACHE_CAME,
        _ISOLATED,
        az.CLUSTER[CACHE].since,
        (_CACHE_FLAG.format(old), *(() if on else registry_flag)),
        (reimage(leg),),
        ("nodes of all pools are reimaged",),
    )


def reimage(leg: Leg) -> str:
    """The command that makes the nodes anew."""
    return f"az aks upgrade {of_cluster(leg.before)} --node-image-only"
