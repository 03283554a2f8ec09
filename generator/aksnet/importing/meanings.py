"""What the service takes where nothing is said, and when two values mean the same."""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.facts.service import NETWORK_DEFAULTS
from aksnet.importing.rows import ADDONS, API_SERVER, BEFORE_NETWORK, OUTBOUND, POOL
from aksnet.paths import SKU
from aksnet.transitions.azure.properties import DEFAULTS
from aksnet.view import ClusterView, Json, PoolView

_BASE = "networkProfile."
_ACNS = f"{_BASE}advancedNetworking"
# Switches that are off until somebody turns them on: what has to be asked for is told by the page of the feature (facts
# ACNS-01, AUTO-02), and of the command that runs in a cluster by azurerm's (facts/sources.py: AZURERM_CLUSTER).
_OFF = (
    *(f"{_ACNS}.enabled", f"{_ACNS}.observability.enabled", f"{_ACNS}.security.enabled"),
    *("addonProfiles.httpApplicationRouting.enabled", "hostedSystemProfile.enabled"),
    "apiServerAccessProfile.disableRunCommand",
)
# The same of what aksnet does not describe, in small letters: the defaults of azurerm, which transitions/azurerm has
# (other_rows.py, pool_rows.py), and of its pages (AZURERM_CLUSTER, AZURERM_POOL) local accounts and FIPS.
_OFF_ELSEWHERE = frozenset(
    (
        *("disablelocalaccounts", "storageprofile.blobcsidriver.enabled", "aitoolchainoperatorprofile.enabled"),
        *("securityprofile.imagecleaner.enabled", "securityprofile.workloadidentity.enabled"),
        *("workloadautoscalerprofile.keda.enabled", "workloadautoscalerprofile.verticalpodautoscaler.enabled"),
        *("enableencryptionathost", "enableultrassd", "enablefips"),
    )
)
_ADDON = "addonprofiles."
PRIORITY = "scaleSetPriority"
# What the service takes where nothing is said; and what means nothing.
_DEFAULTS: Mapping[str, Json] = {
    **DEFAULTS,
    **NETWORK_DEFAULTS,
    f"{_BASE}ipFamilies": ["IPv4"],
    f"{_BASE}podLinkLocalAccess": "IMDS",
    "sku.name": "Base",
    "bootstrapProfile.artifactSource": "Direct",
    "supportPlan": "KubernetesOfficial",
    "tags": {},
    f"{_BASE}kubeProxyConfig.enabled": True,  # fact BYO-08, and the property's own text in facts.sources.ARM_REFERENCE
    f"{_BASE}kubeProxyConfig.mode": "IPTABLES",
    **dict.fromkeys(_OFF, False),
    **{row.arm: row.stated for row in (*ADDONS, *POOL) if row.stated is not None},
    **{row.arm: row.default for row in (*API_SERVER, *POOL, *BEFORE_NETWORK) if row.default is not None},
    **{row.arm: row.default for rows in OUTBOUND.values() for row in rows if row.default is not None},
    "enableAutoScaling": False,
    "mode": "User",
    PRIORITY: "Regular",
}
# What older API versions call otherwise, in small letters: the values of the property in facts.sources.ARM_REFERENCE.
_FORMER = {(SKU, "basic"): "Base"}


def default_of(path: str, spec: ClusterView | PoolView) -> Json:
    """What the service takes at a path where nothing is said."""
    if path == f"{_BASE}networkPolicy":  # fact MODE-08
        return "cilium" if spec.text(f"{_BASE}networkDataplane") == "cilium" else "none"
    return _DEFAULTS.get(path)


def today(path: str, data: object) -> object:
    """Data by the name that it has today."""
    return _FORMER.get((path, data.lower()), data) if isinstance(data, str) else data


def is_off_anyway(path: str) -> bool:
    """Whether what is off there, and no spec has, is off where nothing is said, too."""
    words = path.lower()
    return words in _OFF_ELSEWHERE or (words.startswith(_ADDON) and words.endswith(".enabled"))


def folded(data: object) -> object:
    """Data without the case of its words, without spaces of a region's name, and ids as texts: fact MODE-13."""
    if isinstance(data, list):
        return [folded(one.get("id") if isinstance(one, dict) and set(one) == {"id"} else one) for one in data]
    return data.replace(" ", "").lower() if isinstance(data, str) else data
