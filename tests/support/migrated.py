"""Changes of clusters with all that can be told of one, made by hand: reports are held against them."""

from __future__ import annotations

from aksnet.errors import Place, Problem
from aksnet.facts.sources import AZURERM_RELEASES, aks
from aksnet.findings import Finding, Severity
from aksnet.reports.migrations import Migration
from aksnet.transitions.changes import Change, Maker, Pair, Planned, PoolChange, Runbook, Step
from aksnet.transitions.verdicts import Azure, Condition, Effect, OfAzure, OfTool, Open, Reason, Stretch, Tool
from aksnet.view import ClusterView, Declaration, PoolView

UPDATE = aks("update-azure-cni")
PLACE = Place("main.tf", 22, 27)
MAKER = Maker("azurerm", words="4.57.0")
MODE = "network_profile[0].network_plugin_mode"


def view(name: str, source: str = "main.tf") -> ClusterView:
    declared = Declaration("terraform", f"azurerm_kubernetes_cluster.{name}")
    return ClusterView(name, {}, place=Place(source, 1, 1), declared=declared)


def pair(name: str, maker: Maker = MAKER, **rest: object) -> Pair:
    sides = {"before": view(name, "state.json"), "after": view(name)}
    return Pair(**{"name": name, "maker": maker, **sides, **rest})  # type: ignore[arg-type]


def reason(verdict: Azure | Tool, text: str = "the release has it ForceNew", path: str = MODE) -> Reason:
    return Reason(path, text, verdict, None, '"overlay"', (AZURERM_RELEASES,), ("MIG-02",), PLACE)


def finding(rule: str = "AKN903", severity: Severity = Severity.WARNING, message: str = "a block stays") -> Finding:
    return Finding(rule, "kept-profile", severity, message, "prod", PLACE, "take it out", "https://example.com/903")


STEP = Step(
    "kubenet-to-overlay",
    "move from kubenet to overlay",
    ("Kubernetes is 1.27 or newer",),
    ("az aks update --name prod --resource-group rg \\\n  --network-plugin azure --network-plugin-mode overlay",),
    (("terraform", 'network_profile {\n  network_plugin = "azure"\n}'),),
    ("all nodes are reimaged at once",),
    ("az aks show --name prod --query networkProfile.networkPluginMode",),
    None,
    (UPDATE.url,),
)
ON_AZURE = OfAzure(
    Azure.IRREVERSIBLE,
    (reason(Azure.IRREVERSIBLE, "kubenet moves to overlay", "networkProfile.networkPluginMode"),),
    (Condition("no custom ip-masq-agent configuration is there", (UPDATE,), ("MIG-07",), "kubectl get configmap -A"),),
    (Effect("the nodes of all pools are reimaged at once", (UPDATE,)),),
    (Open("kubernetes_version", "a variable without a value", ("in-place", "refused"), Place("main.tf", 3)),),
)
REPLACED = OfTool("azurerm", "4.57.0", Tool.REPLACE, (MODE,), (reason(Tool.REPLACE),))
SAME_POOL = PoolChange(
    "system", PoolView({}), PoolView({}), OfAzure(Azure.NO_CHANGE), OfTool("azurerm", "4.57.0", Tool.NO_OP)
)
POOL = PoolChange(
    "user",
    PoolView({}),
    PoolView({}),
    OfAzure(Azure.NEW_POOL, (reason(Azure.NEW_POOL, "maxPods stays as it is", "maxPods"),)),
    OfTool("azurerm", "4.57.0", Tool.ROTATE, (), (reason(Tool.ROTATE, "it has a temporary name", "max_pods"),)),
)
WHOLE = Change(pair("prod"), ON_AZURE, REPLACED, (SAME_POOL, POOL), Runbook((STEP,)))
QUIET = Change(pair("test"), OfAzure(Azure.NO_CHANGE), OfTool("azurerm", "4.57.0", Tool.NO_OP), (SAME_POOL,))
IN_PLACE = Change(pair("dev"), OfAzure(Azure.IN_PLACE), OfTool("azurerm", "4.57.0", Tool.IN_PLACE))
CREATED = Change(pair("new", before=None), OfAzure(Azure.CREATE), OfTool("azurerm", "4.57.0", Tool.CREATE))
DELETED = Change(pair("old", after=None), OfAzure(Azure.DELETE), OfTool("azurerm", "4.57.0", Tool.DELETE))
REFUSED = Change(
    pair("bicep", Maker("bicep")),
    OfAzure(Azure.REFUSED, (reason(Azure.REFUSED, "a pod subnet never moves", "networkProfile.networkPlugin"),)),
    OfTool("bicep", None, Tool.ERROR_AT_APPLY),
    runbook=Runbook((STEP,), "there is no way from pod-subnet to overlay", ("pod-subnet with cilium",)),
)
RANGED = Change(
    pair("ranged", Maker("azurerm", words="~> 4.0", assumed=True)),
    OfAzure(Azure.IN_PLACE),
    OfTool(
        "azurerm",
        "~> 4.0",
        Tool.REPLACE,
        (MODE,),
        stretches=(Stretch("4.0.0", "4.57.0", Tool.REPLACE, (MODE,)), Stretch("4.58.0", "4.58.0", Tool.IN_PLACE, ())),
    ),
)
PLANNED = IN_PLACE._replace(
    pair=pair(
        "dev",
        planned=(("azurerm_kubernetes_cluster.dev", Planned(("delete", "create"), ("network_profile[0].pod_cidr",))),),
    )
)
CHANGES = {
    "all there is": WHOLE,
    "nothing": QUIET,
    "in place": IN_PLACE,
    "a new cluster": CREATED,
    "a deleted cluster": DELETED,
    "no way": REFUSED,
    "several releases": RANGED,
    "a plan of Terraform": PLANNED,
}


def migration(*changes: Change, findings: tuple[Finding, ...] = (), **rest: object) -> Migration:
    """A run over changes, in which the findings are those on the first."""
    found = (findings, *((),) * (len(changes) - 1)) if changes else ()
    return Migration(changes, found, {"main.tf": "x\n" * 30}, **rest)  # type: ignore[arg-type]


FLEET = migration(
    *CHANGES.values(), findings=(finding(),), unread=(Problem("no valid HCL", Place("b.tf", 3, 1), "mend it"),)
)
