"""`aksnet.mode_of`: the mode of a cluster, by the word that a change to it is asked for with."""

from __future__ import annotations

from aksnet.api.arguments import a
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.goals import WAYS
from aksnet.view import ClusterView


def mode_of(cluster: ClusterView) -> str | None:
    """The mode of a cluster as `to` of `aksnet.migrate` takes it: "overlay", "cilium-pod-subnet", "byo", …

    These are the words of `aksnet recommend` as well: where pods get addresses, on which data plane; static blocks
    are the mode where all pools have them. None where that cannot be told.
    """
    if not isinstance(cluster, ClusterView):
        raise TypeError(f"aksnet.mode_of takes one cluster of aksnet.load, and this is {a(cluster)}")
    state = state_of(cluster)
    found = (word for word, way in WAYS.items() if way.ipam == state.ipam and way.plane in (None, state.plane))
    return next(found, None)
