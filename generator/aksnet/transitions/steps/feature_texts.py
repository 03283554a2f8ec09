"""What is said of Advanced Container Networking Services, of the API server in the VNet, and of AKS Automatic."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import az
from aksnet.paths import API_SERVER_SUBNET, INTEGRATED, SKU
from aksnet.transitions.azure.conditions import SYSTEM_POOL
from aksnet.transitions.azure.states import ACNS
from aksnet.transitions.steps.leg import Attribute, Leg, Look, Text
from aksnet.transitions.steps.pool_flags import flags_of
from aksnet.transitions.steps.shell import flag, of_cluster, printing
from aksnet.view import ClusterView, PoolView

_SUBNET = "<id of the API server subnet>"
_ACNS = ACNS.removesuffix(".enabled")
_ACCELERATION = f"{_ACNS}.performance.accelerationMode"


def acns_on(leg: Leg) -> Text:
    """What of it is on and off is said in the same command; nodes are made anew for acceleration alone."""
    parts = tuple(_parts(leg))
    faster = [one for one, _ in parts if one.path == _ACCELERATION]
    return Text(
        ("--enable-acns", *(words for _, words in parts if words)),
        (Attribute(ACNS, False, True), *(attribute for attribute, _ in parts)),
        (Look(ACNS, "true"), *(Look(one.path, str(one.after)) for one in faster)),
        _newest(ACNS, *(attribute.path for attribute, words in parts if words)),
        notes=("all nodes bear to be reimaged, as accelerationMode asks for it",) if faster else (),
    )


def _newest(*paths: str) -> str | None:
    """The first azure-cli that has the flags of all of these."""
    every = (since for path in paths if (since := az.CLUSTER[path].since) is not None)
    return max(every, key=lambda one: [int(part) for part in one.split(".")], default=None)


def acns_off(leg: Leg) -> Text:
    """All of it goes."""
    return Text(("--disable-acns",), (Attribute(ACNS, True, False),), (Look(ACNS, "false"),), az.CLUSTER[ACNS].since)


def _parts(leg: Leg) -> Iterator[tuple[Attribute, str]]:
    for path, row in az.CLUSTER.items():
        value = leg.after.known(path)
        if path == ACNS or not path.startswith(_ACNS) or value is None or row.flag is None:
            continue
        if row.when is None:
            yield Attribute(path, None, value), flag(row.flag, str(value))
        else:
            yield Attribute(path, None, value), row.flag if value is row.when else ""


def integrate(leg: Leg) -> Text:
    """Facts API-01, API-02; it takes effect with a restart."""
    subnet = leg.after.text(API_SERVER_SUBNET)
    own = ("--apiserver-subnet-id", subnet or _SUBNET)
    return Text(
        ("--enable-apiserver-vnet-integration", flag(*own)),
        (
            Attribute(INTEGRATED, False, True),
            Attribute(API_SERVER_SUBNET, None, subnet, None if subnet else _SUBNET),
        ),
        (Look(INTEGRATED, "true"),),
        last=(
            f"az aks stop {of_cluster(leg.before)}  # at once: the room for its API server is kept only from then on",
            f"az aks start {of_cluster(leg.before)}",
        ),
        then=("kubectl get --raw /readyz  # ok; firewalls know the API server's new address",),
    )


def to_base(leg: Leg) -> Text:
    """Fact AUTO-02: a system pool of one's own comes first, that of the goal where there is none yet."""
    there = _system(leg.before)
    goal = None if there else next(iter(_system(leg.after)), None)
    name = there[0].name if there else goal.name if goal is not None else "system"
    in_cluster = of_cluster(leg.before, "--cluster-name")
    flags = " ".join(flags_of(goal)) if goal is not None else "--mode System --node-count 3"
    pools = f"az aks nodepool list {in_cluster} --query \"[?mode=='System'].name\""
    return Text(
        ("--sku base",),
        (Attribute(SKU, "Automatic", "Base"),),
        (Look(SKU, "Base"),),
        "2.86.0",
        first=() if there else (f"az aks nodepool add {in_cluster} {flag('--name', name)} {flags}",),
        then=(printing(f"{pools} --output tsv", name),),
        meets=(SYSTEM_POOL,),
        beside=() if there else (f"and the pool {name!r} in one before it, or with az as above",),
    )


def _system(cluster: ClusterView) -> list[PoolView]:
    return [pool for pool in cluster.pools if pool.text("mode") == "System"]
