"""The CNI modes as one discriminated union on `plugin`: the registry that everything derives from."""

from typing import Annotated, get_args

from pydantic import Field

from aksnet.modes.base import Mode
from aksnet.modes.byo import Byo
from aksnet.modes.cilium import Cilium
from aksnet.modes.kubenet import Kubenet
from aksnet.modes.node_subnet import NodeSubnet
from aksnet.modes.overlay import Overlay
from aksnet.modes.pod_subnet import PodSubnet

Network = Annotated[NodeSubnet | Overlay | Cilium | PodSubnet | Byo | Kubenet, Field(discriminator="plugin")]
MODES: dict[str, type[Mode]] = {
    get_args(mode.model_fields["plugin"].annotation)[0]: mode for mode in get_args(get_args(Network)[0])
}

__all__ = ["MODES", "Mode", "Network"]
