"""Type checker and code generator for the networking of AKS clusters.

`load` reads clusters; `check`, `render`, `plan` and `migrate` say what is wrong with them, write their text, count
their addresses, and tell what a change does. Nothing is printed, asked for or changed on disk: docs/python.md.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # that of typing, which takes long to load: before main nobody catches an interrupt
if TYPE_CHECKING:
    from aksnet.api.checking import BrokenRuleError, check
    from aksnet.api.clusters import Clusters
    from aksnet.api.loading import load, loads
    from aksnet.api.migrating import migrate
    from aksnet.api.modes import mode_of
    from aksnet.api.planning import plan
    from aksnet.api.rendering import Files, RefusedError, render
    from aksnet.api.writing import to_text
    from aksnet.errors import AksnetError, Place, Problem, ReadError, SpecError, UsageError
    from aksnet.findings import Finding, Severity
    from aksnet.planning.balance import Balance
    from aksnet.planning.balance import Verdict as RangeVerdict
    from aksnet.planning.plan import ClusterPlan, Plan, VnetPlan
    from aksnet.reports.migrations.migration import Migration
    from aksnet.reports.report import Report, Summary
    from aksnet.transitions.changes import Change, PoolChange, Runbook, Step
    from aksnet.transitions.verdicts import Azure as AzureVerdict
    from aksnet.transitions.verdicts import OfAzure, OfTool, Reason
    from aksnet.transitions.verdicts import Tool as ToolVerdict
    from aksnet.view import ClusterView, Origin, Parameter, PoolView, Subnet, SubnetView, Unknown, Value, VnetView

__version__ = "0.1.0"
__all__ = [
    "AksnetError",
    "AzureVerdict",
    "Balance",
    "BrokenRuleError",
    "Change",
    "ClusterPlan",
    "ClusterView",
    "Clusters",
    "Files",
    "Finding",
    "Migration",
    "OfAzure",
    "OfTool",
    "Origin",
    "Parameter",
    "Place",
    "Plan",
    "PoolChange",
    "PoolView",
    "Problem",
    "RangeVerdict",
    "ReadError",
    "Reason",
    "RefusedError",
    "Report",
    "Runbook",
    "Severity",
    "SpecError",
    "Step",
    "Subnet",
    "SubnetView",
    "Summary",
    "ToolVerdict",
    "Unknown",
    "UsageError",
    "Value",
    "VnetPlan",
    "VnetView",
    "check",
    "load",
    "loads",
    "migrate",
    "mode_of",
    "plan",
    "render",
    "to_text",
]

# Each module with the public names that it has.
_PLACES = {
    "api.checking": ("BrokenRuleError", "check"),
    "api.clusters": ("Clusters",),
    "api.loading": ("load", "loads"),
    "api.migrating": ("migrate",),
    "api.modes": ("mode_of",),
    "api.planning": ("plan",),
    "api.rendering": ("Files", "RefusedError", "render"),
    "api.writing": ("to_text",),
    "errors": ("AksnetError", "Place", "Problem", "ReadError", "SpecError", "UsageError"),
    "findings": ("Finding", "Severity"),
    "planning.balance": ("Balance", "RangeVerdict"),
    "planning.plan": ("ClusterPlan", "Plan", "VnetPlan"),
    "reports.migrations.migration": ("Migration",),
    "reports.report": ("Report", "Summary"),
    "transitions.changes": ("Change", "PoolChange", "Runbook", "Step"),
    "transitions.verdicts": ("AzureVerdict", "OfAzure", "OfTool", "Reason", "ToolVerdict"),
    "view": ("ClusterView", "Origin", "Parameter", "PoolView", "Subnet", "SubnetView", "Unknown", "Value", "VnetView"),
}
_MODULES = {name: module for module, names in _PLACES.items() for name in names}
# What is called otherwise in its module, where it is the only one of its kind.
_OWN_NAMES = {"AzureVerdict": "Azure", "RangeVerdict": "Verdict", "ToolVerdict": "Tool"}


if not TYPE_CHECKING:  # type checkers would take any name for one of these

    def __getattr__(name: str) -> object:
        """A public name, whose module is loaded when it is first asked for."""
        if name not in _MODULES:
            raise AttributeError(f"module 'aksnet' has no attribute {name!r}")
        return getattr(import_module(f"aksnet.{_MODULES[name]}"), _OWN_NAMES.get(name, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
