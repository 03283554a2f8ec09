"""Whether AKS runs kube-proxy, which it does where nothing is said: a text without it turns it on again."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.paths import PLANE
from aksnet.transitions.azure.reasons import Views, reason_of
from aksnet.transitions.azure.saying import in_arms_words, same
from aksnet.transitions.azure.summing import opened, told
from aksnet.transitions.verdicts import Azure, OfAzure, Open
from aksnet.view import Value

PROXY = "networkProfile.kubeProxyConfig.enabled"
_ON = Value(True)  # fact BYO-08, and the property's own text in ARM_REFERENCE
_SOURCES, _FACTS = (aks("configure-kube-proxy"), ARM_REFERENCE), ("BYO-08",)
_CHANGES = "kube-proxy comes and goes in place"
_LEFT_OUT = "kube-proxy is left out: without kubeProxyConfig AKS runs it, beside what runs in its place now"
_WHO = "it is left out, and what it becomes depends on what is sent: without kubeProxyConfig AKS runs kube-proxy"


def of_proxy(views: Views) -> Iterator[OfAzure]:
    """What becomes of kube-proxy; on the Cilium data plane there is none (fact CIL-03), and azurerm never sends it."""
    before, after = views
    if after.text(PLANE) == "cilium":
        return
    if PROXY not in after.values and before.known(PROXY) is not False:
        return
    if after.absent(PROXY):
        yield from _left_out(views)
        return
    found = same(_ON if before.absent(PROXY) else before.told(PROXY), after.told(PROXY))
    if found is None:
        yield opened(PROXY, (after, before), Azure.NO_CHANGE, Azure.IN_PLACE)
    elif not found:
        yield told(reason_of(PROXY, _CHANGES, Azure.IN_PLACE, views, _SOURCES, _FACTS))


def _left_out(views: Views) -> Iterator[OfAzure]:
    before, after = views
    if after.declared is not None and after.declared.by_azurerm:
        return
    if in_arms_words(after) or (after.declared is None and in_arms_words(before)):
        yield told(reason_of(PROXY, _LEFT_OUT, Azure.IN_PLACE, views, _SOURCES, _FACTS))
    else:
        between = (str(Azure.NO_CHANGE), str(Azure.IN_PLACE))
        yield OfAzure(Azure.UNDECIDED, open=(Open(PROXY, _WHO, between, before.where(PROXY)),))
