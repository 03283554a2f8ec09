"""HCL: literals that read back as the value, and the layout of `terraform fmt`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import hcl2
import pytest

from aksnet.targets.hcl import encode, layout
from hcl_reading import plain
from hostile import HOSTILE


def _cases() -> list[object]:
    return [pytest.param(text, id=name) for name, text in HOSTILE.items()]


@pytest.mark.parametrize("text", _cases())
def test_hostile_texts_read_back_as_they_are(text: str) -> None:
    parsed = hcl2.loads(f"value = {encode(text)}\nmap = {encode({text or 'x': [text]})}\n")
    assert plain(parsed["value"]) == text
    assert plain(parsed["map"]) == {text or "x": [text]}


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_itself_reads_hostile_texts_back_as_they_are(tmp_path: Path) -> None:
    """All of them as one output, which needs no provider. Terraform composes what Unicode can (NFC)."""
    texts = {f"{name} {text}": text for name, text in HOSTILE.items()}
    (tmp_path / "main.tf").write_text(layout(f'output "texts" {{\nvalue = {encode(texts)}\n}}\n'), encoding="utf-8")
    _terraform("apply", "-auto-approve", "-input=false", cwd=tmp_path)
    read = json.loads(_terraform("output", "-json", "texts", cwd=tmp_path))
    assert read == {normalize("NFC", name): normalize("NFC", text) for name, text in texts.items()}


def _terraform(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        ["terraform", *arguments],
        cwd=cwd,
        env={**os.environ, "TF_CLI_CONFIG_FILE": os.devnull},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_keys_of_every_kind_are_aligned_as_terraform_aligns_them() -> None:
    keys = [
        *(text for text in HOSTILE.values() if len(text) < 100),
        "for",
        "null",
        "true",
        "in",
        "if",
        "plain",
        "with-dash",
        "1st",
    ]
    text = layout(f"locals {{\ntexts = {encode(dict.fromkeys(keys, 'x'))}\n}}\n")
    done = subprocess.run(
        ["terraform", "fmt", "-"],
        input=text,
        env={**os.environ, "TF_CLI_CONFIG_FILE": os.devnull},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stderr, done.stdout) == ("", text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(True, "true", id="a boolean is no number"),
        pytest.param(3, "3", id="a number"),
        pytest.param([], "[]", id="an empty list"),
        pytest.param(["a", 1], '["a", 1]', id="a list"),
        pytest.param({}, "{}", id="an empty map"),
        pytest.param({"for": 1}, '{\n"for" = 1\n}', id="a key that would begin an expression"),
        pytest.param({"e\u0301": 1}, '{\n"e\\u0301" = 1\n}', id="a key whose columns would be counted otherwise"),
        pytest.param("e\u0301", '"e\u0301"', id="a value may stay as it is"),
    ],
)
def test_literals(value: object, expected: str) -> None:
    assert encode(value) == expected


@pytest.mark.parametrize("value", [None, 1.5, object(), b"x"], ids=["nothing", "a fraction", "an object", "bytes"])
def test_what_has_no_literal_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no literal"):
        encode(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a = 1\nbcd = 2", "a   = 1\nbcd = 2\n", id="a run is aligned"),
        pytest.param("a = 1\n\nbcd = 2", "a = 1\n\nbcd = 2\n", id="a blank line ends a run"),
        pytest.param("a = 1\n# c\nbcd = 2", "a = 1\n# c\nbcd = 2\n", id="a comment ends a run"),
        pytest.param("a = [\n1,\n]\nbcd = 2", "a = [\n  1,\n]\nbcd = 2\n", id="a value on several lines ends a run"),
        pytest.param("a {\nb = 1\ncd = 2\n}", "a {\n  b  = 1\n  cd = 2\n}\n", id="blocks are indented"),
        pytest.param('a = "{"\nbc = "}"', 'a  = "{"\nbc = "}"\n', id="brackets in texts do not count"),
        pytest.param(
            "\n\na {\n\n\nb = 1\n\n}\n\n\n\nc = 2\n\n",
            "a {\n  b = 1\n}\n\nc = 2\n",
            id="blank lines that say nothing go",
        ),
    ],
)
def test_layout(text: str, expected: str) -> None:
    assert layout(text) == expected
