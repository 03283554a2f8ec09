"""9xx: what a change does that its plan does not show, or that the service and the tool see differently.

Nothing of it can be seen in one file: the checks find nothing, and `aksnet migrate` tells them of two sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import AZAPI, AZURERM_CLUSTER, AZURERM_RELEASES, CLUSTER_CODE, RESOURCE_PUT, Source, aks
from aksnet.findings import Severity
from aksnet.rules import changes_by_azurerm
from aksnet.rules.base import Context, Hit, Rule, rule
from aksnet.view import ClusterView

OUTBOUND, POLICIES = aks("egress-outboundtype"), aks("use-network-policies")
UPDATE, DISRUPTION = aks("update-azure-cni"), aks("node-disruption-policy")
NETWORKING = aks("node-auto-provisioning-networking")
PLAN_JSON = Source("https://developer.hashicorp.com/terraform/internals/json-format", "2026-11-30")


@rule(
    "AKN900",
    "failing-verdict",
    "aksnet migrate with --format text tells why, and the steps to the goal; --fail-on says which verdicts fail",
    UPDATE,
    CLUSTER_CODE,
    answer="The verdict says what is lost: a cluster or a pool that is replaced or deleted, a change that is refused.",
)
def failing_verdict(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A change has a verdict that this run is to stop: the cluster would be replaced, say, or Azure refuses the change.

    `aksnet migrate` judges what a change will do, at Azure and in the release of the tool in use. In the formats that
    have findings only (SARIF, JUnit, annotations) each verdict that `--fail-on` names is told as this finding, with
    the attribute that decides.
    """
    yield from ()


@rule(
    "AKN901",
    "tool-disagrees",
    "make the change with az first, then write it in the configuration: the next plan reads it back, and shows none",
    CLUSTER_CODE,
    AZURERM_RELEASES,
    UPDATE,
    answer="Terraform destroys a cluster, with all that runs in it, for a change that Azure makes in place; or it plans"
    " nothing, and nothing is changed.",
)
def tool_disagrees(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure makes the change in place or in steps, and the tool replaces the cluster or cannot say it.

    What azurerm replaces a cluster for is written in its code, and grows shorter with its releases; what Azure changes
    in place is another list. Where the two differ, the change is made with the Azure CLI, or with a release of the
    provider that has learnt it.
    """
    yield from ()


@rule(
    "AKN909",
    "documents-disagree",
    "try it on a cluster that nobody needs, and ask Azure's support before you do it on one that somebody does",
    OUTBOUND,
    POLICIES,
    DISRUPTION,
    UPDATE,
    NETWORKING,
    Source("https://github.com/hashicorp/terraform-provider-azurerm/issues/32814", "2026-11-23"),
    answer="What one page describes, another calls impossible: Azure may refuse the change, or make it otherwise than"
    " is told here.",
    facts=("MIG-04", "OUT-11", "DOC-05", "DOC-08", "DOC-18"),
    severity=Severity.WARNING,
)
def documents_disagree(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Microsoft's pages say different things about the change.

    aksnet follows the page that says less can be done, and says which pages they are. Of dual-stack on a cluster that
    is there one page tells that it reimages the nodes, and none how to do it; of a managed NAT gateway that becomes a
    load balancer one page says both.
    """
    yield from ()


@rule(
    "AKN910",
    "plan-hides-refusal",
    "make the change in the steps of the runbook, each of them planned and applied alone",
    UPDATE,
    POLICIES,
    CLUSTER_CODE,
    answer="The plan says that it is a change in place, and the service refuses it when it is applied; what the apply"
    " did before that stays.",
    facts=("MIG-01", "MIG-02", "MIG-03"),
)
def plan_hides_refusal(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The plan shows a change in place, and Azure refuses it.

    azurerm checks little of what Azure does not allow. Address management and data plane do not change in one
    operation, a policy engine has to go before a cluster moves to overlay, a pod subnet never becomes an overlay: a
    plan says nothing of all that.
    """
    yield from ()


@rule(
    "AKN911",
    "outbound-moves",
    "tell those who allow the cluster's address in a firewall, and choose an hour in which connections may drop",
    OUTBOUND,
    answer="Connections that are open are dropped, and the cluster leaves with another address: whoever allows only the"
    " old one refuses it.",
    facts=("OUT-13",),
    severity=Severity.WARNING,
)
def outbound_moves(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The outbound type changes: connections drop, and the address of what leaves the cluster is another one.

    Azure makes the change in place, and the plan shows one word. Authorized ranges of the cluster's own API server and
    of other services, and rules of firewalls, have the old address.
    """
    yield from ()


@rule(
    "AKN912",
    "removal-without-effect",
    "write the settings that you want instead of leaving them out",
    AZURERM_CLUSTER,
    CLUSTER_CODE,
    Source("https://github.com/Azure/azure-cli/pull/29420", "2026-11-23"),
    answer="The plan shows nothing, and what runs stays as it is.",
    severity=Severity.INFO,
)
def removal_without_effect(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """What is left out goes on: a block that azurerm keeps, or an engine that the service keeps.

    Blocks that azurerm takes from Azure where the configuration has none, such as load_balancer_profile, are not
    removed by leaving them out. Nor is a network policy engine removed by a template that does not name it: it takes
    the word none. What is written then no longer says what runs.
    """
    yield from ()


@rule(
    "AKN918",
    "removed",
    "put it back into the configuration if it is to stay, or take it out of the state: terraform state rm",
    RESOURCE_PUT,
    AZAPI,
    answer="Nodes and what runs on them are gone; with a cluster also its identity, its addresses, and the volumes in"
    " its node resource group.",
)
def removed(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster or a pool that was there is not there afterwards.

    Terraform deletes what its state has and its configuration has no more. A deployment of Bicep or ARM leaves it, save
    in complete mode and as a deployment stack.
    """
    yield from ()


@rule(
    "AKN919",
    "planned-replacement",
    "do not apply this plan: take out what it replaces for, or make a new cluster beside the old one",
    PLAN_JSON,
    answer="Terraform does what its plan says: it deletes the resource, and makes another.",
)
def planned_replacement(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Terraform's own plan deletes or replaces a cluster or a pool.

    A plan in JSON says what is done with each resource, and which paths it is replaced for. Where aksnet expects
    something else of this release of the provider, the plan is right.
    """
    yield from ()


RULES: tuple[Rule, ...] = (
    failing_verdict,
    tool_disagrees,
    *changes_by_azurerm.RULES,
    documents_disagree,
    plan_hides_refusal,
    outbound_moves,
    removal_without_effect,
    removed,
    planned_replacement,
)
