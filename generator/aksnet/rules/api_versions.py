"""83x: the API version that Bicep, ARM templates and azapi deploy a cluster with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aksnet.facts import arm, arm_versions, azurerm
from aksnet.facts.arm_properties import ends
from aksnet.facts.sources import ARM_REFERENCE, AZAPI
from aksnet.findings import Severity
from aksnet.rules.arm_members import INLINE, Said, is_newer, members, named, said_by, with_versions
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

_EXACT = r"=?\s*(\d+)\.(\d+)\.(\d+)"
_SOON = 3


def _version(said: Said) -> str:
    return said.declared.api_version or ""


@rule(
    "AKN830",
    "unknown-api-version",
    f"choose one that there is, such as {arm.FLOOR}",
    ARM_REFERENCE,
    answer="Azure refuses the deployment. Bicep only warns (BCP081), and checks no property of the resource any more.",
)
def unknown_api_version(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The API version of a cluster or an agent pool is one that there is.

    There is not one for each month, and the days of stable and preview versions differ. A version newer than all that
    this aksnet knows may be there all the same: of its properties nothing is said.
    """
    for said in with_versions(cluster):
        version = _version(said)
        if said.version is not None or _lacks_types(said):
            continue
        if is_newer(said):
            words = f"API version {version} is newer than the newest that aksnet knows: its properties are not judged"
            yield Hit(words, said.place, Severity.INFO, "look for a newer aksnet")
        else:
            yield Hit(f"there is no API version {version!r}", said.place, hint=_nearest(version.lower(), context.today))


def _nearest(version: str, today: date) -> str | None:
    """The version before it, and where that is a preview that will not work for long, one that will."""
    before = arm_versions.before(version) if arm_versions.is_day(version) else None
    if before is None or before == arm.FLOOR:
        return f"the one before it is {before}, which everything knows" if before is not None else None
    if _expired(before, today) is not None:
        return f"choose {arm.PREVIEW_VERSIONS[-1]}, the newest preview, or {arm.FLOOR}, which is stable"
    return f"the one before it is {before}, and {arm.FLOOR} is one that everything knows"


@rule(
    "AKN831",
    "preview-expired",
    f"choose a stable version, such as {arm.FLOOR}, or the newest preview where only previews have what is used",
    arm_versions.LIFE_CYCLE,
    answer="Azure stops answering to a preview of AKS about a year after its day: then no deployment with it works any"
    " more, not even an unchanged one.",
)
def preview_expired(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A preview of the API is not older than a year.

    Previews of AKS live about a year, and then stop working. Those from 2023-10-02-preview to 2024-09-02-preview have
    not worked since 2026-07-01. In the last three months of the year this is a warning. What a module of a registry
    sends is told at its call.
    """
    for said in with_versions(cluster):
        told = _expired(said.version, context.today)
        if told is not None:
            yield Hit(f"API version {said.version} {told[1]}", said.place, told[0], _instead(cluster, said))
    for said in said_by(cluster):
        module, told = said.declared.module, _expired(said.version, context.today)
        if module is not None and said.kind == "cluster" and told is not None:
            words = f"{named(module)} sends API version {said.version}, which {told[1]}"
            yield Hit(words, said.place, told[0], "take a newer version of the module")


def _expired(version: str | None, today: date) -> tuple[Severity, str] | None:
    """What is wrong with the age of a preview."""
    if version is None or not version.endswith(arm.PREVIEW):
        return None
    end = arm_versions.ends(version)
    if version <= arm_versions.NEWEST_DEAD and today >= arm_versions.DEAD_SINCE:
        return Severity.ERROR, "does not work any more"
    if today >= end:
        return Severity.ERROR, "is more than a year old, which is how long previews work"
    if _months(today, end) < _SOON:
        return Severity.WARNING, f"is a year old on {end}: previews work for about that long"
    return None


def _instead(cluster: ClusterView, said: Said) -> str:
    """The smallest stable version with all that is written in the resource; the newest preview where none has it."""
    parts = (one for one in said_by(cluster) if one == said or one.declared.address.startswith(_inline_of(said)))
    version = arm.smallest((first for one in parts for first in _firsts(one)), preview=True)
    if version.endswith(arm.PREVIEW):
        return f"choose {version}, the newest preview: no stable version has all that is written here"
    return f"choose {version}, which is stable and has all of the network that is written here"


def _inline_of(said: Said) -> str:
    """How the addresses of the pools in a cluster's own body begin."""
    return f"{said.declared.address}{INLINE}"


def _firsts(said: Said) -> Iterator[str]:
    """The first stable version of every property and word that is still there."""
    for found, data in ((member.found, member.data) for member in members(said) if member.found is not None):
        word = found.words.get(data) if isinstance(data, str) else None
        there = (one for one in (found.spans, word) if one is not None and not list(ends(one)))
        yield from (one.stable.first or arm.PREVIEW for one in there)


def _months(day: date, end: date) -> int:
    """The whole months from a day to a later one."""
    return (end.year - day.year) * 12 + end.month - day.month - (end.day < day.day)


@rule(
    "AKN838",
    "azapi-without-types",
    "choose an older API version, a newer azapi, or schema_validation_enabled = false",
    AZAPI,
    answer="The provider refuses the plan: it has no types for the API version, and checks every body by them.",
    facts=("BCP-01",),
)
def azapi_without_types(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """azapi has the types of the API version, or does not check the body by them.

    The provider carries the types of all versions that there were when it was released: azapi 2.12.0 those up to
    2026-05-01. A body with a newer one is refused unless the check is switched off.
    """
    for said in with_versions(cluster):
        if _lacks_types(said):
            words = f"API version {_version(said)} is newer than the types of azapi"
            yield Hit(f"{words} {_azapi(said)}, which checks the body by them", said.place)


def _lacks_types(said: Said) -> bool:
    """Whether the provider is one that is known not to have the types, and is not told to do without."""
    exact = re.fullmatch(_EXACT, _azapi(said))
    if exact is None or tuple(map(int, exact.groups())) > azurerm.AZAPI_NEWEST:
        return False
    there = said.version is not None or is_newer(said)
    return there and said.checked and not arm.in_azapi(_version(said).lower())


def _azapi(said: Said) -> str:
    """The version of azapi as the configuration states it; empty where it does not, or another tool deploys."""
    return (said.declared.provider.version or "") if said.declared.provider is not None else ""


RULES = (unknown_api_version, preview_expired, azapi_without_types)
