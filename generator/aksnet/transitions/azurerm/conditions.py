"""When a change of a network's attribute replaces the cluster: azurerm's own conditions, as its releases have them.

Source: CustomizeDiff in kubernetes_cluster_resource.go and kubernetes_cluster_node_pool_resource.go of v3.70.0,
v3.117.1, v4.66.0, v4.81.0 and v5.2.0; executed over 37 releases on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Collection

from aksnet.transitions.azurerm.attributes import Does, Step
from aksnet.transitions.verdicts import Tool

_PLACE, _REPLACE = Tool.IN_PLACE, Tool.REPLACE
_MIGRATING = ("Ubuntu", "AzureLinux")


def by_itself(step: Step) -> Tool:
    """The block itself says something, be all in it the default: it comes and goes in place."""
    return _PLACE


def when(replaced: bool) -> Tool:
    """The verdict of a condition."""
    return _REPLACE if replaced else _PLACE


def set_before(step: Step) -> Tool:
    """What was set is not set anew: the cluster is replaced."""
    return when(bool(step.old))


def removed(step: Step) -> Tool:
    """What was set is taken away: the resource is replaced."""
    return when(bool(step.old) and not step.new and not step.later)


def set_before_and_known(step: Step) -> Tool:
    """As `set_before`; what is known later counts as what it was."""
    return when(bool(step.old) and not step.later)


def to(*words: str, known: bool = False) -> Does:
    """From nothing to one of the words in place, all else replaces; with `known` what is known later does not."""

    def does(step: Step) -> Tool:
        if known and step.later:
            return _PLACE
        return when(bool(step.old) or step.new not in words)

    return does


def among(allowed: Collection[tuple[str, str]], *, known: bool = False) -> Does:
    """From nothing, and from one word to another of a pair in place, all else replaces."""

    def does(step: Step) -> Tool:
        if not step.old or (known and step.later):
            return _PLACE
        return when(all((step.old, step.new) != pair for pair in allowed))  # a value may be of any type

    return does


def to_overlay(step: Step) -> Tool:
    """The mode overlay is switched on in place, and off never; what is known later counts as off."""
    if step.later:
        return when(bool(step.old))
    return when(str(step.new or "").lower() != "overlay")


def kubenet_to_overlay(step: Step) -> Tool:
    """From kubenet to azure with the mode overlay in place, all else replaces."""
    moves = (step.old, step.new) == ("kubenet", "azure") and not step.later
    return when(not (moves and str(step.asked("network_profile.network_plugin_mode") or "").lower() == "overlay"))


def of_service_principal(step: Step) -> Tool:
    """From an identity to a service principal the cluster is replaced."""
    return when(step.old in (None, "", "msi"))


def renamed(step: Step) -> Tool:
    """Another name of the default pool replaces the cluster, but where a rotation stopped under the temporary one."""
    recovers = bool(step.old) and step.old == step.asked("temporary_name_for_rotation")
    return Tool.ROTATE if recovers else _REPLACE


def between_linux(otherwise: Tool, *, prefix: bool) -> Does:
    """From Ubuntu to AzureLinux and back in place; with `prefix` their releases are meant as well."""

    def ours(word: object) -> bool:
        return str(word).startswith(_MIGRATING) if prefix else word in _MIGRATING

    def does(step: Step) -> Tool:
        return _PLACE if ours(step.old) and ours(step.new) else otherwise

    return does
