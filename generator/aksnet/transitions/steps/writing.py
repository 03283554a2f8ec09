"""What to write for one change, in the language of the tool that makes the cluster, and whether it then does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.facts import arm, avm_bicep
from aksnet.facts.azurerm import NEWEST, Version
from aksnet.paths import LOAD_BALANCER, NAT
from aksnet.transitions.changes import Maker
from aksnet.transitions.steps import spelling
from aksnet.transitions.steps.leg import Leg, Text
from aksnet.transitions.steps.provider_releases import Row, row_of

_ALONE = "instead of az aks update write this, and nothing else in the same {}:"
# The block that a change is about, where it is not the network profile.
_IGNORED = {"api-server": "api_server_access_profile", "sku": None}
_PLAN = "terraform plan -refresh-only shows the new values, and terraform plan no changes"


def changes_of(leg: Leg, text: Text) -> Iterator[tuple[str, str]]:
    """What to write, by language; for a spec, which may become either, that of Terraform and that of Bicep."""
    for language, lines in _languages(leg, text):
        yield language, "\n".join(lines)


def _languages(leg: Leg, text: Text) -> Iterator[tuple[str, Iterator[str]]]:
    declared, provider = leg.after.declared, leg.maker.provider
    module = declared.module if declared is not None else None
    if provider == "azurerm":
        yield "terraform", _azurerm(leg, text)
        if declared is None:
            yield "bicep", _template(spelling.bicep(text.attributes), "deployment")
    elif provider == "avm":
        yield "terraform", _template(spelling.avm_inputs(text.attributes), "apply")
    elif provider == "azapi":
        yield "terraform", _template(spelling.azapi(text.attributes), "apply", _too_new(leg, text))
    elif provider == "bicep" and module is not None and avm_bicep.NAME in module:
        yield "bicep", _avm_bicep(leg, text)
    elif provider == "bicep":
        yield "bicep", _template(spelling.bicep(text.attributes), "deployment", _too_new(leg, text))
    elif provider == "arm":
        yield "arm", _template(spelling.arm(text.attributes), "deployment", _too_new(leg, text))


def _avm_bicep(leg: Leg, text: Text) -> Iterator[str]:
    """https://github.com/Azure/bicep-registry-modules/issues/3860: Cilium brings overlay with it."""
    if leg.edge.id == "plane-to-cilium" and leg.end.ipam != "overlay":
        yield "with az: this module asks for overlay in the same request, which Azure refuses; when the cluster is on"
        yield "overlay as well, write this:"
        yield from _indented(spelling.avm_parameters(text.attributes))
        return
    yield from _template(spelling.avm_parameters(text.attributes), "deployment")


def _template(lines: Iterator[str], what: str, beside: Iterable[str] = ()) -> Iterator[str]:
    yield _ALONE.format(what)
    yield from _indented(lines)
    yield from _indented(beside)
    yield f"the {what} makes this step by itself"


def _too_new(leg: Leg, text: Text) -> Iterator[str]:
    """What the API version in use does not have yet."""
    version = leg.after.declared.api_version if leg.after.declared is not None else None
    for one in text.attributes:
        row = arm.CLUSTER.get(one.path)
        if version and row is not None and one.after is not None and not arm.has(version, row, one.after):
            first = arm.first_version(row, one.after)
            yield f"and an API version from {first} on: {version} has no such value of {one.path}"


def _azurerm(leg: Leg, text: Text) -> Iterator[str]:
    row, releases = row_of(leg), _releases(leg.maker)
    written = tuple(one for one in text.attributes if not one.path.startswith((LOAD_BALANCER, NAT)))
    lines = (*_indented(spelling.azurerm(written, max(releases))), *_beside(leg))
    if by_provider(leg, text):
        yield _ALONE.format("apply")
        yield from lines
        yield f"{_called(leg.maker)} makes this step by terraform apply; the plan says that it updates in-place"
        return
    if row.first is not None and min(releases) >= row.first:
        yield f"with az first: {_called(leg.maker)} cannot say all of it"
    else:
        yield f"with az first: {_older(row, releases, leg.maker)}"
    yield "then write this:"
    yield from lines
    yield _PLAN


def _releases(maker: Maker) -> tuple[Version, ...]:
    return maker.releases or (NEWEST[max(NEWEST)],)


def by_provider(leg: Leg, text: Text) -> bool:
    """Whether every release of azurerm that may be in use makes the change in place, and can say all of it."""
    first, releases = row_of(leg).first, _releases(leg.maker)
    return first is not None and min(releases) >= first and not spelling.unsaid(text.attributes, max(releases))


def warning(leg: Leg, text: Text) -> str | None:
    """What must not run between az and the new text, None where nothing is made by azurerm, or all of it."""
    if leg.maker.provider != "azurerm" or by_provider(leg, text):
        return None
    told = f"until the new text is there, nobody runs terraform apply, which {row_of(leg).stale}: stop the pipelines"
    ignored = _IGNORED.get(leg.edge.axis, "network_profile")
    if ignored is None:
        return told
    return f"{told}, or apply lifecycle {{ ignore_changes = [{ignored}] }} first and take it out at the end"


def _older(row: Row, releases: tuple[Version, ...], maker: Maker) -> str:
    """What the releases in use do instead, and from which on it works."""
    if row.first is None:
        return f"azurerm {row.instead}, in every release that is known"
    able = f"terraform apply makes this step from {row.first.major}.{row.first.minor} on"
    if max(releases) >= row.first:
        return f"of {_called(maker)}, what is older than {row.first.major}.{row.first.minor} {row.instead}; {able}"
    return f"{_called(maker)} {row.instead}; {able}"


def _called(maker: Maker) -> str:
    words = maker.words or ", ".join(map(str, maker.releases)) or str(NEWEST[max(NEWEST)])
    return words if words.startswith("azurerm") else f"azurerm {words}"


def _beside(leg: Leg) -> Iterator[str]:
    """Blocks that replace the cluster when they come or stay (azurerm-versions, section 3, surprise 2)."""
    if leg.edge.axis == "sku":
        yield "  azurerm_kubernetes_cluster in place of azurerm_kubernetes_automatic_cluster: terraform state rm of the"
        yield "  old one, then terraform import of the new one, which takes no cluster that is Automatic still"
    if leg.edge.axis != "outbound":
        return
    if leg.start.outbound == "loadBalancer":
        yield "  a block load_balancer_profile goes in the same apply: kept, it replaces the cluster at the next plan"
    if leg.end.outbound == "loadBalancer":
        yield "  a block load_balancer_profile only in a later apply: together with the type it replaces the cluster"
    if leg.end.outbound == "managedNATGateway":
        yield "  a block nat_gateway_profile only in a later apply: together with the type it replaces the cluster"
    if leg.end.outbound == "none":
        yield '  bootstrap_profile.artifact_source = "Cache" in an apply before it, then reimage the nodes as above'


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
