"""The Bicep files of one configuration: each read and parsed once, with what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aksnet.errors import Problem
from aksnet.expressions.arm import ArmEvaluator
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal, Node
from aksnet.readers.bicep import checking, statements
from aksnet.readers.bicep.loading import Loader
from aksnet.readers.bicep.syntax import File
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.template import json_tree
from aksnet.readers.template.evaluation import TemplateEvaluator
from aksnet.readers.template.sections import Shared

if TYPE_CHECKING:
    from aksnet.readers.bicep.instance import Instance

# How many module instances one configuration may have, and how deep they may stand in each other.
MAX_INSTANCES = 500
MAX_LEVELS = 20


class Parsed(NamedTuple):
    """A Bicep file that was read; `wrong` are the places of the declarations that are not to be trusted."""

    path: Path
    source: Source
    file: File
    wrong: frozenset[int]


class Sources:
    """What the instances of one configuration share."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.evaluator = ArmEvaluator()
        self.loader = Loader(files, self.evaluator, self.tell)
        self.templates = Shared(TemplateEvaluator())
        self.outward = self.templates.outward
        self.problems = self.templates.problems
        self.instances = 0
        self.libraries: dict[Path, Instance] = {}
        self._parsed: dict[Path, Parsed] = {}

    def tell(self, problem: Problem) -> None:
        """Note what is wrong, once."""
        self.problems[problem] = None

    def parsed(self, path: Path) -> Parsed:
        """A file, parsed; raises UnreadableError."""
        key = Path(self.files.shown(path))
        found = self._parsed.get(key)
        if found is None:
            source = self.files.source(path)
            found = self._parsed[key] = self._checked(path, source)
        return found

    def _checked(self, path: Path, source: Source) -> Parsed:
        file = statements.parse(source, path.suffix == ".bicepparam")
        found = checking.check(file, source.text) if path.suffix == ".bicep" else checking.NOTHING
        for fault in (*file.faults, *found.faults):
            self.tell(Problem(fault.message, source.place(fault.at), fault.hint))
        return Parsed(path, source, file, found.wrong)

    def referred(self, base: Path, node: Node | None, source: Source) -> Parsed | None:
        """The local Bicep file that a file names; None, and told, where it cannot be read."""
        path = local_path(base, node)
        if path is None or node is None:
            return None
        try:
            return self.parsed(path)
        except UnreadableError as error:
            self._tell_unreadable(error.problem, node, source)
            return None

    def template(self, base: Path, node: Node | None, source: Source) -> tuple[Source, Node] | None:
        """The local ARM template that a file names; None, and told, where it cannot be read."""
        path = local_path(base, node)
        if path is None or node is None:
            return None
        try:
            found = self.files.source(path)
        except UnreadableError as error:
            self._tell_unreadable(error.problem, node, source)
            return None
        read = json_tree.parse(found)
        for fault in read.faults:
            self.tell(Problem(fault.message, found.place(fault.at), fault.hint))
        return None if read.root is None else (found, read.root)

    def _tell_unreadable(self, problem: Problem, node: Node, source: Source) -> None:
        shown = node.value if isinstance(node, Literal) else ""
        self.tell(Problem(f"{shown}: {problem.message}", source.place(node.at), problem.hint))


def local_path(base: Path, node: Node | None, suffix: str = "") -> Path | None:
    """The file that a path names, relative to the folder of the file it stands in; None where it is not local."""
    if not isinstance(node, Literal) or not isinstance(node.value, str) or is_remote(node.value):
        return None
    return base / node.value if node.value.endswith(suffix) else None


def is_remote(path: str) -> bool:
    """Whether a module comes out of a registry or is a template spec."""
    return path.startswith(("br:", "br/", "ts:", "ts/"))
