"""AKN912, AKN915, AKN916: what is left out, and azurerm or the service takes for another value, or for none."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.paths import PLANE, PLUGIN, POLICY
from aksnet.transitions.azurerm.automatic import is_of_it
from aksnet.transitions.azurerm.sides import AUTOMATIC, ignored, is_ignored, kind_of
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, left_out
from aksnet.view import ClusterView, Json

REMOVED, ISSUER, DATA_PLANE = "AKN912", "AKN915", "AKN916"
_WRITTEN = ("terraform", "bicep", "bicep-snapshot", "arm")
_ENGINES = ("azure", "calico")
_NAME = "oidc_issuer_enabled"
_ARM = "oidcIssuerProfile.enabled"
_KEPT, _DEFAULT_ON, _V4 = Version(4, 68), Version(5), Version(4)
_PLANES = ("network_profile.network_data_plane", "network_profile.ebpf_data_plane")


def dangers(sides: Sides) -> Iterator[Danger]:
    """The issuer of tokens, and the data plane; for other tools the engine of network policies."""
    if sides.by_azurerm and (kind_of(sides.after) == AUTOMATIC or is_of_it(sides.before, sides.after)):
        return  # it has neither argument: both are what AKS Automatic presets
    if sides.by_azurerm:
        yield from _issuer(sides)
        yield from _data_plane(sides)
    else:
        yield from _engine(sides)


def _engine(sides: Sides) -> Iterator[Danger]:
    """A PUT without it keeps the engine that runs: azure-cli got `none` for that (pull request 29420)."""
    old, declared = sides.old.policy, sides.before.declared
    was_written = declared is not None and declared.language in _WRITTEN
    if was_written and old in _ENGINES and sides.old.plane == sides.new.plane and sides.after.absent(POLICY):
        message = f"networkPolicy {old} is left out: the service keeps the engine"
        yield Danger(REMOVED, message, sides.after.where(PLUGIN), hint="write networkPolicy: none to remove it")


def _issuer(sides: Sides) -> Iterator[Danger]:
    old, place = _enabled(sides.before), sides.after.place
    if is_ignored(_NAME, ignored(sides.after)):
        return
    if left_out(sides.after.declared, _NAME):
        off = sides.among(lambda one: one < _KEPT) if old is True else None
        on = sides.among(lambda one: one >= _DEFAULT_ON) if old is False else None
        if off is not None:
            yield Danger(ISSUER, f"{_NAME} true -> left out: {off} turns the issuer off", place)
        if on is not None:
            yield Danger(ISSUER, f"{_NAME} false -> left out: {on} turns the issuer on", place)
    elif (old, _enabled(sides.after)) == (True, False):
        releases = sides.among(lambda one: one >= _KEPT)
        if releases is not None:
            message = f"{_NAME} true -> false: {releases} replaces the cluster"
            yield Danger(ISSUER, message, place, Severity.ERROR, f"leave {_NAME} true")


def _enabled(cluster: ClusterView) -> Json:
    """Whether the issuer is on, in the words of azurerm or of ARM; None where it is not told."""
    written = cluster.declared.written.get(_NAME) if cluster.declared is not None else None
    value = written if written is not None else cluster.values.get(_ARM)
    return value.data if value is not None and isinstance(value.data, bool) else None


def _data_plane(sides: Sides) -> Iterator[Danger]:
    """From 4.0 on what is left out is azure; before, it was kept."""
    declared = sides.after.declared
    silent = all(left_out(declared, path) and not is_ignored(path, ignored(sides.after)) for path in _PLANES)
    silent = silent and not left_out(declared, "network_profile")  # without its block all of it is kept
    releases = sides.among(lambda one: one >= _V4) if silent and sides.old.plane == "cilium" else None
    if releases is not None:
        message = f"network_data_plane cilium -> left out: {releases} takes azure for it, and replaces the cluster"
        yield Danger(DATA_PLANE, message, sides.after.where(PLANE))
