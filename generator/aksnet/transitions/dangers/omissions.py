"""AKN915, AKN916: what is left out, and azurerm takes for another value than the cluster has."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.paths import PLANE
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, left_out
from aksnet.view import ClusterView, Json

ISSUER, DATA_PLANE = "AKN915", "AKN916"
_NAME = "oidc_issuer_enabled"
_ARM = "oidcIssuerProfile.enabled"
_KEPT, _DEFAULT_ON, _V4 = Version(4, 68), Version(5), Version(4)
_PLANES = ("network_profile.network_data_plane", "network_profile.ebpf_data_plane")


def dangers(sides: Sides) -> Iterator[Danger]:
    """The issuer of tokens, and the data plane."""
    if sides.by_azurerm:
        yield from _issuer(sides)
        yield from _data_plane(sides)


def _issuer(sides: Sides) -> Iterator[Danger]:
    old, place = _enabled(sides.before), sides.after.place
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
    silent = all(left_out(declared, path) for path in _PLANES)
    releases = sides.among(lambda one: one >= _V4) if silent and sides.old.plane == "cilium" else None
    if releases is not None:
        message = f"network_data_plane cilium -> left out: {releases} takes azure for it, and replaces the cluster"
        yield Danger(DATA_PLANE, message, sides.after.where(PLANE))
