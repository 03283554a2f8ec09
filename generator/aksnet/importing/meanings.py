"""What the service takes where nothing is said, and when two values mean the same."""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.importing.rows import ADDONS, API_SERVER, BEFORE_NETWORK, OUTBOUND, POOL
from aksnet.transitions.azure.properties import DEFAULTS
from aksnet.view import ClusterView, Json, PoolView

# Switches that are off where nothing is said.
_OFF = (".enabled", ".disableRunCommand")
_BASE = "networkProfile."
# What the service takes where nothing is said: facts section 1.1, OUT-05, OUT-07; and what means nothing.
_DEFAULTS: Mapping[str, Json] = {
    **DEFAULTS,
    f"{_BASE}ipFamilies": ["IPv4"],
    f"{_BASE}networkDataplane": "azure",
    f"{_BASE}outboundType": "loadBalancer",
    f"{_BASE}loadBalancerSku": "standard",
    f"{_BASE}podLinkLocalAccess": "IMDS",
    "sku.name": "Base",
    "bootstrapProfile.artifactSource": "Direct",
    "supportPlan": "KubernetesOfficial",
    "tags": {},
    **{row.arm: row.stated for row in (*ADDONS, *POOL) if row.stated is not None},
    **{row.arm: row.default for row in (*API_SERVER, *POOL, *BEFORE_NETWORK) if row.default is not None},
    **{row.arm: row.default for rows in OUTBOUND.values() for row in rows if row.default is not None},
    "enableAutoScaling": False,
    "mode": "User",
}


def default_of(path: str, spec: ClusterView | PoolView) -> Json:
    """What the service takes at a path where nothing is said."""
    if path == f"{_BASE}networkPolicy":  # fact MODE-08
        return "cilium" if spec.text(f"{_BASE}networkDataplane") == "cilium" else "none"
    return _DEFAULTS.get(path, False if path.endswith(_OFF) else None)


def folded(data: object) -> object:
    """Data without the case of its words, without spaces of a region's name, and ids as texts: fact MODE-13."""
    if isinstance(data, list):
        return [folded(one.get("id") if isinstance(one, dict) and set(one) == {"id"} else one) for one in data]
    return data.replace(" ", "").lower() if isinstance(data, str) else data
