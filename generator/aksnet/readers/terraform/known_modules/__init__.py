"""Calls of well-known modules of the Terraform registry, by their inputs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module

from aksnet.errors import Place
from aksnet.expressions.values import Val
from aksnet.readers.resources import Resource
from aksnet.view import Provider

Known = Callable[[Mapping[str, Val], str, Place, Mapping[str, Provider], str | None], Iterable[Resource]]
# By owner, name and provider, and the folder behind two slashes: the file here that reads it, loaded when it is called.
_MODULES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("azure/aks/azurerm", ""): ("aks", "read"),
    ("azure/aks/azurerm", "v4"): ("aks", "read_v4"),
    ("azure/avm-res-containerservice-managedcluster/azurerm", ""): ("avm_cluster", "read"),
    ("azure/avm-res-network-virtualnetwork/azurerm", ""): ("avm_network", "read"),
    ("azure/avm-res-network-virtualnetwork/azurerm", "modules/subnet"): ("avm_network", "read_subnet"),
    ("azure/network/azurerm", ""): ("networks", "read_network"),
    ("azure/vnet/azurerm", ""): ("networks", "read_vnet"),
    ("azure/subnets/azurerm", ""): ("networks", "read_subnets"),
}
_REGISTRY = "registry.terraform.io/"
_GIT = re.compile(r"(?:git::)?(?:https://|ssh://)?(?:git@)?github\.com[/:](?P<owner>[\w-]+)/terraform-azurerm-")
_TAG = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){1,2})\Z", re.ASCII)


def of(source: str) -> Known | None:
    """The reader of a module's inputs by its source; None for modules that are not known."""
    address, _, query = source.strip().partition("?")
    lowered = address.lower().removesuffix("/")
    git = _GIT.match(lowered)
    if git is None:
        name, _, folder = lowered.removeprefix(_REGISTRY).partition("//")
        read = _MODULES.get((name, folder))
        return None if read is None else partial(_called, name, read, None)
    name, _, folder = lowered[git.end() :].partition("//")
    module = f"{git['owner']}/{name.removesuffix('.git')}/azurerm"
    read = _MODULES.get((module, folder))
    return None if read is None else partial(_called, module, read, _tag(query))


def _tag(query: str) -> str:
    """The version that a git source asks for; empty where it asks for a branch, a commit or nothing."""
    refs = [part.removeprefix("ref=") for part in query.split("&") if part.startswith("ref=")]
    tag = _TAG.match(refs[0]) if refs else None
    return tag[1] if tag else ""


def _called(
    module: str,
    read: tuple[str, str],
    tag: str | None,
    inputs: Mapping[str, Val],
    address: str,
    place: Place,
    providers: Mapping[str, Provider],
    exists: str | None,
) -> Iterable[Resource]:
    version = inputs.get("version")
    said = version.data if version is not None else None
    constraint = tag if tag is not None else said if isinstance(said, str) else ""
    watched = import_module(f"{__name__}.unread").Watched(inputs)
    call = import_module(f"{__name__}.calls").Call(watched, constraint, address, place, providers, exists)
    made: Iterable[Resource] = list(getattr(import_module(f"{__name__}.{read[0]}"), read[1])(call))
    return [watched.told_of(one._replace(module=module)) for one in made]
