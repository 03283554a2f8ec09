"""A new cluster beside the old one, where no change in place leads to the goal: build, deploy, move, watch, delete."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.choices import OUTBOUND_TYPES
from aksnet.facts.sources import aks
from aksnet.literals import shell_word
from aksnet.paths import group_of
from aksnet.transitions.azure.states import State
from aksnet.transitions.changes import Maker, Step
from aksnet.transitions.steps.shell import called, flag, group, of_cluster
from aksnet.view import ClusterView

_ID = "new-cluster"
# What stands for the new cluster's name where that of the old one is not known.
_NEW = "<new cluster>"
_MIGRATION, _PLANNING = aks("aks-migration").url, aks("concepts-network-ip-address-planning").url
_WRITE = {
    "azurerm": "a second resource azurerm_kubernetes_cluster; terraform apply of an edited old one deletes it first",
    "azapi": "a second azapi_resource; leave the old one as it is until it is empty",
    "avm": "a second call of the module; leave the old one as it is until it is empty",
    "bicep": "a second resource of the same type, with another name; a deployment of the old one is refused",
    "arm": "a second resource of the same type, with another name; a deployment of the old one is refused",
}
_PLUGINS = {
    "kubenet": "kubenet",
    "byo": "byo",
    "overlay": "overlay",
    "node-subnet": "node-subnet",
    "pod-subnet": "pod-subnet",
    "static-block": "pod-subnet --allocation static-block",
    "cilium overlay": "cilium",
    "cilium node-subnet": "cilium --ipam node-subnet",
    "cilium pod-subnet": "cilium --ipam pod-subnet",
    "cilium static-block": "cilium --ipam pod-subnet --allocation static-block",
}
_RANGED = ("overlay", "kubenet")
_WORKLOADS = "namespaces,deployments,statefulsets,daemonsets,cronjobs"
_LANGUAGES = {"azurerm": "terraform", "azapi": "terraform", "avm": "terraform"}


def cutover_steps(before: ClusterView, after: ClusterView, goal: State, maker: Maker) -> tuple[Step, ...]:
    """The steps to a cluster in the other mode, region or group, under the name that it is to have."""
    name = _name(before, after)
    new = before._replace(name=name, named=True, resource_group=group_of(after) or group_of(before))
    return (_build(new, after, goal, maker), _deploy(before, new), _move(new), _delete(before))


def _deploy(before: ClusterView, new: ClusterView) -> Step:
    context = flag("--context", new.name)
    return Step(
        _ID,
        "deploy the workloads to the new cluster",
        (
            "volumes: what is on disks is copied, or the disks are let go by the old cluster first",
            "identities: workload identities trust the issuer of the new cluster as well",
            "whoever lets the cluster in by its address knows the new one: registries, databases, firewalls",
        ),
        (
            f"az aks get-credentials {of_cluster(new)} && az aks get-credentials {of_cluster(before)}",
            f"kubectl {flag('--context', called(before))} get {_WORKLOADS} --all-namespaces",
            f"kubectl {context} apply --recursive --filename {shell_word('<your manifests>')}",
        ),
        effects=("none: nobody is sent there yet",),
        verify=(
            f"kubectl {context} get pods --all-namespaces  # as many as in the old cluster, all Running",
            f"kubectl {context} get services,ingresses --all-namespaces  # their addresses answer",
        ),
        back="delete what was deployed; the old cluster still serves everyone",
        sources=(_MIGRATION,),
    )


def _move(new: ClusterView) -> Step:
    context = flag("--context", new.name)
    return Step(
        _ID,
        "move the traffic",
        (
            "the DNS records have a short TTL, since a day ago: old answers live for as long as the old one",
            "what writes runs in one of the clusters only, or bears to run in both",
        ),
        (f"kubectl {context} get services,ingresses --all-namespaces --output wide",),
        effects=("DNS or the front end (Front Door, Traffic Manager, Application Gateway) sends a part, then all",),
        verify=(
            "errors and latency of the new cluster are those of the old one, for a day with its busiest hour",
            f"kubectl {context} get events --all-namespaces --field-selector type=Warning",
        ),
        back="send the traffic to the old cluster again, by DNS or the front end: it still runs all of it",
        sources=(_MIGRATION,),
    )


def _delete(before: ClusterView) -> Step:
    drained = "drain --selector kubernetes.io/os --ignore-daemonsets --delete-emptydir-data"
    return Step(
        _ID,
        f"drain and delete the cluster {before.name!r}",
        ("no traffic has reached it for longer than the TTL of the DNS records", "nothing is left on its volumes"),
        (f"kubectl {flag('--context', called(before))} {drained}", f"az aks delete {of_cluster(before)}"),
        effects=("its node resource group goes with it: load balancer, addresses, disks",),
        verify=(f"az aks list {group(before)} --output table",),
        sources=(_MIGRATION,),
    )


def _name(before: ClusterView, after: ClusterView) -> str:
    """Its own name where it gets another one; else that of the old one with an addition."""
    if not before.named:
        return _NEW
    return after.name if after.named and after.name.lower() != before.name.lower() else f"{before.name}-new"


def _build(there: ClusterView, after: ClusterView, goal: State, maker: Maker) -> Step:
    language = _LANGUAGES.get(maker.provider, maker.provider)
    text, new = _WRITE.get(maker.provider), of_cluster(there)
    location = after.text("location") or there.text("location") or "<location>"
    quota = flag("--location", location)
    commands = tuple(_generated(there.name, after, goal, maker))
    return Step(
        _ID,
        f"build the cluster {there.name!r} beside the old one",
        (
            "a node subnet of its own with room for all nodes, and pod subnets of its own where it has some",
            "pod and service ranges that overlap no subnet and no network that it reaches",
            f"quota for the nodes of both clusters: az vm list-usage {quota} --output table",
            "what no mode says is taken over from the old one: versions, identities, pools, add-ons, tags",
            *(_looked_at(language) if commands else ()),
        ),
        (*commands, *(_built(language, there, location) if commands else ())),
        ((language, text),) if text is not None else (),
        ("none: the old cluster stays as it is",),
        (
            f"az aks show {new} --query provisioningState --output tsv  # prints Succeeded",
            f"az aks get-credentials {new} && kubectl get nodes  # all Ready",
        ),
        f"az aks delete {new}",
        (_PLANNING,),
    )


def _generated(name: str, after: ClusterView, goal: State, maker: Maker) -> Iterator[str]:
    """The commands that write the text of a cluster in the mode; none where the mode cannot be told."""
    plugin = _PLUGINS.get(f"cilium {goal.ipam}" if goal.plane == "cilium" else str(goal.ipam))
    if plugin is None:
        return
    flags = [f"aksnet gen --plugin {plugin}", *_settings(goal), *_services(after), flag("--name", name)]
    flags.append(f"--target {_LANGUAGES.get(maker.provider, maker.provider)} --emit cluster")
    if maker.provider in ("azapi", "avm") or (maker.provider == "azurerm" and goal.ipam == "static-block"):
        flags.append("--provider azapi")
    yield "mkdir new-cluster"
    yield f"{' '.join(flags)} --output new-cluster  # to begin with"


def _looked_at(language: str) -> Iterator[str]:
    """What is to be done with the text between writing and building."""
    yield "the text in new-cluster is looked at and completed before it is built"
    if language == "terraform":
        yield "it makes the resource group: to use one that is there, make a data source of it in the text"


def _built(language: str, there: ClusterView, location: str) -> Iterator[str]:
    """The commands that build the cluster of the text."""
    deploy = f"az deployment group create {group(there)}"
    if language == "terraform":
        yield "terraform -chdir=new-cluster init"
        yield "terraform -chdir=new-cluster apply"
    elif language == "bicep":
        yield f"{deploy} --parameters new-cluster/main.bicepparam"
    elif language == "arm":
        yield f"{deploy} --template-file new-cluster/azuredeploy.json"
    else:
        where = shell_word(group_of(there) or "<resource group>")
        yield f"LOCATION={shell_word(location)} RESOURCE_GROUP={where} sh new-cluster/aks.sh"


def _settings(goal: State) -> Iterator[str]:
    if goal.policy in ("azure", "calico"):
        yield f"--network-policy {goal.policy}"
    ranges = [one for one in goal.pod_ranges or () if "." in one]
    if goal.ipam == "byo" or (goal.ipam in _RANGED and ranges):
        yield flag("--pod-cidr", ranges[0] if ranges else "<pod range>")
    if goal.outbound in OUTBOUND_TYPES and goal.outbound != "loadBalancer":
        yield f"--outbound-type {goal.outbound}"


def _services(after: ClusterView) -> Iterator[str]:
    """The ranges of services, where somebody says them."""
    for word, path in (("--service-cidr", "serviceCidr"), ("--dns-service-ip", "dnsServiceIP")):
        value = after.values.get(f"networkProfile.{path}")
        if value is not None and isinstance(value.data, str) and not value.implied:
            yield flag(word, value.data)
