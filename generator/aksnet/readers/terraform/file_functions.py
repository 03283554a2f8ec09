"""Terraform's functions that read files: those inside of the repository, nothing else."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path
from typing import ClassVar

from aksnet.expressions import tree
from aksnet.expressions.evaluator import Evaluator, Form
from aksnet.expressions.source import Source
from aksnet.expressions.terraform import FORMS, TerraformEvaluator
from aksnet.expressions.terraform_functions.conversions import text
from aksnet.expressions.values import RefusedError, Scope, UndeterminedError, Val, plain, reason_of, whole
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.hcl.parsing import parse_template

# How deep templates may call each other.
_MAX_TEMPLATES = 10


class FileEvaluator(TerraformEvaluator):
    """Evaluates expressions of the modules below one root module, whose folder relative paths start from."""

    def __init__(self, root: Path, files: Files) -> None:
        super().__init__()
        self.root = root
        self.files = files
        self.templates = 0

    def path(self, node: tree.Call, scope: Scope) -> Path:
        """The path that the first argument names."""
        if not node.arguments:
            raise RefusedError(f"{node.name} takes a path")
        name = text(plain(self.evaluate(node.arguments[0], scope)))
        if name == "~" or name.startswith("~/"):  # Terraform expands it
            raise UndeterminedError(f"{name} is in the home directory of whoever runs Terraform, and is not read")
        return Path(os.path.normpath(self.root / name))

    def called(self, path: Path) -> str:
        """A file from the folder of the root module: two copies of that have one reason not to tell a value."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def source(self, path: Path) -> Source:
        """A file; raises RefusedError where there is none, UndeterminedError where it may not be read."""
        if not self.files.inside(path):
            raise UndeterminedError(f"{self.called(path)} is outside of the repository, and is not read")
        if not self.files.exists(path):
            raise RefusedError(f"there is no file {self.called(path)}")
        try:
            return self.files.source(path)
        except UnreadableError as error:
            raise UndeterminedError(str(error.problem.message) + f": {Files.shown(path)}") from None


def _file(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    return Val(_reader(evaluator).source(_reader(evaluator).path(node, scope)).text)


def _exists(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    reader = _reader(evaluator)
    path = reader.path(node, scope)
    if not reader.files.inside(path):
        raise UndeterminedError(f"{reader.called(path)} is outside of the repository, and is not read")
    return Val(reader.files.exists(path))


def _base64(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    return Val(base64.b64encode(_bytes(evaluator, node, scope)).decode())


def _bytes(evaluator: Evaluator, node: tree.Call, scope: Scope) -> bytes:
    reader = _reader(evaluator)
    path = reader.path(node, scope)
    try:
        return reader.files.data(path, Files.shown(path))
    except UnreadableError as error:
        raise UndeterminedError(error.problem.message) from None


def _hash(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    algorithm = node.name.removeprefix("core::").removeprefix("file")
    return Val(hashlib.new(algorithm, _bytes(evaluator, node, scope), usedforsecurity=False).hexdigest())


def _template_file(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    reader = _reader(evaluator)
    return _rendered(reader, reader.source(reader.path(node, scope)), node, scope)


def _template_string(evaluator: Evaluator, node: tree.Call, scope: Scope) -> Val:
    if len(node.arguments) != 2:
        raise RefusedError("templatestring takes a template and its variables")
    template = text(plain(evaluator.evaluate(node.arguments[0], scope)))
    return _rendered(_reader(evaluator), Source(scope.source.name, template), node, scope)


def _rendered(reader: FileEvaluator, source: Source, node: tree.Call, scope: Scope) -> Val:
    if len(node.arguments) != 2:
        raise RefusedError(f"{node.name} takes a template and its variables")
    names = whole(reader.evaluate(node.arguments[1], scope))
    if not names.known:
        raise UndeterminedError(reason_of(names))
    if not isinstance(names.data, dict):
        raise RefusedError("the variables of a template are an object")
    if reader.templates >= _MAX_TEMPLATES:
        raise UndeterminedError(f"templates call each other more than {_MAX_TEMPLATES} deep")
    reader.templates += 1
    try:
        return reader.evaluate(parse_template(source, 0, len(source.text)), Scope(source, names.data))
    finally:
        reader.templates -= 1


def _reader(evaluator: Evaluator) -> FileEvaluator:
    assert isinstance(evaluator, FileEvaluator)  # noqa: S101  # the forms below stand in its table only
    return evaluator


_FILE_FORMS: dict[str, Form] = {
    "file": _file,
    "fileexists": _exists,
    "filebase64": _base64,
    "templatefile": _template_file,
    "templatestring": _template_string,
    **dict.fromkeys(("filemd5", "filesha1", "filesha256", "filesha512"), _hash),
}


class ModuleEvaluator(FileEvaluator):
    """Evaluates expressions with all forms of Terraform."""

    forms: ClassVar[dict[str, Form]] = {**FORMS, **_FILE_FORMS}
