"""What of a cluster retires: the conditions that the rules and the view of a fleet share (facts section 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts.retirements import MARINER, NODE_IMAGES, OS_SKUS, RETIREMENTS, Retirement
from aksnet.paths import LOAD_BALANCER_SKU, PLUGIN, POLICY, SKU, is_windows, overlaid
from aksnet.view import ClusterView, PoolView, Unknown

OPEN_SERVICE_MESH = "addonProfiles.openServiceMesh.enabled"
APP_ROUTING = "ingressProfile.webAppRouting"
NGINX = f"{APP_ROUTING}.nginx.defaultIngressControllerType"
GATEWAY_API = f"{APP_ROUTING}.gatewayAPIImplementations"
TYPE, OS_SKU, IMAGE = "type", "osSKU", "nodeImageVersion"
BRIDGE = "networkProfile.dockerBridgeCidr"
# The languages that people write.
_WRITTEN = ("terraform", "bicep", "arm")


class Retiring(NamedTuple):
    """Something of a cluster, or of one of its pools, that retires; `id` is its word in `RETIREMENTS`."""

    id: str
    place: Place | None
    pool: PoolView | None = None

    @property
    def retirement(self) -> Retirement:
        """What retires, and when."""
        return RETIREMENTS[self.id]


def retiring(cluster: ClusterView) -> Iterator[Retiring]:
    """All of a cluster that retires."""
    for condition in _CONDITIONS:
        yield from condition(cluster)


def kubenet(cluster: ClusterView) -> Iterator[Retiring]:
    """The network plugin kubenet."""
    if cluster.text(PLUGIN) == "kubenet":
        yield Retiring("kubenet", cluster.where(PLUGIN))


def npm(cluster: ClusterView) -> Iterator[Retiring]:
    """Azure Network Policy Manager, which ends earlier where there are Windows pools."""
    if cluster.text(POLICY) == "azure":
        windows = any(is_windows(pool) for pool in cluster.pools)
        yield Retiring("npm-windows" if windows else "npm", cluster.where(POLICY))


def basic_load_balancer(cluster: ClusterView) -> Iterator[Retiring]:
    """The load balancer SKU Basic."""
    if (cluster.text(LOAD_BALANCER_SKU) or "").lower() == "basic":
        yield Retiring("basic-load-balancer", cluster.where(LOAD_BALANCER_SKU))


def availability_sets(cluster: ClusterView) -> Iterator[Retiring]:
    """Pools in availability sets."""
    for pool in cluster.pools:
        if pool.text(TYPE) == "AvailabilitySet":
            yield Retiring("availability-set", pool.where(TYPE), pool)


def os_skus(cluster: ClusterView) -> Iterator[Retiring]:
    """Pools with an OS SKU that names a version whose support ends."""
    for pool in cluster.pools:
        sku = pool.text(OS_SKU)
        if sku is not None and sku in OS_SKUS:
            yield Retiring(sku, pool.where(OS_SKU), pool)


def open_service_mesh(cluster: ClusterView) -> Iterator[Retiring]:
    """The Open Service Mesh add-on."""
    if cluster.known(OPEN_SERVICE_MESH) is True:
        yield Retiring("open-service-mesh", cluster.where(OPEN_SERVICE_MESH))


def nginx(cluster: ClusterView) -> Iterator[Retiring]:
    """Application routing that certainly comes with NGINX, and with nothing to take over from it."""
    if cluster.known(f"{APP_ROUTING}.enabled") is not True or cluster.unknown(NGINX):
        return
    if any(path.startswith(GATEWAY_API) and value.data != "Disabled" for path, value in cluster.values.items()):
        return
    kind = cluster.text(NGINX)
    if kind != "None" and not (kind is None and cluster.text(SKU) == "Automatic"):
        yield Retiring("app-routing-nginx", cluster.where(f"{APP_ROUTING}.enabled"))


def node_images(cluster: ClusterView) -> Iterator[Retiring]:
    """Pools whose image is of a system that retires: what runs says it, and no file."""
    for pool in cluster.pools:
        image = pool.text(IMAGE) or ""
        found = next((word for start, word in NODE_IMAGES.items() if image.startswith(start)), None)
        if found is not None and pool.text(OS_SKU) not in OS_SKUS:
            yield Retiring(found, pool.where(IMAGE), pool)


def docker_bridge(cluster: ClusterView) -> Iterator[Retiring]:
    """The docker bridge CIDR where somebody writes it; what runs may give back the service's own."""
    if cluster.declared is not None and cluster.declared.language in _WRITTEN and not cluster.absent(BRIDGE):
        yield Retiring("docker-bridge", cluster.where(BRIDGE))


_CONDITIONS = (
    kubenet,
    npm,
    basic_load_balancer,
    availability_sets,
    os_skus,
    node_images,
    docker_bridge,
    open_service_mesh,
    nginx,
)


class Untold(NamedTuple):
    """A value that decides whether something retires, and cannot be told."""

    path: str
    why: str
    place: Place | None
    pool: PoolView | None = None


_OF_CLUSTER = (PLUGIN, POLICY, LOAD_BALANCER_SKU, OPEN_SERVICE_MESH, f"{APP_ROUTING}.enabled", NGINX)
_OF_POOL = (TYPE, OS_SKU)


# facts MODE-02, MODE-16, DOC-01
_LEFT_OUT = "it is left out, and the service takes overlay or kubenet by the version of Kubernetes"
_MARINER = "it is Azure Linux 2.0 or a newer one by the version of Kubernetes, and no nodeImageVersion says which"


def untold(cluster: ClusterView) -> Iterator[Untold]:
    """What of a cluster and its pools may retire for all that is known; what is around several of them once."""
    if cluster.absent(PLUGIN) and not overlaid(cluster):
        yield Untold(PLUGIN, _LEFT_OUT, cluster.where(PLUGIN))
    for pool, some in ((None, _OF_CLUSTER), *((pool, _OF_POOL) for pool in cluster.pools)):
        yield from {one.path: one for path in some for one in _untold(cluster, pool, path)}.values()
        if pool is not None and pool.text(OS_SKU) in MARINER and pool.absent(IMAGE):
            yield Untold(OS_SKU, _MARINER, pool.where(OS_SKU), pool)


def _untold(cluster: ClusterView, pool: PoolView | None, path: str) -> Iterator[Untold]:
    """The value at a path, or in the place of an object around it, where it cannot be told."""
    values = cluster.values if pool is None else pool.values
    found = path
    while found not in values and found:
        found = found.rpartition(".")[0]
    value = values.get(found)
    if value is not None and isinstance(value.data, Unknown):
        yield Untold(found, value.data.reason, value.place, pool)
