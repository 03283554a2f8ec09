"""What of a folder is to be read: files by their names, as far as they speak of clusters and networks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from aksnet.errors import Problem
from aksnet.expressions.source import Source
from aksnet.readers import languages
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.spec_texts import JSON_SPEC, may_be_spec
from aksnet.readers.walking import walk

TERRAFORM = (".tf", ".tofu", ".tf.json", ".tofu.json")
VARIABLES = (".tfvars", ".tfvars.json")
BICEP, BICEPPARAM = ".bicep", ".bicepparam"
_OURS = (*TERRAFORM, BICEP, BICEPPARAM)
SPECS = (".yaml", ".yml", ".toml")
DOCUMENTS = (".json", ".jsonc", ".tfstate")
_NO_DOCUMENTS = (*VARIABLES, ".schema.json", "package-lock.json")
# One of these a file has to mention somewhere, in whatever case, to be read.
_WORDS = (
    "azurerm_kubernetes", "azurerm_virtual_network", "azurerm_subnet", "managedclusters", "virtualnetworks",
    "azure/aks/", "terraform-azurerm-aks", "terraform-azurerm-network", "terraform-azurerm-vnet",
    "terraform-azurerm-subnets",
    "avm-res-containerservice", "avm-res-network", "azure/network/", "azure/vnet/", "azure/subnets/", "managed-cluster",
    "network/virtual-network", "agentpoolprofiles", "vmsize",
)  # fmt: skip
LOCAL_MODULE = re.compile(r'source"?\s*(?:/\*[^*]*\*/\s*)?[=:]\s*(?:/\*[^*]*\*/\s*)?\(*\s*"(\.{1,2}/[^"\n]*)"')
BICEP_MODULE = re.compile(r"^\s*module\s+\w+\s+'([^'\n]+\.bicep)'", re.MULTILINE)


class Contents:
    """The files of a folder and of those below it, by kind; `unreadable` are those that may be ours and are no text."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._files = files
        self.unreadable: list[Problem] = []
        self._speaking: dict[str, bool] = {}
        paths: dict[str, list[Path]] = {}
        for path in walk(folder, files.root, self.unreadable, files.excluded):
            paths.setdefault(_kind(path.name.lower()), []).append(path)
        self.has_terraform = "terraform" in paths
        self.roots = self._roots(paths.get("terraform", []))
        self.bicepparams = paths.get("bicepparam", [])
        self.bicep = paths.get("bicep", [])
        self.templates = self._templates(self.bicep)
        self.documents = [one for one in paths.get("document", []) if self._may_be_ours(one)]
        specs = [one for one in paths.get("spec", []) if self._is_like_spec(one)]
        self.specs = [one for one in specs if languages.is_spec(Source(Files.shown(one), self._text(one)))]
        self._tell_links(paths.get("terraform", []))
        for path in self.bicepparams:
            self._text(path)

    def _is_like_spec(self, path: Path) -> bool:
        """Whether a file may be a spec by a look at its text, or by the folder that it is in."""
        return languages.is_shared(path) or may_be_spec(Files.shown(path), self._text(path))

    def _text(self, path: Path) -> str:
        """The text of a file, or what can be guessed of it; what cannot be read and is ours by its name is told."""
        try:
            return self._files.look_at(path).text
        except UnreadableError as error:
            if not path.name.endswith(_OURS) and path.name != "aksnet.json":
                return error.guess
            if error.problem not in self.unreadable:
                self.unreadable.append(error.problem)
            return ""

    def _tell_links(self, paths: Iterable[Path]) -> None:
        """Tell of links that lead nowhere, which Terraform refuses, but for those among files of other things."""
        for path in paths:
            if not os.path.exists(path):  # noqa: PTH110  # a link may be a loop
                others = [name for name in self._files.names(path.parent) if name.endswith(TERRAFORM)]
                if not others or path.parent in self.roots:
                    self._text(path)

    def _speaks(self, path: Path) -> bool:
        text = self._text(path).lower()
        return any(word in text for word in _WORDS)

    def _roots(self, paths: Iterable[Path]) -> list[Path]:
        """The folders whose files, or the local modules that they call, speak of what is read here."""
        return [folder for folder in dict.fromkeys(path.parent for path in paths) if self._folder_speaks(folder)]

    def _folder_speaks(self, folder: Path) -> bool:
        """Whether a folder, or one that it calls, speaks; those that are called may stand outside of what is walked."""
        seen: set[str] = set()
        pending = [folder]
        while pending:
            one = pending.pop()
            real = os.path.realpath(one)
            if real in seen or self._speaking.get(real) is False:
                continue
            seen.add(real)
            own = [one / name for name in self._files.names(one) if name.endswith(TERRAFORM)]
            if self._speaking.get(real) or any(map(self._speaks, own)):
                self._speaking[real] = self._speaking[os.path.realpath(folder)] = True
                return True
            pending += [_normal(one / name) for path in own for name in LOCAL_MODULE.findall(self._text(path))]
        self._speaking.update(dict.fromkeys(seen, False))
        return False

    def _templates(self, paths: Sequence[Path]) -> list[Path]:
        """The Bicep files that no other one calls as a module, and that speak, or call others that do."""
        calls = {path: modules_of(path, self._files) for path in paths}
        called = {one for each in calls.values() for one in each}
        return [path for path in paths if _normal(path) not in called and (calls[path] or self._speaks(path))]

    def _may_be_ours(self, path: Path) -> bool:
        name, text = Files.shown(path), self._text(path)
        if "parameters" in path.name.lower() or self._speaks(path) or JSON_SPEC.search(text):
            return True
        return may_be_spec(name, text) and languages.is_spec(Source(name, text))


def modules_of(path: Path, files: Files) -> list[Path]:
    """The local files that a Bicep file calls as modules; none where it cannot be read."""
    try:
        text = files.look_at(path).text
    except UnreadableError:
        return []
    return [_normal(path.parent / one) for one in BICEP_MODULE.findall(text)]


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))


def _kind(name: str) -> str:
    if name.endswith(TERRAFORM):
        return "" if name.startswith((".", "#")) else "terraform"
    if name.endswith(BICEPPARAM):
        return "bicepparam"
    if name.endswith(BICEP):
        return "bicep"
    if name.endswith(SPECS):
        return "spec"
    return "document" if name.endswith(DOCUMENTS) and not name.endswith(_NO_DOCUMENTS) else ""


def parameters_for(template: Path, given: Iterable[Path]) -> list[Path]:
    """The parameter files of a template, by their names: main.parameters.json, main.prod.parameters.json."""
    stem = template.name.rsplit(".", 1)[0].lower()
    starts = (f"{stem}.", f"{stem}-parameters")
    return [one for one in given if one.parent == template.parent and one.name.lower().startswith(starts)]
