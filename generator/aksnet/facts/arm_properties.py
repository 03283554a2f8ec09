"""Which API version has which property of clusters and pools, and which words it takes there.

The table beside this module is made from the reference data, which a test holds against it. A row has a path, then the
stable and the preview versions that have it (`first`, or `first..last` where later ones do not); the rows under it
have the words that it takes. `[]` are the items of a list, `{}` those of a map with free keys.
Source: Azure/bicep-types-az (2026-08-20) and the azure-mgmt-containerservice packages up to 41.8.0 and 41.9.0b1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from aksnet.facts.arm import PREVIEW

_FILE = Path(__file__).parent / "arm_properties.txt"
_WORD = "  "
# The properties of a cluster and of a pool whose members are listed all; of others, only what rules ask for is.
COMPLETE: Mapping[str, tuple[str, ...]] = {
    "cluster": ("networkProfile",),
    "pool": ("networkProfile", "gatewayProfile", "localDNSProfile", "windowsProfile", "virtualMachinesProfile"),
}
# What a pool has beside what is listed (azure-mgmt-containerservice 34.0.0 and 41.9.0b1, read 2026-11-30).
OTHERS_OF_POOLS = (
    "artifactStreamingProfile", "capacityReservationGroupID", "creationData", "currentOrchestratorVersion", "eTag",
    "enableCustomCATrust", "enableEncryptionAtHost", "enableFIPS", "enableOSDiskFullCaching", "enableUltraSSD",
    "gpuInstanceProfile", "gpuProfile", "hostGroupID", "id", "kubeletConfig", "kubeletDiskType", "linuxOSConfig",
    "messageOfTheDay", "nodeImageVersion", "nodeInitializationTaints", "nodeLabels", "nodeTaints", "osDiskSizeGB",
    "osDiskType", "powerState", "preparedImageSpecificationProfile", "provisioningState", "proximityPlacementGroupID",
    "scaleDownMode", "scaleSetEvictionPolicy", "securityProfile", "spotMaxPrice", "status", "tags",
    "upgradeSettingsBlueGreen", "upgradeStrategy", "virtualMachineNodesStatus",
)  # fmt: skip


class Span(NamedTuple):
    """The versions from a first to a last one: no first one means that there is none, no last one that it goes on."""

    first: str | None
    last: str | None = None

    def has(self, day: str) -> bool:
        """Whether the version of a day is among them."""
        return self.first is not None and self.first <= day and (self.last is None or day <= self.last)


class Spans(NamedTuple):
    """The API versions that have something."""

    stable: Span
    preview: Span

    def has(self, version: str) -> bool:
        """Whether an API version is among them."""
        return (self.preview if version.endswith(PREVIEW) else self.stable).has(version[:10])


class Property(NamedTuple):
    """A property's path as ARM spells it, the versions that have it and each of its words.

    `type` is "string", "integer", "boolean", "array" or "object", where the reference has a version with the property;
    `read_only` the first version whose types say that only the service writes it, `within` the numbers it takes.
    """

    path: str
    spans: Spans
    words: Mapping[str, Spans]
    type: str | None = None
    read_only: str | None = None
    within: tuple[int, int] | None = None


# By their paths in lower case: the service does not care for the case of names.
Table: TypeAlias = Mapping[str, Property]


@cache
def tables() -> Mapping[str, Table]:
    """The properties of clusters and of pools."""
    found: dict[str, dict[str, Property]] = {}
    rows: dict[str, Property] = {}
    words: dict[str, Spans] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), {})
        elif line.startswith(_WORD):
            word, stable, preview = line.split()
            words[word] = Spans(_span(stable), _span(preview))
        else:
            path, stable, preview, *more = line.split()
            words = {}
            said = dict(one.split("=") for one in more)
            spans = Spans(_span(stable), _span(preview))
            rows[path.lower()] = Property(
                path, spans, words, said.get("type"), said.get("read-only"), _within(said.get("within"))
            )
    return found


def _span(text: str) -> Span:
    first, _, last = text.partition("..")
    return Span(None if first == "-" else first, last or None)


def _within(text: str | None) -> tuple[int, int] | None:
    low, _, high = (text or "").partition("..")
    return (int(low), int(high)) if low else None


def ends(spans: Spans) -> Iterator[str]:
    """The last versions that have something, as they are called; none where it goes on."""
    if spans.stable.last is not None:
        yield spans.stable.last
    if spans.preview.last is not None:
        yield f"{spans.preview.last}-{PREVIEW}"
