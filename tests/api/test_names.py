"""The public names with their signatures and fields, so that no change of them is made without being seen."""

from __future__ import annotations

import inspect
import pydoc
import subprocess
import sys
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path

import pytest

import aksnet
from places import GOLDEN

_SEEN = GOLDEN / "api.txt"


def _described() -> Iterator[str]:
    for name in aksnet.__all__:
        found = getattr(aksnet, name)
        if not inspect.isclass(found):
            yield f"{name}{_signature(inspect.signature(found))}"
            continue
        yield f"class {name}({', '.join(base.__name__ for base in found.__bases__)})"
        yield from (f"    {one}" for one in _members(found))


def _signature(signature: inspect.Signature) -> str:
    """The same in every release of Python, which print annotations that are texts in ways of their own."""
    every = list(signature.parameters.values())
    told = [f"{one.name}: {one.annotation}{_default(one)}" for one in every]
    first = next((at for at, one in enumerate(every) if one.kind is one.KEYWORD_ONLY), None)
    if first is not None:
        told.insert(first, "*")
    return f"({', '.join(told)}) -> {signature.return_annotation}"


def _default(one: inspect.Parameter) -> str:
    return f" = {one.default!r}" if one.default is not one.empty else ""


def _members(found: type) -> list[str]:
    if isinstance(found, EnumType):
        return [f"{one.name} = {one.value!r}" for one in found]
    defaults = getattr(found, "_field_defaults", {})
    fields = [f"{one} = …" if one in defaults else one for one in getattr(found, "_fields", ())]
    own = [one for base in found.__mro__ if base.__module__.startswith("aksnet.") for one in vars(base)]
    named = sorted({one for one in own if not one.startswith("_") and one not in getattr(found, "_fields", ())})
    told = [one for base in found.__mro__ if base.__module__.startswith("aksnet.") for one in base.__annotations__]
    fields += [f".{one}" for one in told if not hasattr(found, one) and not one.startswith("_")]
    return fields + [_member(found, one) for one in named if one not in ("as_json",)]


def _member(found: type, name: str) -> str:
    member = getattr(found, name)
    return f".{name}({', '.join(inspect.signature(member).parameters)})" if inspect.isfunction(member) else f".{name}"


def test_the_public_names_are_those_that_were_seen(update_golden: bool) -> None:
    text = "\n".join(_described()) + "\n"
    if update_golden:
        _SEEN.write_text(text, encoding="utf-8")
    assert text == _SEEN.read_text(encoding="utf-8")


def test_there_are_no_other_names() -> None:
    with pytest.raises(AttributeError, match="module 'aksnet' has no attribute 'clusters'"):
        aksnet.clusters  # noqa: B018
    assert set(aksnet.__all__) <= set(dir(aksnet))
    assert sorted(aksnet.__all__) == aksnet.__all__


def test_all_names_come_by_a_star() -> None:
    names: dict[str, object] = {}
    exec("from aksnet import *", names)  # noqa: S102
    assert names.keys() - {"__builtins__"} == set(aksnet.__all__)


def test_help_on_the_package_lists_the_functions() -> None:
    text = pydoc.plain(pydoc.render_doc(aksnet))
    assert all(f"\n    {name}(" in text for name in ("check", "load", "plan"))


@pytest.mark.parametrize("name", ["load", "loads", "check", "render", "plan", "migrate", "to_text", "mode_of"])
def test_help_says_what_a_function_does_and_raises(name: str) -> None:
    text = pydoc.plain(pydoc.render_doc(getattr(aksnet, name)))
    assert f"{name}(" in text
    assert inspect.getdoc(getattr(aksnet, name))


@pytest.mark.parametrize("name", [one for one in aksnet.__all__ if inspect.isclass(getattr(aksnet, one))])
def test_every_type_says_what_it_is(name: str) -> None:
    own = vars(getattr(aksnet, name)).get("__doc__")
    assert own
    assert not own.startswith(f"{name}("), "this is what Python writes where nobody has"


def _loaded_by(code: str, directory: Path) -> set[str]:
    code = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=directory
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        pytest.param("import aksnet", {"aksnet.errors", "aksnet.api", "pydantic", "yaml", "jinja2", "typer", "rich"}, id="the package alone loads nothing"),
        pytest.param("from aksnet import Severity, ClusterView, AksnetError", {"aksnet.api", "aksnet.rules", "pydantic", "yaml"}, id="records load no models and no rules"),
        pytest.param("from aksnet import check, load, plan, migrate", {"typer", "aksnet.cli", "yaml", "jinja2", "rich"}, id="functions load no command line, and no language before it is read"),
    ],
)  # fmt: skip
def test_what_is_not_needed_is_not_loaded(code: str, absent: set[str], tmp_path: Path) -> None:
    assert _loaded_by(code, tmp_path) & absent == set()
