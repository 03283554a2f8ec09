"""`--templates DIR`: which files a directory may have, what comes first, and the examples of the page about it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from aksnet.commands.own_templates import MAX_BYTES
from calling import Call
from places import ROOT, SPECS

PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^`DIR/(\S+)` [^\n]+\n\n```jinja\n(.*?)^```$", PAGE, re.S | re.M))
WHOLE = ("--emit", "cluster", "--today", "2026-11-24", "--templates")
SPEC = str(SPECS["overlay"])
PROVIDER = 'provider "azurerm" {\nfeatures {}\n}\n'


def _write(files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = Path("t", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({}, "--templates: error: 't' cannot be read: No such file or directory", id="no directory"),
        pytest.param({".keep": ""}, "t: error: this directory has no templates", id="nothing but a hidden file"),
        pytest.param({"terraform/.keep": ""}, "t: error: this directory has no templates", id="an empty folder"),
        pytest.param({"passwd": "", "apt/x": "", "hosts": ""}, "t: error: this directory has no templates\n  hint: docs/templates.md lists the parts", id="another directory altogether"),
        pytest.param({"terraform/output.tf.j2": "", "hosts": ""}, "t/hosts: error: this is no part's name", id="a typing error beside another file"),
        pytest.param({"terraform/output.tf.j2": ""}, "t/terraform/output.tf.j2: error: this is no part's name\n  hint: did you mean terraform/outputs.tf.j2", id="a file with a typing error"),
        pytest.param({"terraform/outputs.tf": ""}, "t/terraform/outputs.tf: error: this is no part's name\n  hint: did you mean terraform/outputs.tf.j2", id="a file without its ending"),
        pytest.param({"outputs.tf.j2": ""}, "t/outputs.tf.j2: error: this is no part's name", id="a part outside of its folder"),
        pytest.param({"terafrom/outputs.tf.j2": ""}, "t/terafrom: error: this folder holds no parts\n  hint: did you mean terraform", id="a folder with a typing error"),
        pytest.param({"terraform/6/outputs.tf.j2": ""}, "t/terraform/6: error: this folder holds no parts", id="a version that is not known"),
        pytest.param({"terraform/module/main.tf.j2": ""}, "t/terraform/module: error: this folder holds no parts", id="a part of a module"),
        pytest.param({"README.md": "x", "terraform/tags.tf.j2": ""}, "t/README.md: error: this is no part's name", id="a file beside parts"),
        pytest.param({"terraform/tags.tf.j2/x": ""}, "t/terraform/tags.tf.j2: error: a part is a file, and this is none", id="a folder in the place of a part"),
        pytest.param({"terraform/tags.tf.j2": b"\xff"}, "t/terraform/tags.tf.j2: error: this template is not text in UTF-8", id="another encoding"),
        pytest.param({"terraform/tags.tf.j2": b"# \0"}, "t/terraform/tags.tf.j2: error: this template holds a NUL", id="a NUL"),
        pytest.param({"terraform/tags.tf.j2": "#" * (MAX_BYTES + 1)}, "t/terraform/tags.tf.j2: error: this template has more than 65,536 bytes", id="a large file"),
        pytest.param({"bicep/place.bicep.j2": ""}, "--templates: error: nothing that is asked for uses bicep/place.bicep.j2", id="parts of another target"),
        pytest.param({"terraform/cluster_azapi.tf.j2": ""}, "--templates: error: nothing that is asked for uses terraform/cluster_azapi.tf.j2", id="parts of another provider"),
        pytest.param({"terraform/4/tags.tf.j2": ""}, "--templates: error: nothing that is asked for uses terraform/4/tags.tf.j2", id="parts of another version"),
    ],
)  # fmt: skip
def test_wrong_files_are_told(aksnet: Call, files: dict[str, str | bytes], said: str) -> None:
    _write(files)
    done = aksnet("gen", SPEC, *WHOLE, "t")
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(said)


def test_all_wrong_files_are_told_at_once(aksnet: Call) -> None:
    _write({"terraform/a.j2": "", "bicep/b.j2": "", "terraform/tags.tf.j2": b"\xff"})
    assert aksnet("gen", SPEC, *WHOLE, "t").err.count("error:") == 3


@pytest.mark.parametrize("words", [("-t", "az"), ("-t", "arm"), ("--emit", "block")], ids=" ".join)
def test_what_has_no_parts_uses_no_templates(aksnet: Call, words: tuple[str, ...]) -> None:
    _write({"terraform/tags.tf.j2": ""})
    done = aksnet("gen", SPEC, "--templates", "t", *words)
    assert done.code == 2
    assert done.err.startswith("--templates: error: nothing that is asked for uses terraform/tags.tf.j2\n  hint: ")


@pytest.mark.parametrize("name", ["", " "], ids=["empty", "a space"])
def test_a_directory_without_a_name_is_told(aksnet: Call, name: str) -> None:
    assert "the directory of templates has no name" in aksnet("gen", SPEC, *WHOLE, name).err


def test_a_file_in_the_place_of_the_directory_is_told(aksnet: Call) -> None:
    Path("t").write_text("", encoding="utf-8")
    assert aksnet("gen", SPEC, *WHOLE, "t").err.startswith("--templates: error: 't' cannot be read: Not a directory")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(aksnet: Call) -> None:
    Path("t/terraform").mkdir(parents=True)
    os.mkfifo("t/terraform/tags.tf.j2")
    assert "a part is a file, and this is none" in aksnet("gen", SPEC, *WHOLE, "t").err


def test_a_link_that_leads_nowhere_is_told(aksnet: Call) -> None:
    Path("t/terraform").mkdir(parents=True)
    Path("t/terraform/tags.tf.j2").symlink_to("nowhere")
    said = "t/terraform/tags.tf.j2: error: this template cannot be read: No such file or directory"
    assert aksnet("gen", SPEC, *WHOLE, "t").err.startswith(said)


@pytest.mark.parametrize(
    ("link", "to"),
    [
        pytest.param("t/terraform/tags.tf.j2", "../../beside/tags.tf.j2", id="a file"),
        pytest.param("t/terraform", "../beside", id="a folder"),
        pytest.param("t/terraform/4", "../../beside", id="a folder of a version"),
        pytest.param("t/terraform", "..", id="the folder around it"),
        pytest.param("t/terraform/tags.tf.j2", "../../nowhere", id="a file that is not there"),
        pytest.param("t/terraform/tags.tf.j2", "../lead.tf.j2", id="a file through another link"),
        pytest.param("t/terraform/tags.tf.j2", "../../t-2/tags.tf.j2", id="a folder whose name begins alike"),
    ],
)
def test_links_that_lead_out_are_refused(aksnet: Call, link: str, to: str) -> None:
    for name in ("t/terraform" if link != "t/terraform" else "t", "beside", "t-2"):
        Path(name).mkdir(parents=True)
    for name in ("beside/tags.tf.j2", "t-2/tags.tf.j2"):
        Path(name).write_text("", encoding="utf-8")
    Path("t/lead.tf.j2" if to == "../lead.tf.j2" else "t/.lead").symlink_to("../beside/tags.tf.j2")
    Path(link).symlink_to(to)
    done = aksnet("gen", SPEC, *WHOLE, "t")
    assert done.code == 2
    assert done.out == ""
    assert f"{link}: error: this leads out of t: to {Path.cwd()}" in done.err


def test_links_within_the_directory_are_followed(aksnet: Call) -> None:
    _write({"terraform/.tags": "# mine\n"})
    Path("t/terraform/tags.tf.j2").symlink_to(".tags")
    Path("link").symlink_to("t")
    done = aksnet("gen", SPEC, *WHOLE, "link")
    assert done.code == 0, done.err
    assert "  # mine\n" in done.out


@pytest.mark.parametrize(
    ("files", "version", "expected"),
    [
        pytest.param({"terraform/provider.tf.j2": f"# general\n{PROVIDER}"}, "4", "# general", id="before aksnet's own for a version"),
        pytest.param({"terraform/provider.tf.j2": f"# general\n{PROVIDER}", "terraform/4/provider.tf.j2": f"# four\n{PROVIDER}"}, "4", "# four", id="one for a version before the general one"),
        pytest.param({"terraform/provider.tf.j2": f"# general\n{PROVIDER}", "terraform/4/provider.tf.j2": f"# four\n{PROVIDER}"}, "5", "# general", id="one for another version not at all"),
    ],
)  # fmt: skip
def test_templates_come_in_order(aksnet: Call, files: dict[str, str | bytes], version: str, expected: str) -> None:
    _write(files)
    done = aksnet("gen", SPEC, *WHOLE, "t", "--provider-version", version)
    assert done.code == 0
    assert [line for line in done.out.split("\n") if line in ("# general", "# four")] == [expected]


def test_templates_of_one_target_leave_another_as_it_is(aksnet: Call) -> None:
    _write({"terraform/tags.tf.j2": EXAMPLES["terraform/tags.tf.j2"]})
    for folder, words in (("a", ("--templates", "t")), ("b", ())):
        Path(folder).mkdir()
        for target in ("terraform", "bicep"):
            Path(folder, target).mkdir()
        both = ("--emit", "cluster", "--today", "2026-11-24", *words)
        assert aksnet("gen", SPEC, *both, "-t", "terraform", "-t", "bicep", "-o", folder).code == 0
    written = {path.name for path in Path("a").rglob("*.*") if path.is_file()}
    same = {name for name in written if Path("a", name).read_bytes() == Path("b", name).read_bytes()}
    assert written - same == {"main.tf"}


def test_nothing_is_written_where_a_template_is_wrong(aksnet: Call) -> None:
    _write({"terraform/outputs.tf.j2": 'output "x" {\n'})
    Path("out").mkdir()
    done = aksnet("gen", SPEC, *WHOLE, "t", "-o", "out")
    assert done.code == 2
    assert done.err.startswith("t/terraform/outputs.tf.j2:1: error: what this makes cannot be read")
    assert list(Path("out").iterdir()) == []


def test_examples_of_the_page_do_what_it_says(aksnet: Call) -> None:
    assert {*EXAMPLES} == {"terraform/tags.tf.j2", "terraform/outputs.tf.j2", "bicep/place.bicep.j2"}
    _write(dict(EXAMPLES))
    Path("infra").mkdir()
    done = aksnet("gen", SPEC, *WHOLE, "t", "-t", "terraform", "-t", "bicep", "-o", "infra")
    assert done.code == 0, done.err
    main, outputs = (Path("infra", name).read_text(encoding="utf-8") for name in ("main.tf", "outputs.tf"))
    assert re.search(r'^  tags += (merge\(var\.tags, )?\{ team = "network" \}\)?$', main, re.M)
    assert '\n# outputs of the cluster "overlay"\noutput "cluster_id" {\n' in outputs
    bicep = Path("infra/main.bicep").read_text(encoding="utf-8")
    assert "  tags: {\n    team: 'network'\n  }\n" in bicep or "  tags: union(tags, { team: 'network' })\n" in bicep


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
@pytest.mark.parametrize("sample", ["overlay", "cilium"])
def test_examples_of_the_page_are_formatted(aksnet: Call, sample: str) -> None:
    _write({name: text for name, text in EXAMPLES.items() if name.startswith("terraform")})
    Path("infra").mkdir()
    assert aksnet("gen", str(SPECS[sample]), *WHOLE, "t", "-o", "infra").code == 0
    subprocess.run(["terraform", "fmt", "-check", "-diff", "infra"], check=True, capture_output=True)
