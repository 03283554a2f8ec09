"""What all modules below one root module share: files, evaluator, providers, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

from aksnet.errors import Place, Problem
from aksnet.readers.files import Files
from aksnet.readers.terraform.argument_types import ArgumentTypes
from aksnet.readers.terraform.checking import undeclared
from aksnet.readers.terraform.file_functions import ModuleEvaluator
from aksnet.readers.terraform.module import Module, local_calls, module_of
from aksnet.readers.terraform.versions import providers_of, version_of


class Run:
    """What all modules below a root module share."""

    def __init__(self, folder: Path, files: Files, modules: dict[Path, Module]) -> None:
        self.files = files
        self.root = folder
        self.evaluator = ModuleEvaluator(folder, files)
        self.modules = modules
        self.used: set[Path] = set()
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.elsewhere: list[tuple[str, Problem]] = []
        self.providers = providers_of(self._all_below(folder), files)
        self.types = ArgumentTypes(version_of(self.providers["azurerm"]))
        self.count = 0

    def module(self, folder: Path) -> Module:
        """The module in a folder, read once."""
        if folder not in self.modules:
            self.modules[folder] = module_of(folder, self.files)
        if folder not in self.used:
            self.used.add(folder)
            self.problems += self.modules[folder].problems
            self.problems += undeclared(self.modules[folder])
        return self.modules[folder]

    def _all_below(self, folder: Path) -> list[Module]:
        """The modules that a module calls by local paths, itself first."""
        found: dict[Path, Module] = {}
        pending = [folder]
        while pending:
            one = pending.pop()
            if one not in found:
                module = self.modules.get(one) or module_of(one, self.files)
                found[one] = self.modules[one] = module
                pending += [path for path in local_calls(module) if self.files.inside(path) and path.is_dir()]
        return list(found.values())

    def told(self) -> tuple[Problem, ...]:
        """The problems, each once, by their places."""
        return tuple(sorted(dict.fromkeys(self.problems), key=_order))


def _order(problem: Problem) -> tuple[str, int, int]:
    place = problem.place or Place("")
    return place.source, place.line or 0, place.column or 0
