"""What a view tells of the conditions of a change: whether one holds, fails, or stays for people to look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from aksnet.facts.features import NO_VNET_INTEGRATION
from aksnet.paths import IDENTITY, INTEGRATED, PRIVATE, SKU, base_sku, dual_stack, is_windows
from aksnet.transitions.verdicts import Condition
from aksnet.view import ClusterView

VERSION, OS, CACHE = "kubernetesVersion", "agentPoolProfiles.osType", "bootstrapProfile.artifactSource"
PROVISIONING = "nodeProvisioningProfile.mode"
_VERSION = re.compile(r"1\.(\d+)(?:\.|$)")


class Check(NamedTuple):
    """A condition with what a view says of it at a path: whether it holds, None where it does not say.

    `mended`: where it does not hold, another operation on the same cluster can bring it about before. `lasting`: a new
    cluster where it does not hold could not have what the change leads to either.
    """

    condition: Condition
    holds: Callable[[ClusterView], bool | None]
    path: str
    mended: bool = True
    lasting: bool = False


_CHECKS: dict[Condition, Check] = {}


def check_of(condition: Condition) -> Check | None:
    """What a view says of a condition; None where no view says anything."""
    return _CHECKS.get(condition)


def left(conditions: Iterable[Condition], cluster: ClusterView) -> tuple[Condition, ...]:
    """The conditions of which nothing is known: what holds needs no look, and what fails is a reason."""
    checks = ((one, check_of(one)) for one in conditions)
    return tuple(one for one, check in checks if check is None or check.holds(cluster) is None)


def failing(conditions: Iterable[Condition], cluster: ClusterView) -> tuple[Check, ...]:
    """The conditions that certainly do not hold."""
    checks = (check_of(one) for one in conditions)
    return tuple(check for check in checks if check is not None and check.holds(cluster) is False)


def ruled_out(conditions: Iterable[Condition], before: ClusterView, after: ClusterView) -> tuple[Check, ...]:
    """What stands in the way for good: nothing mends it, and it is not gone afterwards for certain."""
    return tuple(check for check in failing(conditions, before) if not check.mended and not check.holds(after))


def judged(
    holds: Callable[[ClusterView], bool | None],
    path: str,
    condition: Condition,
    *,
    mended: bool = True,
    lasting: bool = False,
) -> Condition:
    """The condition, with what tells it."""
    _CHECKS[condition] = Check(condition, holds, path, mended, lasting)
    return condition


def from_version(minor: int) -> Callable[[ClusterView], bool | None]:
    """Whether Kubernetes is at least of a minor version."""

    def holds(cluster: ClusterView) -> bool | None:
        found = _VERSION.match(cluster.text(VERSION) or "")
        return None if found is None else int(found[1]) >= minor

    return holds


def user_assigned(cluster: ClusterView) -> bool | None:
    """Whether the identity is user-assigned."""
    kind = cluster.text(IDENTITY)
    return None if kind is None else "UserAssigned" in kind


def linux_only(cluster: ClusterView) -> bool | None:
    """Whether no pool runs Windows."""
    if any(is_windows(pool) for pool in cluster.pools):
        return False
    told = cluster.pools_stated and not any(pool.unknown("osType") for pool in cluster.pools)
    return True if told else None


def not_provisioned(cluster: ClusterView) -> bool | None:
    """Whether node auto-provisioning is off; AKS Automatic has it on (fact AUTO-01)."""
    mode = cluster.text(PROVISIONING)
    if mode is None and cluster.absent(PROVISIONING) and cluster.text(SKU) == "Automatic":
        return False
    return None if mode is None else mode != "Auto"


def no_sets(cluster: ClusterView) -> bool:
    """Whether no pool is an availability set, which is none by default."""
    return not any(pool.text("type") == "AvailabilitySet" for pool in cluster.pools)


def windows_new_enough(cluster: ClusterView) -> bool | None:
    """Windows Server 2025 is newer than that build, whichever image it has, and Windows Server 2019 is older."""
    if linux_only(cluster):
        return True
    windows = [pool.text("osSKU") for pool in cluster.pools if is_windows(pool)]
    if "Windows2019" in windows:
        return False
    newer = windows and all(sku == "Windows2025" for sku in windows)
    return True if newer and cluster.pools_stated else None


def cached(cluster: ClusterView) -> bool | None:
    """False where images certainly do not come from a cache; whether nodes were reimaged since, no view tells."""
    return False if cluster.text(CACHE) == "Direct" else None


def private_api(cluster: ClusterView) -> bool | None:
    """Whether nodes without a way out reach the API server; where nobody says so, it is public."""
    if any(cluster.known(path) is True for path in (PRIVATE, INTEGRATED)) or cluster.text(SKU) == "Automatic":
        return True
    told = all(cluster.absent(path) or cluster.known(path) is False for path in (PRIVATE, INTEGRATED))
    return False if told and base_sku(cluster) else None


def single_stack(cluster: ClusterView) -> bool | None:
    """True where there is no IPv6; which SKU a NAT gateway gets, no view tells."""
    return None if dual_stack(cluster) else True


def system_pool(cluster: ClusterView) -> bool | None:
    """Whether there is a system pool."""
    return True if any(pool.text("mode") == "System" for pool in cluster.pools) else None


def region(cluster: ClusterView) -> bool | None:
    """Whether the region has API Server VNet Integration."""
    location = cluster.text("location")
    return None if location is None else location.replace(" ", "").lower() not in NO_VNET_INTEGRATION
