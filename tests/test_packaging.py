"""The wheel: one top-level package with its templates, which runs from another directory without the checkout."""

from __future__ import annotations

import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from places import ROOT

TEMPLATES = ROOT / "templates"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("dist")
    _python(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(directory), str(ROOT)
    )
    (built,) = directory.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel; its dependencies are those of this one, behind the wheel on the path."""
    directory = tmp_path_factory.mktemp("environment")
    venv.create(directory, with_pip=False)
    (packages,) = directory.glob("lib/python*/site-packages")
    _python(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(packages), str(wheel))
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return directory / "bin" / "python"


def _python(*words: str, cwd: Path | None = None) -> str:
    done = subprocess.run(words, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_has_one_package_with_its_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"aksnet"}
    shipped = {name.removeprefix("aksnet/_templates/") for name in names if name.startswith("aksnet/_templates/")}
    assert shipped == {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}
    assert "aksnet/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_wheel_runs_from_another_directory_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    assert str(ROOT) not in _python(str(installed), "-c", "import aksnet; print(aksnet.__file__)", cwd=tmp_path)
    ours = _python(sys.executable, "-m", "aksnet", "gen", "--plugin", "overlay", cwd=tmp_path)
    assert _python(str(installed), "-m", "aksnet", "gen", "--plugin", "overlay", cwd=tmp_path) == ours
    page = _python(sys.executable, "-m", "aksnet", "explain", "AKN101", cwd=tmp_path)
    assert _python(str(installed), "-m", "aksnet", "explain", "AKN101", cwd=tmp_path) == page
    for target in ("terraform", "bicep", "arm", "az"):
        (tmp_path / target).mkdir()
        words = ["gen", "--plugin", "cilium", "--emit", "cluster", "--target", target, "-o", target]
        _python(str(installed), "-m", "aksnet", *words, cwd=tmp_path)
        assert list((tmp_path / target).iterdir())


def test_a_template_that_is_missing_is_one_clear_error(installed: Path, tmp_path: Path) -> None:
    (templates,) = installed.parent.parent.glob("lib/python*/site-packages/aksnet/_templates")
    moved = templates.with_name("_moved")
    templates.rename(moved)
    try:
        done = subprocess.run(
            [str(installed), "-m", "aksnet", "gen", "--plugin", "overlay", "--emit", "cluster", "-o", "."],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        moved.rename(templates)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: the template terraform/versions.tf.j2 is missing\n  hint: reinstall aksnet\n"


def test_the_version_is_that_of_the_package() -> None:
    import aksnet

    assert _python(sys.executable, "-m", "aksnet", "--version") == f"aksnet {aksnet.__version__}\n"
