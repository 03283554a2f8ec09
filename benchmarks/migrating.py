"""How fast `aksnet migrate` is: `python benchmarks/migrating.py`, with aksnet installed.

A state file of 50 MB with one cluster among thousands of other resources and of their instances; a plan of the same
estate; plans of 100 and 1,000 clusters; and a fleet of specs against itself. Whole runs with the start of the
interpreter, the median of three, and their memory; Windows does not tell it.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import Process
from pathlib import Path
from typing import Any

from speed import ENVIRONMENT

RUNS = 3
AZURERM = "registry.terraform.io/hashicorp/azurerm"
AWS = "registry.terraform.io/hashicorp/aws"
SIZE = 50_000_000
CLUSTER = "azurerm_kubernetes_cluster"
POOL = "azurerm_kubernetes_cluster_node_pool"


def _id(number: int) -> str:
    return f"/subscriptions/0/resourceGroups/rg-{number}/providers/Microsoft.ContainerService/managedClusters/c{number}"


def cluster(number: int, mode: str | None) -> dict[str, Any]:
    """A cluster's attributes as the provider keeps them."""
    profile = {
        "network_plugin": "azure", "network_plugin_mode": mode, "network_policy": "", "network_data_plane": "azure",
        "pod_cidr": "10.244.0.0/16" if mode else "", "pod_cidrs": ["10.244.0.0/16"] if mode else [],
        "service_cidr": "10.0.0.0/16", "service_cidrs": ["10.0.0.0/16"], "dns_service_ip": "10.0.0.10",
        "ip_versions": ["IPv4"], "load_balancer_sku": "standard", "outbound_type": "loadBalancer",
        "load_balancer_profile": [{
            "managed_outbound_ip_count": 1, "managed_outbound_ipv6_count": 0, "outbound_ip_address_ids": [],
            "outbound_ip_prefix_ids": [], "idle_timeout_in_minutes": 0, "outbound_ports_allocated": 0,
            "effective_outbound_ips": [f"{_id(number)}/ip"], "backend_pool_type": "NodeIPConfiguration",
        }],
        "nat_gateway_profile": [], "advanced_networking": [],
    }  # fmt: skip
    pool = {
        "name": "system", "vm_size": "Standard_D4s_v5", "node_count": 3, "max_pods": 30, "os_sku": "Ubuntu",
        "type": "VirtualMachineScaleSets", "zones": ["1", "2", "3"], "vnet_subnet_id": None, "tags": {},
        "temporary_name_for_rotation": "rotate", "upgrade_settings": [{"max_surge": "10%"}], "node_labels": {},
    }  # fmt: skip
    return {
        "id": _id(number), "name": f"c{number}", "location": "westeurope", "resource_group_name": f"rg-{number}",
        "dns_prefix": f"c{number}", "kubernetes_version": "1.33", "sku_tier": "Standard", "tags": {"team": "a"},
        "identity": [{"type": "SystemAssigned", "principal_id": "0", "tenant_id": "0", "identity_ids": []}],
        "default_node_pool": [pool], "network_profile": [profile],
        "kube_config": [{"host": "h", "username": "u", "client_key": "k" * 200}], "fqdn": "x",
        "node_resource_group": "y",
    }  # fmt: skip


def pool(number: int) -> dict[str, Any]:
    """A further pool's attributes."""
    return {
        "id": f"{_id(number)}/agentPools/user", "name": "user", "kubernetes_cluster_id": _id(number),
        "vm_size": "Standard_D4s_v5", "max_pods": 30, "mode": "User", "os_type": "Linux", "node_count": 3,
    }  # fmt: skip


def resource(kind: str, name: str, values: dict[str, Any], provider: str = AZURERM) -> dict[str, Any]:
    """A resource of what terraform shows, but for its values."""
    where = {"address": f"{kind}.{name}", "mode": "managed", "type": kind, "name": name, "provider_name": provider}
    return {**where, "schema_version": 2, "values": values, "sensitive_values": {}}


def change(kind: str, name: str, before: Any, after: Any, provider: str = AZURERM) -> dict[str, Any]:
    """A change of a plan."""
    made = {key: value for key, value in resource(kind, name, {}, provider).items() if "values" not in key}
    actions = ["no-op"] if before == after else ["update"]
    marks = {"after_unknown": {}, "before_sensitive": {}, "after_sensitive": {}}
    return {**made, "change": {"actions": actions, "before": before, "after": after, **marks}}


def plan(rows: list[tuple[str, str, Any, Any, str]]) -> dict[str, Any]:
    """A plan of resources before and after."""
    after = [resource(kind, name, new, provider) for kind, name, _, new, provider in rows]
    before = [resource(kind, name, old, provider) for kind, name, old, _, provider in rows]
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {"resources": after}},
        "resource_changes": [change(*row) for row in rows],
        "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": before}}},
        "configuration": {"provider_config": {"azurerm": {"full_name": AZURERM, "version_constraint": "4.81.0"}}},
        "timestamp": "2026-11-30T09:56:44Z",
    }


def clusters(count: int) -> list[tuple[str, str, Any, Any, str]]:
    """So many clusters with a further pool each, every second of which moves to overlay."""
    rows: list[tuple[str, str, Any, Any, str]] = []
    for number in range(count):
        after = cluster(number, "overlay" if number % 2 else None)
        rows.append((CLUSTER, f"c{number}", cluster(number, None), after, AZURERM))
        rows.append((POOL, f"p{number}", pool(number), pool(number), AZURERM))
    return rows


def _filling(number: int) -> dict[str, Any]:
    return {"id": str(number), "policy": json.dumps({"resources": ["*"], "n": [number] * 150}), "tags": {"a": "b"}}


def state(size: int) -> Iterator[str]:
    """A state file of so many bytes: resources, one of which has half of them as its instances, and one cluster."""
    head = {"version": 4, "terraform_version": "1.11.4", "serial": 7, "lineage": "l", "outputs": {}}
    yield json.dumps(head)[:-1] + ', "resources": ['
    given, number = 0, 0
    instance = json.dumps({"index_key": 0, "attributes": _filling(0)})
    yield '{"mode": "managed", "type": "aws_x", "name": "many", "provider": "p", "instances": ['
    yield from (f"{instance}, " for _ in range(size // 2 // len(instance)))
    yield f"{instance}]}}, "
    while given < size // 2:
        attributes = {"schema_version": 1, "attributes": _filling(number)}
        text = json.dumps({"mode": "managed", "type": "azurerm_x", "name": f"x{number}", "instances": [attributes]})
        given, number = given + len(text) + 2, number + 1
        yield f"{text}, "
    last = {"mode": "managed", "type": CLUSTER, "name": "c1", "provider": f'provider["{AZURERM}"]'}
    yield json.dumps({**last, "instances": [{"attributes": cluster(1, None)}]}) + "]}"


def timed(name: str, *words: str) -> None:
    """Print how long a run takes, its memory, and its exit code."""
    aksnet = shutil.which("aksnet")
    if aksnet is None:
        sys.exit("aksnet is not on PATH: install it first, and activate its environment")
    times, most, code = [], 0, 0
    for _ in range(RUNS):
        start = time.perf_counter()
        seen, code = _run([aksnet, "migrate", *words])
        times.append(time.perf_counter() - start)
        most = max(most, seen)
    print(f"{name}: {statistics.median(times):.2f} s, {most // 1024} MB, exit code {code}")


def _run(command: list[str]) -> tuple[int, int]:
    """The most memory of a run in kB, 0 where nobody tells it, and its exit code."""
    files = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    process = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=files)
    _, status, used = os.wait4(process, 0)
    return used.ru_maxrss, os.waitstatus_to_exitcode(status)


def _written(path: Path, count: int, others: int = 0) -> str:
    """Write a plan in a process of its own, whose memory would count as that of what is started later."""
    writer = Process(target=_write, args=(path, count, others))
    writer.start()
    writer.join()
    return f"{path.stat().st_size / 1e6:.0f} MB"


def _write(path: Path, count: int, others: int) -> None:
    rows = [("aws_x", f"x{number}", _filling(number), _filling(number), AWS) for number in range(others)]
    path.write_text(json.dumps(plan([*rows, *clusters(count)])), encoding="utf-8")


def main() -> None:
    """Run everything."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        one, other = folder / "state.tfstate", folder / "plan.json"
        with one.open("w", encoding="utf-8") as file:
            file.writelines(state(SIZE))
        size = _written(other, 2)
        timed(f"a state of {one.stat().st_size / 1e6:.0f} MB against a plan of {size}", str(one), str(other))
        size = _written(other, 2, 30_000)
        timed(f"a plan of {size} with two clusters", str(other))
        for count in (100, 1_000):
            size = _written(other, count)
            timed(f"a plan of {size} with {count:,} clusters", str(other))
        spec = folder / "fleet.yaml"
        row = "- {name: c%d, network: {plugin: overlay, pod_cidr: 10.244.0.0/16}}"
        rows = (row % number for number in range(1_000))
        spec.write_text("clusters:\n" + "\n".join(rows) + "\n", encoding="utf-8")
        timed("a fleet of 1,000 specs against itself", str(spec), str(spec))


if __name__ == "__main__":
    main()
