"""Every sample in every language: read and imported it is the same spec, and gen makes the same bytes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from aksnet.readers.inputs import Request
from aksnet.spec.placeholders import is_placeholder
from aksnet.targets import render
from aksnet.view import ClusterView
from importing import Read, import_of, imports_in, meaning, sample_views, view_again, written
from languages import LANGUAGES
from places import SPECS
from rendering import FRAGMENT, WHOLE, texts

AZURERM = ("terraform", "azurerm-4", "azurerm-3", "tf.json", "plan", "state")
ARM = ("azapi", "bicep", "arm")
ANSWERS = ("state", "az aks show", "snapshot")
EVERY = tuple(LANGUAGES)
# What the judgement by a tool says of a text that nobody can deploy.
TOO_OLD = "error-at-validate"


class Differs(NamedTuple):
    """Where an import says something else than the spec that a text was made of: paths end with `end`, and why."""

    languages: tuple[str, ...]
    end: str
    why: str


DIFFERENCES = (
    Differs(EVERY, "identity.type", "targets write the identity that a spec leaves to them"),
    Differs(EVERY, "nodeProvisioningProfile.mode", "azurerm is told not to leave it to the service"),
    Differs(
        EVERY, "resourceGroup", "a template and a plan do not say where they go, and answers were given another one"
    ),
    Differs(ANSWERS, "nextHop", "an answer has no route table, or only its id"),
    Differs(EVERY, "vnet.peers", "what it is peered with stands in the other VNet's file"),
    Differs(EVERY, "vnet.name", "the name is the one that aksnet gives it, or stands in no answer"),
    Differs(EVERY, "vnet.apiServerSubnet", "aksnet delegates it without a word"),
    Differs(AZURERM, "podIPAllocationMode", "azurerm has no argument for it"),
    Differs(AZURERM, "security.advancedNetworkPolicies", "azurerm has no argument for it"),
    Differs(AZURERM, "security.transitEncryption.type", "azurerm has no argument for it"),
    Differs(AZURERM, "performance.accelerationMode", "azurerm has no argument for it"),
    Differs(("azurerm-3", *ANSWERS, "plan"), "sku.name", "there is nothing else, so that it says nothing"),
    Differs((*ANSWERS, "plan"), "sku.tier", "it is what the service takes"),
    Differs(("plan", "state", "tf.json"), "tags", "these tests write them as a text, or their keys in quotes"),
    Differs(("plan", "state"), "location", "whoever deploys gives it"),
    Differs(("azurerm-4", "azurerm-3", "tf.json"), "vnet.nodes", "service endpoints were a set, which has no order"),
    *(
        Differs(ANSWERS, end, "an answer has the ids of subnets, and no VNet")
        for end in ("vnetSubnetID", "podSubnetID", "subnetId", "nodeSubnetID", "systemNodeSubnetID")
    ),
)
# Cases that say less than the others.
NOT_RENDERED = ("automatic", "real/automatic-custom-network")  # azurerm has another resource for it
OPEN = {("open-subnets", "plan"): "a plan knows nothing of what is given later, not even whether it is the same"}
OTHER_BYTES = {
    "real/egress-through-firewall": "its VNet says the name that aksnet would give it, which then follows the cluster's",
    "shared-network": "service endpoints were a set, which has no order",
}
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
FRAGMENTS, FLEETS = {"terraform": "main.tf", "arm": "azuredeploy.json"}, ("fleet",)
CASES = [
    pytest.param(sample, language, id=f"{sample} in {language}")
    for sample in SPECS
    for language in LANGUAGES
    if not (sample in NOT_RENDERED and language in AZURERM)
]


@cache
def _imported(sample: str, language: str) -> list[tuple[ClusterView, Read]]:
    """The clusters of a sample, each with what was read of it in a language."""
    return [(view, _read(view, language)) for view in sample_views(sample)]


def _read(view: ClusterView, language: str) -> Read:
    with TemporaryDirectory() as folder:
        (only,) = imports_in([Request([str(written(LANGUAGES[language](view), Path(folder)))], whole=True)])
    return only


def _differences(one: ClusterView, other: ClusterView, language: str) -> Iterator[str]:
    left, right = meaning(one), meaning(other)
    for path in dict.fromkeys([*left, *right]):
        excused = (path.startswith("windowsProfile.") and language == "state") or any(
            language in row.languages and path.endswith(row.end) for row in DIFFERENCES
        )
        of_vnet = language in ANSWERS and path.startswith("vnet.")
        # a second pool of a state is of another group here than its cluster
        lone = language == "state" and path.partition(".")[0] in [pool.name for pool in one.pools[1:]]
        if left.get(path) != right.get(path) and not (excused or of_vnet or lone):
            yield f"{path}: {left.get(path)!r} became {right.get(path)!r}"


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_an_import_means_what_the_spec_meant(sample: str, language: str) -> None:
    for view, read in _imported(sample, language):
        if (sample, language) in OPEN:
            assert read.imported.placeholders
            continue
        assert read.imported.placeholders == ()
        assert list(_differences(view, view_again(read.imported), language)) == []


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_a_change_to_an_import_would_do_nothing(sample: str, language: str) -> None:
    for _, read in _imported(sample, language):
        left = read.imported.left
        assert [one for one in left if "the spec would change it" in one.why and TOO_OLD not in one.why] == []


@pytest.mark.parametrize(("sample", "language"), [case for case in CASES if case.values[1] in WHOLE])
def test_gen_makes_the_same_bytes_of_an_import(sample: str, language: str) -> None:
    for view, read in _imported(sample, language):
        again = view_again(read.imported)
        same = again._replace(resource_group=view.resource_group)
        one, other = (texts(render(each, WHOLE[language])) for each in (view, same))
        assert one == other or (sample in OTHER_BYTES and one.keys() == other.keys())


def _whole(fragment: str, language: str) -> str:
    """A fragment inside a resource, as people paste it."""
    if language == "arm":
        kind = {"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2026-06-01", "name": "aks"}
        return json.dumps({"$schema": SCHEMA, "resources": [{**kind, "properties": json.loads(fragment)}]})
    head, *pools = fragment.split("# the network part of the resource of this pool\n")
    return f'resource "azurerm_kubernetes_cluster" "this" {{\nname = "aks"\n{head}}}\n' + "".join(pools)


@pytest.mark.parametrize(
    ("sample", "language"), [case for case in CASES if case.values[1] in FRAGMENTS and case.values[0] not in FLEETS]
)
def test_a_fragment_has_the_network_of_the_whole(sample: str, language: str) -> None:
    ((view, read),) = _imported(sample, language)
    fragment = "".join(file.text for file in render(view, FRAGMENT[language]))
    made = import_of(_whole(fragment, language), FRAGMENTS[language])
    if "podSubnetID" in fragment and "-vnet', parameters(" in fragment:  # whose name a fragment does not declare
        assert is_placeholder(made.spec["network"]["plugin"])  # type: ignore[index,call-overload]
        return
    whole = read.imported.spec.get("outbound")
    beside = (
        {key: one for key, one in whole.items() if key != "next_hop_ip_address"} if isinstance(whole, dict) else None
    )
    assert (made.spec.get("network"), made.spec.get("outbound")) == (read.imported.spec["network"], beside)


def test_differences_and_cases_are_of_languages_that_there_are() -> None:
    assert {language for row in DIFFERENCES for language in row.languages} <= {*LANGUAGES}
    assert {sample for sample, _ in OPEN} | {*NOT_RENDERED, *OTHER_BYTES} <= {*SPECS}
