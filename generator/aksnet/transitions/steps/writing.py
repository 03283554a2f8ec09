"""What to write for one change, in the language of the tool that makes the cluster, and whether it then does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.facts import arm, avm_bicep
from aksnet.facts.azurerm import CLUSTER, NEWEST, Version, obstacle
from aksnet.paths import LOAD_BALANCER, NAT, OUTBOUND, PLANE
from aksnet.transitions.changes import Maker
from aksnet.transitions.steps import spelling
from aksnet.transitions.steps.leg import Attribute, Leg, Text
from aksnet.transitions.steps.provider_releases import Row, row_of
from aksnet.view import ClusterView, Values

_ALONE = "instead of az aks update write this, and nothing else in the same {}:"
# The block that a change is about, where it is not the network profile.
_PROFILE = "network_profile"
_IGNORED = {"api-server": "api_server_access_profile", "sku": None}
_BY_AZ = "with az alone"
_PLAN = "terraform plan -refresh-only shows the new values, and terraform plan no changes"


def changes_of(leg: Leg, text: Text) -> Iterator[tuple[str, str]]:
    """What to write, by language; for a spec, which may become either, that of Terraform and that of Bicep."""
    for language, lines in _languages(leg, text.attributes, _azurerm(leg, text), (*_left_behind(leg), *text.beside)):
        yield language, "\n".join(lines)


def setting_of(
    leg: Leg, attributes: tuple[Attribute, ...], first: Version, *, reimaged: bool
) -> Iterator[tuple[str, str]]:
    """What to write for a setting that changes in place, for azurerm from a release on."""
    for language, lines in _languages(leg, attributes, _setting(leg.maker, attributes, first), ()):
        told = tuple(lines)
        again = ("then reimage the nodes as above",) if reimaged and not told[0].startswith(_BY_AZ) else ()
        yield language, "\n".join((*told, *again))


def _setting(maker: Maker, attributes: tuple[Attribute, ...], first: Version) -> Iterator[str]:
    releases = _releases(maker)
    if min(releases) < first:
        yield f"{_BY_AZ}: {_called(maker)} has no argument for it, which came with {first}; the text stays as it is"
        return
    yield from _template(spelling.azurerm(attributes, max(releases)), "apply")


def _languages(
    leg: Leg, attributes: tuple[Attribute, ...], by_azurerm: Iterator[str], beside: tuple[str, ...]
) -> Iterator[tuple[str, Iterator[str]]]:
    declared, provider = leg.after.declared, leg.maker.provider
    module = declared.module if declared is not None else None
    more = (*_too_new(leg, attributes), *beside)
    if provider == "azurerm":
        yield "terraform", by_azurerm
        if declared is None:
            yield "bicep", _template(spelling.bicep(attributes), "deployment", beside)
    elif provider == "avm":
        yield "terraform", _template(spelling.avm_inputs(attributes), "apply", beside)
    elif provider == "azapi":
        yield "terraform", _template(spelling.azapi(attributes), "apply", more)
    elif provider == "bicep" and module is not None and avm_bicep.NAME in module:
        yield "bicep", _avm_bicep(leg, attributes, beside)
    elif provider == "bicep":
        yield "bicep", _template(spelling.bicep(attributes), "deployment", more)
    elif provider == "arm":
        yield "arm", _template(spelling.arm(attributes), "deployment", more)


def _left_behind(leg: Leg) -> Iterator[str]:
    """Settings of a way out that go with it: the service takes them with their type alone (fact OUT-03)."""
    if leg.edge.axis != "outbound":
        return
    for prefix, kinds in ((LOAD_BALANCER, ("loadBalancer",)), (NAT, ("managedNATGateway", "managedNATGatewayV2"))):
        there = any(_says(view, prefix) for view in _texts(leg))
        if there and leg.start.outbound in kinds and leg.end.outbound not in kinds:
            yield f"and {prefix.rstrip('.')} is taken out: settings of another way out are refused"


def _texts(leg: Leg) -> Iterator[ClusterView]:
    """The sides that are the text that is to be changed: not what az tells of the cluster before."""
    before, after = leg.before.declared, leg.after.declared
    if (before and before.language) == (after and after.language):
        yield leg.before
    yield leg.after


def _says(view: ClusterView, prefix: str) -> bool:
    """Whether somebody writes something under a path; of a module's inputs the names tell it."""
    if view.declared is None or view.declared.module is None:
        return any(path.lower().startswith(prefix.lower()) for path in view.values)
    block = prefix.rstrip(".").rpartition(".")[2].removesuffix("Profile").lower()
    inputs = {name.lower() for path, name in avm_bicep.CLUSTER.items() if path.startswith(prefix)}
    given = [name.replace("_", "").lower() for name in _names(view.declared.given)]
    return any(name in inputs or block in name for name in given)


def _names(given: Values) -> Iterator[str]:
    for name, value in given.items():
        yield name
        if isinstance(value.data, dict):
            yield from value.data


def _avm_bicep(leg: Leg, attributes: tuple[Attribute, ...], beside: tuple[str, ...]) -> Iterator[str]:
    """https://github.com/Azure/bicep-registry-modules/issues/3860: Cilium brings overlay with it."""
    if leg.end.ipam != "overlay" and any(one.path == PLANE for one in attributes):
        yield "with az: this module asks for overlay in the same request, which Azure refuses; when the cluster is on"
        yield "overlay as well, write this:"
        yield from _indented(spelling.avm_parameters(attributes))
        return
    yield from _template(spelling.avm_parameters(attributes), "deployment", beside)


def _template(lines: Iterator[str], what: str, beside: Iterable[str] = ()) -> Iterator[str]:
    yield _ALONE.format(what)
    yield from _indented(lines)
    yield from _indented(beside)
    yield f"the {what} makes this step by itself"


def _too_new(leg: Leg, attributes: tuple[Attribute, ...]) -> Iterator[str]:
    """What the API version in use does not have yet."""
    version = leg.after.declared.api_version if leg.after.declared is not None else None
    for one in attributes:
        row = arm.CLUSTER.get(one.path)
        if version and row is not None and one.after is not None and not arm.has(version, row, one.after):
            first = arm.first_version(row, one.after)
            yield f"and an API version from {first} on: {version} has no such value of {one.path}"


def _azurerm(leg: Leg, text: Text) -> Iterator[str]:
    if _unknown_way(leg, leg.end.outbound):
        yield from _by_az(leg)
        return
    row, releases = row_of(leg), _releases(leg.maker)
    written = tuple(one for one in text.attributes if not one.path.startswith((LOAD_BALANCER, NAT)))
    lines = (*_indented(spelling.azurerm(written, max(releases))), *_beside(leg))
    if by_provider(leg, text):
        yield _ALONE.format("apply")
        yield from lines
        yield f"{_called(leg.maker)} makes this step by terraform apply; the plan says that it updates in-place"
        return
    if _unknown_way(leg, leg.start.outbound):
        yield f"with az first: {_called(leg.maker)} does not know the way out that the cluster has"
    elif row.first is not None and min(releases) >= row.first:
        yield f"with az first: {_called(leg.maker)} cannot say all of it"
    else:
        yield f"with az first: {_older(row, releases, leg.maker)}"
    yield "then write this:"
    yield from lines
    yield _PLAN


def _by_az(leg: Leg) -> Iterator[str]:
    """A step of which nothing can be written: the text says another way out than the cluster has."""
    row = row_of(leg)
    yield f"{_BY_AZ}: {_older(row, _releases(leg.maker), leg.maker)}"
    yield f"nothing of it can be written: the text keeps the way out that it has, under {_kept(leg)}"
    if row.first is not None:
        yield f"or use azurerm {row.first} or newer first, and write it there"


def _kept(leg: Leg) -> str:
    return f"lifecycle {{ ignore_changes = [{_IGNORED.get(leg.edge.axis, _PROFILE)}] }}"


def _unknown_way(leg: Leg, kind: str | None) -> bool:
    """Whether it is about the way out, and one that a release that may be in use has no word for."""
    some = leg.edge.axis == "outbound" and kind is not None
    return some and any(obstacle(CLUSTER, OUTBOUND, kind, one) is not None for one in _releases(leg.maker))


def _releases(maker: Maker) -> tuple[Version, ...]:
    return maker.releases or (NEWEST[max(NEWEST)],)


def by_provider(leg: Leg, text: Text) -> bool:
    """Whether every release of azurerm that may be in use makes the change in place, and can say all of it."""
    first, releases = row_of(leg).first, _releases(leg.maker)
    if first is None or min(releases) < first or _unknown_way(leg, leg.start.outbound):
        return False
    return not spelling.unsaid(text.attributes, max(releases))


def warning(leg: Leg, text: Text) -> str | None:
    """What must not run between az and the new text, None where nothing is made by azurerm, or all of it."""
    if leg.maker.provider != "azurerm" or by_provider(leg, text):
        return None
    told = f"until the new text is there, nobody runs terraform apply, which {row_of(leg).stale}: stop the pipelines"
    ignored = _IGNORED.get(leg.edge.axis, _PROFILE)
    if ignored is None:
        return told
    if _unknown_way(leg, leg.end.outbound):
        stays = "is applied first, and stays for as long as the cluster has that way out"
        return f"{_kept(leg)} {stays}: an apply without it {row_of(leg).stale}"
    return f"{told}, or apply {_kept(leg)} first and take it out at the end"


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


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
