"""What a cluster has beside its network that the rules on networks ask for: its API server and its add-ons."""

from typing import Self

from pydantic import model_validator

from aksnet.modes.base import AddressOrCidr, Filled, Model, Word, fault


class ApiServer(Model):
    """How the API server is reached: facts API-01, ISO-01.

    Source: https://learn.microsoft.com/azure/aks/api-server-vnet-integration. `subnet` is a name out of `vnet.subnets`
    or an ARM id; `authorized_ip_ranges` are public addresses or ranges.
    """

    enable_private_cluster: bool | None = None
    enable_vnet_integration: bool | None = None
    subnet: Word | None = None
    authorized_ip_ranges: Filled[AddressOrCidr] | None = None

    @model_validator(mode="after")
    def _subnet_needs_integration(self) -> Self:
        if self.subnet is not None and not self.enable_vnet_integration:
            raise fault(
                "a subnet is given, but the API server is not in the VNet",
                "subnet",
                hint="add enable_vnet_integration: true, or leave the subnet out",
            )
        return self


class InSubnet(Model):
    """A feature that lives in a subnet of its own: a name out of `vnet.subnets`, or an ARM id."""

    subnet: Word | None = None


class Istio(Model):
    """The Istio add-on; with `egress_gateway` it goes out through the static egress gateway.

    Source: https://learn.microsoft.com/azure/aks/istio-deploy-egress
    """

    egress_gateway: bool = False


class Addons(Model):
    """Add-ons and features that depend on the network; they are checked against, and not written."""

    ingress_application_gateway: bool = False
    application_gateway_for_containers: InSubnet | None = None
    virtual_node: InSubnet | None = None
    istio: Istio | None = None
    static_egress_gateway: bool = False
    web_app_routing: bool = False
    open_service_mesh: bool = False
