"""83x: the API version that Bicep, ARM templates and azapi deploy a cluster with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aksnet.facts import arm, arm_versions, azurerm
from aksnet.facts.arm_properties import ends
from aksnet.facts.sources import ARM_REFERENCE, AZAPI
from aksnet.findings import Severity
from aksnet.rules.arm_members import Said, is_newer, members, said_by, with_versions
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
            yield Hit(f"there is no API version {version!r}", said.place, hint=_nearest(version.lower()))


def _nearest(version: str) -> str | None:
    if not arm_versions.is_day(version):
        return None
    return f"the one before it is {arm_versions.nearest(version)}, and {arm.FLOOR} is one that everything knows"


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
    not worked since 2026-07-01. In the last three months of the year this is a warning.
    """
    for said in with_versions(cluster):
        version = said.version
        if version is None or not version.endswith(arm.PREVIEW):
            continue
        end, hint = arm_versions.ends(version), _instead(cluster, said)
        if version <= arm_versions.NEWEST_DEAD and context.today >= arm_versions.DEAD_SINCE:
            yield Hit(f"API version {version} does not work any more", said.place, hint=hint)
        elif context.today >= end:
            words = f"API version {version} is more than a year old, which is how long previews work"
            yield Hit(words, said.place, hint=hint)
        elif _months(context.today, end) < _SOON:
            words = f"API version {version} is a year old on {end}: previews work for about that long"
            yield Hit(words, said.place, Severity.WARNING, hint)


def _instead(cluster: ClusterView, said: Said) -> str:
    """The smallest stable version with all that is written; the newest preview where none has it."""
    alike = (one for one in said_by(cluster) if one.declared.api_version == said.declared.api_version)
    version = arm.smallest((first for one in alike for first in _firsts(one)), preview=True)
    if version.endswith(arm.PREVIEW):
        return f"choose {version}, the newest preview: no stable version has all that is written here"
    return f"choose {version}, which is stable and has all of the network that is written here"


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
