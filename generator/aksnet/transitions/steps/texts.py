"""The text of every single change, by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from aksnet.transitions.steps import address_texts, engine_texts, feature_texts, outbound_texts
from aksnet.transitions.steps.leg import Leg, Text

TEXTS: Mapping[str, Callable[[Leg], Text]] = MappingProxyType(
    {
        "kubenet-to-overlay": address_texts.from_kubenet,
        "node-subnet-to-overlay": address_texts.from_node_subnet,
        "plane-to-cilium": address_texts.to_cilium,
        "widen-pod-range": address_texts.widen,
        "to-dual-stack": address_texts.dual_stack,
        "install-npm": engine_texts.install("azure"),
        "install-calico": engine_texts.install("calico"),
        "remove-policy": engine_texts.remove,
        "load-balancer-to-standard": outbound_texts.to_standard,
        "outbound-to-load-balancer": outbound_texts.to("loadBalancer"),
        "outbound-to-managed-nat-gateway": outbound_texts.to("managedNATGateway"),
        "outbound-to-managed-nat-gateway-v2": outbound_texts.to("managedNATGatewayV2"),
        "outbound-to-user-assigned-nat-gateway": outbound_texts.to("userAssignedNATGateway"),
        "outbound-to-user-defined-routing": outbound_texts.to("userDefinedRouting"),
        "outbound-to-none": outbound_texts.to("none"),
        "outbound-to-block": outbound_texts.to("block"),
        "acns-on": feature_texts.acns_on,
        "acns-off": feature_texts.acns_off,
        "api-server-integration": feature_texts.integrate,
        "automatic-to-base": feature_texts.to_base,
    }
)
