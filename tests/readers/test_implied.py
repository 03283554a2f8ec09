"""What the service fills in, where all that decides it is known."""

from __future__ import annotations

import pytest

from aksnet.configuration import Cluster, Configuration, Entry, Part, Partly
from aksnet.errors import Place
from aksnet.readers.implied import with_implied
from aksnet.view import Origin, Unknown

PLACE = Place("main.bicep", 1, 1)
LOST = Unknown("it cannot be told")


def _filled(values: dict[str, Partly], pool: dict[str, Partly] | None = None) -> dict[str, Partly]:
    """What is filled in of a cluster and its one pool."""
    entries = {path: Entry(data) for path, data in values.items()}
    inline = Part("a.pool", PLACE, {path: Entry(data) for path, data in (pool or {}).items()})
    (cluster,) = with_implied(Configuration("a", (Cluster("a", PLACE, "bicep", entries, pools=(inline,)),))).clusters
    found = {**cluster.values, **cluster.pools[0].values}
    return {
        path.removeprefix("networkProfile."): entry.data
        for path, entry in found.items()
        if entry.origin is Origin.IMPLIED
    }


P = "networkProfile."
BALANCED = {"outboundType": "loadBalancer", "loadBalancerSku": "standard"}
AZURE = {**BALANCED, "networkDataplane": "azure"}


@pytest.mark.parametrize(
    ("values", "pool", "filled"),
    [
        pytest.param({f"{P}networkPlugin": "azure", f"{P}networkPluginMode": "overlay"}, {}, {**AZURE, "maxPods": 250}, id="overlay"),
        pytest.param({f"{P}networkPlugin": "Azure", f"{P}networkPluginMode": "Overlay"}, {}, {**AZURE, "maxPods": 250}, id="in another case"),
        pytest.param({f"{P}networkPlugin": "azure"}, {}, {**AZURE, "maxPods": 30}, id="node subnet"),
        pytest.param({f"{P}networkPlugin": "azure"}, {"podSubnetID": "/x"}, AZURE, id="pod subnet: documents disagree"),
        pytest.param({f"{P}networkPlugin": "kubenet"}, {}, {**BALANCED, "maxPods": 110}, id="kubenet"),
        pytest.param({f"{P}networkPlugin": "none"}, {}, BALANCED, id="a CNI of one's own"),
        pytest.param({}, {}, BALANCED, id="no plugin: it depends on the version of Kubernetes"),
        pytest.param({f"{P}networkPlugin": "azure", f"{P}networkPluginMode": LOST}, {}, AZURE, id="a mode that cannot be told"),
        pytest.param({f"{P}networkPlugin": "azure", f"{P}outboundType": "none", f"{P}networkDataplane": "cilium"}, {"maxPods": 50}, {"loadBalancerSku": "standard"}, id="what is written stays"),
        pytest.param({f"{P}networkPlugin": "azure", f"{P}*": LOST}, {"*": LOST}, {}, id="what may be written elsewhere"),
        pytest.param({"networkProfile": LOST}, {}, {}, id="a profile that cannot be told"),
        pytest.param({"sku.name": "Automatic"}, {}, {}, id="AKS Automatic presets others"),
        pytest.param({"sku": LOST, f"{P}networkPlugin": "azure"}, {}, {"maxPods": 30}, id="a SKU that cannot be told"),
    ],
)  # fmt: skip
def test_defaults_of_the_service(values: dict[str, Partly], pool: dict[str, Partly], filled: dict[str, Partly]) -> None:
    assert _filled(values, pool) == filled
