"""Which version of a provider a module is run with: the lock file says, else the constraints, else it is assumed."""

from __future__ import annotations

from pathlib import Path

from aksnet.configuration import Provider
from aksnet.expressions import tree
from aksnet.expressions.tree import Node
from aksnet.facts.azurerm import AZAPI_NEWEST, NEWEST, Version
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.hcl.parsing import parse
from aksnet.readers.terraform.constraints import terms_of
from aksnet.readers.terraform.module import Module

LOCK = ".terraform.lock.hcl"
_HOMES = {"azurerm": "hashicorp/azurerm", "azapi": "azure/azapi"}


def providers_of(module: Module, files: Files) -> dict[str, Provider]:
    """azurerm and azapi as a root module has them."""
    locked = _locked(module.folder, files)
    return {name: _provider(name, locked.get(name), _constraints(module, name)) for name in _HOMES}


def _provider(name: str, locked: str | None, constraint: str | None) -> Provider:
    if locked is not None:
        return Provider(name, locked)
    return Provider(name, constraint, assumed=constraint is None)


def _locked(folder: Path, files: Files) -> dict[str, str]:
    """The versions that the lock file beside the module has."""
    path = folder / LOCK
    if not files.exists(path):
        return {}
    try:
        blocks = parse(files.source(path)).body.blocks
    except UnreadableError:
        return {}
    found: dict[str, str] = {}
    for block in blocks:
        name = _known_as(block.labels[0]) if block.type == "provider" and block.labels else None
        version = block.body.attributes.get("version")
        text = _text(version.value) if version is not None else None
        if name is not None and text is not None:
            found[name] = text
    return found


def _known_as(address: str) -> str | None:
    path = "/".join(address.lower().split("/")[-2:])
    return next((name for name, home in _HOMES.items() if path in (home, name)), None)


def _constraints(module: Module, name: str) -> str | None:
    """All constraints on a provider, joined with commas as Terraform does."""
    found: list[str] = []
    for settings in module.settings:
        for block, _ in settings.blocks:
            if block.type == "required_providers":
                entry = block.body.attributes.get(name)
                text = _version(entry.value) if entry is not None else None
                found += [text] if text else []
    legacy = module.of("provider").get(name)
    if legacy is not None and "version" in legacy.attributes:
        text = _text(legacy.attributes["version"][0].value)
        found += [text] if text else []
    return ", ".join(found) or None


def _version(node: Node) -> str | None:
    """The constraint in an entry of `required_providers`: a text, or the member of an object."""
    if isinstance(node, tree.Object):
        members = (item for item in node.items if isinstance(item, tree.Item))
        return next((_text(item.value) for item in members if _text(item.key) == "version"), None)
    return _text(node)


def _text(node: Node) -> str | None:
    return node.value if isinstance(node, tree.Literal) and isinstance(node.value, str) else None


def version_of(provider: Provider) -> Version:
    """The version to judge by: the one locked, else the newest known one that the constraints allow."""
    newest = AZAPI_NEWEST if provider.name == "azapi" else NEWEST[max(NEWEST)]
    if provider.version is None:
        return newest
    terms = [term for term in terms_of(provider.version) if term is not None]
    if len(terms) == 1 and terms[0].operator == "=":
        return terms[0].bound
    known = [newest] if provider.name == "azapi" else sorted(NEWEST.values(), reverse=True)
    fitting = next((version for version in known if all(term.allows(version) for term in terms)), None)
    if fitting is not None:
        return fitting
    return max((term.bound for term in terms if term.operator not in ("!=", "<")), default=newest)
