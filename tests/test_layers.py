"""Imports run downward only, and late imports stand where they are allowed."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from places import PACKAGE

# What a module may import: modules of a lower layer, and of its own package.
LAYERS = {
    "errors": 0, "findings": 0, "resources": 0,
    "facts": 1, "addresses": 1, "view": 1, "paths": 1, "literals": 1, "configuration": 1,
    "dialects": 2, "modes": 2, "comments": 2, "retiring": 2,
    "spec": 3,
    "planning": 4, "expressions": 4, "schema": 4,
    "rules": 5, "readers": 5, "targets": 5, "recommending": 5, "transitions": 5,
    "reports": 6, "documenting": 6, "fixing": 6, "syncing": 6, "importing": 6, "starting": 6,
    "commands": 7,
    "api": 8, "cli": 8, "options": 8, "__main__": 8, "__init__": 8,
}  # fmt: skip
# Within layers 0 to 2 a few modules stand on each other.
BESIDE = {
    ("findings", "errors"),
    ("resources", "errors"),
    ("__main__", "cli"),
    ("cli", "options"),
    ("dialects", "facts"),
    ("view", "errors"),
    ("paths", "view"),
    ("configuration", "view"),
}
# The only imports inside functions: modules that are slow to load and not always needed.
LATE = {"jinja2", "yaml", "rich", "difflib", "tomlkit", "pathspec", "importlib", "tempfile", "signal"}
LATE_IN = {
    "cli.__init__": {"aksnet.cli"},
    "cli.advising": {"aksnet.commands"},
    "cli.calling": {"aksnet.cli", "aksnet.commands"},
    "cli.completing": {"aksnet.commands"},
    "cli.describing": {"aksnet.commands"},
    "cli.foreseeing": {"aksnet.commands"},
    "cli.importing": {"aksnet.commands"},
    "cli.naming": {"tomllib"},
    "cli.reading": {"aksnet.commands"},
    "cli.shell": {"aksnet.commands"},
    "cli.starting": {"aksnet.commands"},
    "cli.vocabulary": {"aksnet.facts"},
    "cli.writing": {"aksnet.commands"},
    "options": {"aksnet.commands"},
    "__main__": {"aksnet", "aksnet.cli"},
    "comments.__init__": {"aksnet.comments"},
    "syncing.__init__": {"aksnet.syncing"},
    "targets.printing": {"aksnet.targets.own"},
    "commands.check": {"aksnet.fixing"},
    "commands.dialogue": {"readline"},
    "commands.excluding": {"aksnet.commands.policies"},
    "commands.policies": {"aksnet.spec.policy"},
    "readers.languages": {"aksnet.readers"},
    "fixing.languages": {"aksnet.fixing"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _room(module: str) -> str:
    return module.removeprefix("aksnet").lstrip(".").split(".")[0] or "__init__"


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.AST) -> list[tuple[ast.stmt, str]]:
    found: list[tuple[ast.stmt, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append((node, node.module))
            found += [(node, f"{node.module}.{alias.name}") for alias in node.names if node.module == "aksnet"]
        elif isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_run_downward_only(path: Path) -> None:
    tree = _tree(path)
    own = _room(_name(path))
    # what stands under TYPE_CHECKING is not imported when the program runs
    typing_only = {id(child) for node in ast.walk(tree) if isinstance(node, ast.If) for child in ast.walk(node)}
    for node, module in _imports(tree):
        if module.split(".")[0] != "aksnet" or module == "aksnet" or id(node) in typing_only:
            continue
        other = _room(module)
        if other not in LAYERS:
            continue  # a name out of the package itself
        lower = LAYERS[other] < LAYERS[own]
        assert lower or other == own or (own, other) in BESIDE, f"{_name(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_late_imports_stand_only_where_they_save_time(path: Path) -> None:
    tree = _tree(path)
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for _, module in _imports(function):
            root = module.split(".")[0]
            allowed = LATE_IN.get(_name(path), set())
            assert root in LATE or any(module.startswith(one) for one in allowed), f"{_name(path)}: {module}"


def test_every_room_has_a_layer() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert rooms == set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_open_with_a_sentence(path: Path) -> None:
    docstring = ast.get_docstring(_tree(path))
    assert docstring
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ")", "5.2."))


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        pytest.param(["--version"], ["typer", "pydantic", "jinja2", "yaml", "hcl2"], id="the version loads nothing"),
        pytest.param(["--help"], ["pydantic._internal._generate_schema", "jinja2", "yaml", "hcl2"], id="help loads no models"),
        pytest.param(["gen", "--plugin", "overlay"], ["yaml", "hcl2", "jinja2", "tomllib", "rich", "aksnet.targets.bicep", "aksnet.targets.az", "aksnet.readers", "aksnet.schema"], id="a fragment loads one target and no parser"),
    ],
)  # fmt: skip
def test_what_is_not_needed_is_not_loaded(arguments: list[str], absent: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom aksnet.__main__ import main\n"
        f"sys.argv = ['aksnet', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {absent!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=tmp_path)
    assert done.stderr.splitlines()[-1] == "[]"
