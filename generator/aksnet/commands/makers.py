"""Which tool makes a cluster afterwards, and in which releases it may be."""

from __future__ import annotations

import re

from aksnet.errors import Place, Problem, UsageError
from aksnet.facts.azurerm import NEWEST, Version
from aksnet.facts.azurerm_schema import AUTOMATIC, exists
from aksnet.facts.constraints import terms_of
from aksnet.facts.releases import releases_of
from aksnet.transitions import Maker
from aksnet.view import ClusterView, Declaration

_AVM = re.compile(r"\bavm-res-containerservice-managedcluster\b")
_BICEP = ("bicep", "bicep-snapshot")
_TEMPLATES = (*_BICEP, "arm")
_FLAG = Place("--provider-version")


def checked(text: str | None) -> str | None:
    """The words of `--provider-version`, a major as the newest release of it; raises UsageError for what is none."""
    if text is None:
        return None
    stripped = text.strip()
    if re.fullmatch(r"v?[0-9]+", stripped, re.ASCII):
        newest = NEWEST.get(int(stripped.removeprefix("v")))
        stripped = str(newest) if newest is not None else ""
    releases = releases_of(stripped) if stripped and None not in terms_of(stripped) else None
    if releases is None:
        known = f"from {min(NEWEST)}.0.0 to {NEWEST[max(NEWEST)]}"
        hint = f"azurerm is known {known}: an exact version such as 4.81.0, a constraint such as ~> 4.60, or a major"
        raise UsageError(Problem(f"{text!r} is no version of azurerm that aksnet knows", _FLAG, hint))
    return stripped


def maker_of(view: ClusterView, provider_version: str | None, before: ClusterView | None = None) -> Maker:
    """The tool that makes a cluster as the view has it; of a spec the tool that made it `before`, where that is told.

    `provider_version` is what was asked for, as `checked` gives it.
    """
    declared = view.declared or next((one.declared for one in view.pools), None)
    if declared is None:
        old = before.declared if before is not None else None
        by_template = old is not None and old.language in _TEMPLATES and provider_version is None
        if old is None or (old.provider is None and not by_template):
            made = _azurerm(provider_version or str(NEWEST[max(NEWEST)]), assumed=provider_version is None)
            return made._replace(guessed=provider_version is None)
        declared = old
    if _AVM.search((declared.module or "").lower()) and declared.language.startswith("terraform"):
        return Maker("avm", words=declared.provider.version if declared.provider is not None else None)
    provider = declared.provider
    if provider is None:
        name = "bicep" if declared.language in _BICEP else declared.language
        return Maker(name, words=declared.api_version)
    if provider.name != "azurerm":
        return Maker(provider.name, words=declared.api_version)
    said = provider.version if not provider.assumed else None
    constraint = provider_version or said or _said_before(before)
    return _with_resource(_azurerm(constraint, assumed=constraint is None), declared)


def _with_resource(maker: Maker, declared: Declaration) -> Maker:
    """Without the releases that do not have the resource at all, where others may be in use."""
    if f".{AUTOMATIC}." not in f".{declared.address}":
        return maker
    having = tuple(one for one in maker.releases if exists(AUTOMATIC, "", one))
    return maker._replace(releases=having or maker.releases)


def _said_before(before: ClusterView | None) -> str | None:
    """The version that the earlier side asks for, where the later one says none."""
    declared: Declaration | None = before.declared if before is not None else None
    provider = declared.provider if declared is not None else None
    known = provider is not None and provider.name == "azurerm" and not provider.assumed
    return provider.version if provider is not None and known else None


def _azurerm(constraint: str | None, *, assumed: bool) -> Maker:
    releases = releases_of(constraint)
    if releases is None:  # older than all that is known: the oldest stands for it
        return Maker("azurerm", (Version(min(NEWEST)),), constraint, assumed=True, standing=True)
    words = _exact(constraint) if constraint is not None else f"{releases.oldest} to {releases.newest}"
    return Maker("azurerm", releases.known, words, assumed or releases.guessed, standing=releases.guessed)


def _exact(constraint: str) -> str:
    """A constraint that is one version without its sign."""
    return constraint.strip().removeprefix("=").strip() if "," not in constraint else constraint


def note_on(maker: Maker, asked: str | None) -> str | None:
    """What is to be told of the releases by which a change is judged."""
    if maker.guessed and maker.provider != "azurerm":
        return f"nobody says with which tool it is made, and {maker.narrowed}: it is judged by {maker.provider}"
    if maker.provider != "azurerm" or not maker.releases:
        return None
    if asked is not None and re.fullmatch(r"v?[0-9]+", asked.strip(), re.ASCII):
        return f"{asked.strip()} stands for its newest release that is known here, azurerm {maker.words}"
    releases = releases_of(maker.words) if maker.words is not None else None
    only = maker.releases[0]
    if len(maker.releases) == 1 and (releases is None or releases.guessed):
        return f"azurerm {maker.words} is not known here: it is judged as {only}"
    if maker.assumed and len(maker.releases) == 1:
        return f"nobody says with which version it is made: it is judged by azurerm {only}, the newest"
    if maker.narrowed is not None:
        whole = "azurerm is in use" if maker.assumed else f"azurerm {maker.words} is in use"
        spanned = f"{maker.releases[0]} to {maker.releases[-1]}" if maker.releases[1:] else str(only)
        return f"nobody says which version of {whole}: it is judged by {spanned}, as {maker.narrowed}"
    if maker.assumed:
        return f"nobody says which version of azurerm is in use: it is judged by all from {maker.words}"
    return None
