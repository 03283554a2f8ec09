"""Which version of a provider a module is run with: the lock file says, else the constraints, else it is assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from aksnet.expressions import tree
from aksnet.expressions.tree import Node
from aksnet.facts.azurerm import Version
from aksnet.facts.constraints import chosen, terms_of
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.hcl.json_form import listed
from aksnet.readers.hcl.parsing import parse
from aksnet.readers.resources import Reading, Resource
from aksnet.readers.terraform.module import Declaration, Module
from aksnet.view import Provider

LOCK = ".terraform.lock.hcl"
_HOMES = {"azurerm": "hashicorp/azurerm", "azapi": "azure/azapi"}


def providers_of(modules: Sequence[Module], files: Files) -> dict[str, Provider]:
    """azurerm and azapi as a root module, the first of `modules`, and all that it calls have them together."""
    locked = _locked(modules[0].folder, files)
    found = {name: [text for module in modules for text in _constraints(module, name)] for name in _HOMES}
    return {name: _provider(name, locked.get(name), ", ".join(dict.fromkeys(found[name]))) for name in _HOMES}


def _provider(name: str, locked: str | None, constraint: str) -> Provider:
    if locked is not None:
        return Provider(name, locked)
    return Provider(name, constraint or None, assumed=not constraint)


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


def locked_beside(reading: Reading, folder: Path, files: Files) -> Reading:
    """What was read of a plan or a state, with the versions of the lock file beside it where it has no exact ones."""
    locked = _locked(folder, files)
    if not locked:
        return reading
    before = reading.before
    return reading._replace(
        resources=tuple(_with_lock(one, locked) for one in reading.resources),
        before=None if before is None else tuple(_with_lock(one, locked) for one in before),
    )


def _with_lock(resource: Resource, locked: Mapping[str, str]) -> Resource:
    provider = resource.provider
    version = locked.get(provider.name) if provider is not None else None
    if provider is None or version is None or not _allows(provider.version, version):
        return resource
    return resource._replace(provider=Provider(provider.name, version))


def _allows(constraint: str | None, version: str) -> bool:
    """Whether a lock file may be that of what asks for a version; one of another run may lie there too."""
    asked, locked = terms_of(constraint or ""), terms_of(version)
    return (
        len(locked) == 1 and locked[0] is not None and all(one is None or one.allows(locked[0].bound) for one in asked)
    )


def _known_as(address: str) -> str | None:
    path = "/".join(address.lower().split("/")[-2:])
    return next((name for name, home in _HOMES.items() if path in (home, name)), None)


def _constraints(module: Module, name: str) -> list[str]:
    """All constraints of a module on a provider, whatever it calls it."""
    found: list[str] = []
    for settings in module.settings:
        entries = [one for one in _required(settings) if _means(*one, name)]
        found += [text for _, node in entries if (text := _version(node)) is not None]
    legacy = module.of("provider").get(name)
    if legacy is not None and "version" in legacy.attributes:
        text = _text(legacy.attributes["version"][0].value)
        found += [text] if text else []
    return found


def _required(settings: Declaration) -> Iterator[tuple[str, Node]]:
    """The entries of `required_providers`: a block, or in JSON an object or a list of them."""
    for block, _ in settings.blocks:
        if block.type == "required_providers":
            yield from ((own, one.value) for own, one in block.body.attributes.items())
    if "required_providers" in settings.attributes:
        for node in listed(settings.attributes["required_providers"][0].value):
            for item in node.items if isinstance(node, tree.Object) else ():
                if isinstance(item, tree.Item) and (own := _text(item.key)) is not None:
                    yield own, item.value


def _means(own: str, node: Node, name: str) -> bool:
    """Whether an entry of `required_providers` is of a provider: by its source, else by its name."""
    source = _member(node, "source")
    return own == name if source is None else _known_as(source) == name


def _version(node: Node) -> str | None:
    """The constraint in an entry of `required_providers`: a text, or the member of an object."""
    return _member(node, "version") if isinstance(node, tree.Object) else _text(node)


def _member(node: Node, name: str) -> str | None:
    items = node.items if isinstance(node, tree.Object) else ()
    members = (item for item in items if isinstance(item, tree.Item))
    return next((_text(item.value) for item in members if _text(item.key) == name), None)


def _text(node: Node) -> str | None:
    return node.value if isinstance(node, tree.Literal) and isinstance(node.value, str) else None


def version_of(provider: Provider) -> Version:
    """The version to judge by: the one locked, else the newest known one that the constraints allow."""
    return chosen(provider.name, provider.version)
