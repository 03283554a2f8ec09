"""What keeps a network profile of Terraform from its cluster: what override files say, and what is ignored."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksnet.syncing.overlaid import ignored_in, overriding, resources_of

CLUSTER = 'resource "azurerm_kubernetes_cluster" "a" {{\n  network_profile {{}}\n  {}\n}}\n'
AZAPI = 'resource "azapi_resource" "a" {{\n  body = {{}}\n  {}\n}}\n'
LIFECYCLE = "lifecycle {{\n    {}\n  }}"

ENTRIES: dict[str, tuple[str, str, bool]] = {
    "all": ("all", "network_profile.pod_cidr", True),
    "all, as it was once written": ('["*"]', "network_profile.pod_cidr", True),
    "the block": ("[network_profile]", "network_profile.pod_cidr", True),
    "the block by its number": ("[tags, network_profile[0]]", "network_profile.pod_cidr", True),
    "the block in quotes": ('["network_profile"]', "network_profile.pod_cidr", True),
    "the argument itself": ("[network_profile[0].pod_cidr]", "network_profile.pod_cidr", True),
    "the argument with a dot before the number": ("[network_profile.0.pod_cidr]", "network_profile.pod_cidr", True),
    "an item of the argument": ("[network_profile[0].pod_cidrs[0]]", "network_profile.pod_cidrs", True),
    "a block in the block": (
        "[network_profile[0].load_balancer_profile]",
        "network_profile.load_balancer_profile.idle_timeout_in_minutes",
        True,
    ),
    "the body of azapi": ("[body]", "body.properties.networkProfile.podCidr", True),
    "a part of the body": ("[body.properties]", "body.properties.networkProfile.podCidr", True),
    "a part of the body by its key": ('[body["properties"]]', "body.properties.networkProfile.podCidr", True),
    "a part of the body in another case": (
        "[body.properties.networkprofile]",
        "body.properties.networkProfile.podCidr",
        True,
    ),
    "another argument of the block": ("[network_profile[0].service_cidr]", "network_profile.pod_cidr", False),
    "an argument whose name goes on": ("[network_profile[0].pod_cidrs]", "network_profile.pod_cidr", False),
    "something else": ("[tags]", "network_profile.pod_cidr", False),
    "another part of the body": ("[body.properties.addonProfiles]", "body.properties.networkProfile.podCidr", False),
    "nothing": ("[]", "network_profile.pod_cidr", False),
}


def _ignored(folder: Path, address: str = "azurerm_kubernetes_cluster.a") -> list[str]:
    path = folder / "main.tf"
    return [one.text for one in ignored_in(resources_of(path, path.read_bytes())[address])]


@pytest.mark.parametrize(("ignored", "path", "touches"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_is_about_what_it_names_and_all_in_it(ignored: str, path: str, touches: bool, tmp_path: Path) -> None:
    text = CLUSTER.format(LIFECYCLE.format(f"ignore_changes = {ignored}"))
    resource = resources_of(tmp_path / "main.tf", text.encode())["azurerm_kubernetes_cluster.a"]
    assert any(one.touches(path) for one in ignored_in(resource)) is touches


OVERRIDES: dict[str, tuple[str, list[str]]] = {
    "another list is the one that counts": ("ignore_changes = [dns_prefix]", ["dns_prefix"]),
    "another argument leaves the list": ("prevent_destroy = true", ["tags"]),
    "an empty list takes it away": ("ignore_changes = []", []),
}


@pytest.mark.parametrize(("argument", "expected"), OVERRIDES.values(), ids=OVERRIDES)
def test_the_lifecycle_of_an_override_file_is_laid_over_it(argument: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(CLUSTER.format(LIFECYCLE.format("ignore_changes = [tags]")), encoding="utf-8")
    over = CLUSTER.replace("network_profile {{}}", "").format(LIFECYCLE.format(argument))
    (tmp_path / "x_override.tf").write_text(over, encoding="utf-8")
    assert _ignored(tmp_path) == expected


REPLACED: dict[str, tuple[str, str, bool]] = {
    "the block": (CLUSTER.format(""), CLUSTER.format(""), True),
    "a dynamic block": (
        CLUSTER.format(""),
        'resource "azurerm_kubernetes_cluster" "a" {\n  dynamic "network_profile" {\n    for_each = []\n  }\n}\n',
        True,
    ),
    "the body of azapi": (AZAPI.format(""), AZAPI.format(""), True),
    "another argument": (
        CLUSTER.format(""),
        'resource "azurerm_kubernetes_cluster" "a" {\n  tags = {}\n}\n',
        False,
    ),
    "the block of another cluster": (CLUSTER.format(""), CLUSTER.format("").replace('"a"', '"b"'), False),
}


@pytest.mark.parametrize(("text", "over", "told"), REPLACED.values(), ids=REPLACED)
@pytest.mark.parametrize("name", ["override.tf", "aks_override.tf", "aks_override.tofu"])
def test_what_an_override_file_replaces_is_told_there(
    name: str, text: str, over: str, told: bool, tmp_path: Path
) -> None:
    path = tmp_path / "main.tf"
    path.write_text(text, encoding="utf-8")
    (tmp_path / name).write_text(over, encoding="utf-8")
    address = "azapi_resource.a" if "azapi" in text else "azurerm_kubernetes_cluster.a"
    problems = list(overriding(resources_of(path, text.encode())[address], path))
    assert [one.place and (one.place.source, one.place.line) for one in problems] == (
        [(str(tmp_path / name), 2)] if told else []
    )
