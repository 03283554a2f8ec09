"""Changes of a network profile that Terraform is told to ignore: what the spec says there never reaches the cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.commands.sync.declared import Made
from aksnet.commands.sync.meaning import words_of
from aksnet.errors import Problem
from aksnet.syncing.overlaid import Ignored

_PROFILES = ("network_profile", "body.properties.networkProfile")
# azurerm does not read them back beside plugin none, and aksnet writes the entry itself: azurerm-facts.md, "BYO CNI
# and pod_cidr", and https://github.com/hashicorp/terraform-provider-azurerm/issues/30985
_BYO = frozenset({"network_profile.pod_cidr", "network_profile.pod_cidrs"})
_NEEDED = "as azurerm needs it with network_plugin none: another range in the spec reaches new clusters only"
_HINT = "take it out of ignore_changes, or what the spec says never reaches the cluster"


def ignored_faults(every: Sequence[Ignored], after: Made) -> Iterator[Problem]:
    """What is ignored of all that would be written."""
    for one in every:
        if _lost(one, after) - _excused(after):
            yield Problem(f"{one.words} are ignored here", one.place, _HINT)


def ignored_notes(every: Sequence[Ignored], after: Made) -> Iterator[str]:
    """What is ignored, and may be."""
    for one in every:
        if _lost(one, after):
            yield f"{one.words} are ignored, {_NEEDED}"
        elif any(map(one.touches, _PROFILES)):
            yield f"{one.words} are ignored: what the spec says of it one day would not reach the cluster"


def _lost(one: Ignored, after: Made) -> frozenset[str]:
    return frozenset(filter(one.touches, words_of(after)))


def _excused(after: Made) -> frozenset[str]:
    return _BYO if after.view.known("networkProfile.networkPlugin") == "none" else frozenset()
