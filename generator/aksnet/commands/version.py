"""`aksnet version`: what this release is, and what it knows of Azure and of tools."""

from __future__ import annotations

import json
import platform
from typing import Any

from aksnet import __version__
from aksnet.facts import arm, avm_bicep, avm_terraform, azurerm
from aksnet.facts.releases import releases_of
from aksnet.facts.sources import AKS_DOCS_READ, NEWEST_READ


def as_json() -> str:
    """All of it, for programs."""
    return json.dumps(_known(), indent=2, ensure_ascii=False) + "\n"


def as_text() -> str:
    """All of it, for people."""
    known = _known()
    api, avm = known["api_versions"], known["avm"]
    rows = {
        "aksnet": known["aksnet"],
        "facts": f"{NEWEST_READ}; the documentation of AKS as of {AKS_DOCS_READ}",
        "azurerm": f"writes {_spans(known['azurerm'], 'oldest_written')}; reads {_spans(known['azurerm'], 'oldest')}",
        "azapi": f"up to {known['azapi'][0]['newest']}",
        "AVM": f"Terraform {_span(avm['terraform'])}, Bicep {avm['bicep']['newest']}",
        "API versions": f"{_span(api['stable'])}, previews {_span(api['previews'])}",
        "Python": known["python"],
    }
    return "".join(f"{name:<14}{what}\n" for name, what in rows.items())


def _known() -> dict[str, Any]:
    azapi = azurerm.AZAPI_NEWEST
    return {
        "version": 1,
        "aksnet": __version__,
        "facts": {"newest": NEWEST_READ, "aks_documentation": AKS_DOCS_READ},
        "azurerm": [_major(number) for number in azurerm.NEWEST],
        "azapi": [{"major": azapi.major, "newest": str(azapi)}],
        "avm": {
            "terraform": {"oldest": str(avm_terraform.RELEASES[0]), "newest": str(avm_terraform.RELEASE)},
            "bicep": {"newest": avm_bicep.RELEASE},
        },
        "api_versions": {"stable": _ends(arm.STABLE_VERSIONS), "previews": _ends(arm.PREVIEW_VERSIONS)},
        "python": platform.python_version(),
    }


def _major(number: int) -> dict[str, object]:
    releases = releases_of(None)
    known = [one for one in releases.known if one.major == number] if releases else []
    written = max(min(known), azurerm.OLDEST)
    return {"major": number, "oldest": str(min(known)), "oldest_written": str(written), "newest": str(max(known))}


def _ends(versions: tuple[str, ...]) -> dict[str, str]:
    return {"oldest": versions[0], "newest": versions[-1]}


def _span(ends: dict[str, str]) -> str:
    return f"{ends['oldest']} to {ends['newest']}"


def _spans(majors: list[dict[str, str]], oldest: str) -> str:
    return ", ".join(f"{one[oldest]} to {one['newest']}" for one in majors)
