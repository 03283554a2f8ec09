"""Text into nodes: each value with its line and column, each fault of the text with one clear error."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from aksnet.errors import SpecError
from aksnet.spec import nodes
from aksnet.spec.json_text import parse as parse_json
from aksnet.spec.loading import parse, read
from aksnet.spec.toml_text import parse as parse_toml
from aksnet.spec.yaml_text import parse as parse_yaml


def load(name: str) -> nodes.Node:
    """The spec in a file, or on standard input."""
    return parse(name, read(name))


PARSERS = {"yaml": parse_yaml, "json": parse_json, "toml": parse_toml}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("yaml", "a: 1\n", {"a": 1}, id="a number"),
        pytest.param("yaml", "a: 1.30\n", {"a": "1.30"}, id="a fraction stays text, so 1.30 is not 1.3"),
        pytest.param("yaml", "a: 2026-11-24\n", {"a": "2026-11-24"}, id="a date stays text"),
        pytest.param("yaml", "a: 010\nb: 0x10\nc: 1_000\n", {"a": "010", "b": "0x10", "c": "1_000"}, id="odd numbers"),
        pytest.param("yaml", "a: yes\nb: Off\nc: ~\nd:\n", {"a": True, "b": False, "c": None, "d": None}, id="words"),
        pytest.param("yaml", "a: 'yes'\nb: \"1\"\n", {"a": "yes", "b": "1"}, id="quoted words are text"),
        pytest.param("yaml", "a: !!str 1\n", {"a": "1"}, id="the tag for text"),
        pytest.param("yaml", "a: [x, [y]]\n", {"a": ("x", ("y",))}, id="lists"),
        pytest.param("yaml", "a: &x {b: 1}\nc: *x\n", {"a": {"b": 1}, "c": {"b": 1}}, id="an alias"),
        pytest.param("yaml", "a: &x {b: 1, d: 2}\nc: {<<: *x, d: 3}\n", {"a": {"b": 1, "d": 2}, "c": {"b": 1, "d": 3}}, id="a merge key"),
        pytest.param("yaml", "a: {<<: [{b: 1}, {b: 2, c: 3}]}\n", {"a": {"b": 1, "c": 3}}, id="in a list of merged mappings the first one wins"),
        pytest.param("yaml", "a: &x {b: {c: 1}}\nd: {<<: *x, b: {e: 2}}\n", {"a": {"b": {"c": 1}}, "d": {"b": {"e": 2}}}, id="a merge is shallow, as YAML has it"),
        pytest.param("toml", '"\\U0001F600" = 1\n"a\tb" = 2\n\'c"d\' = 3\n', {"😀": 1, "a\tb": 2, 'c"d': 3}, id="TOML keys in quotes"),
        pytest.param("yaml", "80: x\n", {"80": "x"}, id="a number as a key is text"),
        pytest.param("yaml", "%YAML 1.2\n---\na: 1\n...\n", {"a": 1}, id="document marks"),
        pytest.param("json", '{"a": [1, true, null, "x", 1.30]}', {"a": (1, True, None, "x", "1.30")}, id="JSON"),
        pytest.param("toml", 'a = 1\nb.c = "x"\n[d]\ne = [1, 2]\n[[f]]\ng = true\n', {"a": 1, "b": {"c": "x"}, "d": {"e": (1, 2)}, "f": ({"g": True},)}, id="TOML"),
    ],
)  # fmt: skip
def test_text_becomes_data(language: str, text: str, expected: object) -> None:
    assert PARSERS[language](text, "spec").plain() == expected


@pytest.mark.parametrize(
    ("language", "text", "path", "place"),
    [
        pytest.param("yaml", "a:\n  b: 1\n", ("a", "b"), "2:6", id="a value in YAML"),
        pytest.param("yaml", "a:\n- x\n- y: 1\n", ("a", 1, "y"), "3:6", id="a value in a list"),
        pytest.param("yaml", "a: {b: {c: [1, 22]}}\n", ("a", "b", "c", 1), "1:16", id="a value in a flow"),
        pytest.param("yaml", "a: {b: c}\x85\nd: {e: 1}\n", ("d", "e"), "2:8", id="after a line end of Unicode, which is none for people"),
        pytest.param("yaml", "a: \U0001f600\u2028b: 1\nc: 2\n", ("c",), "2:4", id="after a line separator"),
        pytest.param("yaml", "# ä\r\na: 1\r\nb: 2\r\n", ("b",), "3:4", id="after Windows line ends"),
        pytest.param("json", '{\n  "a": {"b": [1,\n 2]}}', ("a", "b", 1), "3:2", id="a value in JSON"),
        pytest.param("json", '{"a\\u0062": "x"}', ("ab",), "1:13", id="behind an escaped key"),
        pytest.param("toml", '# c\na = 1\nb = "x"\n', ("b",), "3:5", id="a value in TOML"),
        pytest.param("toml", "[a]\nb = 1\n[[c]]\nd = 1\n[[c]]\nd = 2\n", ("c", 1, "d"), "6:5", id="in a TOML array of tables"),
        pytest.param("toml", "[[c]]\nx = 1\n[c.d]\ne = 2\n", ("c", 0, "d", "e"), "4:5", id="in a table below an array of tables"),
        pytest.param("toml", 'a.b."c d" = """\nx"""\ne = 1\n', ("e",), "3:5", id="after a text on several lines"),
        pytest.param("toml", "a = {b = 1, c = [1,\n 2]}\n", ("a", "c", 1), "2:2", id="in an inline table"),
        pytest.param("toml", "a = 2026-11-24T00:00:00Z\nb = 1_000\n", ("b",), "2:5", id="after a date"),
    ],
)  # fmt: skip
def test_every_value_knows_its_place(language: str, text: str, path: tuple[str | int, ...], place: str) -> None:
    assert str(PARSERS[language](text.replace("\r\n", "\n"), "spec").where(path)) == f"spec:{place}"


@pytest.mark.parametrize(
    ("language", "text", "message"),
    [
        pytest.param("yaml", "a: b: c\n", "spec:1:5: error: this is no valid YAML", id="YAML that is none"),
        pytest.param("yaml", "a: 1\x85\nb: {\n", "spec:3:1: error: this is no valid YAML", id="YAML that is none after a line end of Unicode"),
        pytest.param("yaml", "a: [1\n", "error: this is no valid YAML", id="an open bracket"),
        pytest.param("yaml", "\ta: 1\n", "spec:1:1: error: this is no valid YAML", id="a tab"),
        pytest.param("yaml", "a: 1\nb: 2\na: 3\n", "spec:3:1: error: the key 'a' stands twice\n  hint: the first one is at spec:1:1", id="a key twice in YAML"),
        pytest.param("json", '{"a": {"b": 1,\n"b": 2}}', "spec:2:1: error: the key 'b' stands twice", id="a key twice in JSON"),
        pytest.param("toml", "a = 1\na = 2\n", "spec:2:6: error: this is no valid TOML: cannot overwrite a value", id="a key twice in TOML"),
        pytest.param("yaml", "a: 1\n---\nb: 2\n", "spec:2:1: error: a second document starts here", id="a second document"),
        pytest.param("yaml", "a: !!python/object:os.system x\n", "spec:1:4: error: the tag tag:yaml.org,2002:python/object:os.system is not allowed", id="a Python tag"),
        pytest.param("yaml", "a: {<<: {b: 1}, <<: {c: 1}}\n", "spec:1:17: error: the key '<<' stands twice", id="a merge key twice"),
        pytest.param("json", '{"\\ud800": 1}', "half of a surrogate pair", id="half of a surrogate pair in a JSON key"),
        pytest.param("json", '["\\ud800"]', "half of a surrogate pair", id="half of a surrogate pair in JSON"),
        pytest.param("yaml", "a: *x\n", "spec:1:4: error: the alias *x has no anchor before it", id="an alias without an anchor"),
        pytest.param("yaml", "a: &x [*x]\n", "spec:1:8: error: the alias *x has no anchor before it", id="an alias in its own anchor"),
        pytest.param("yaml", "[a]: 1\n", "spec:1:1: error: a key is a mapping or a list", id="a list as a key"),
        pytest.param("yaml", "on: 1\n", "spec:1:1: error: the key reads as true, not as text", id="a key that reads as a boolean"),
        pytest.param("yaml", "a: {<<: 1}\n", "spec:1:9: error: << takes a mapping", id="a merge key with a number"),
        pytest.param("yaml", "a: " + "[" * 40 + "]" * 40, "error: the spec is nested more than 32 deep", id="deep YAML"),
        pytest.param("yaml", "a: " + "[" * 100_000, "nest", id="very deep YAML, which newer parsers refuse by themselves"),
        pytest.param("json", "[" * 40 + "]" * 40, "error: the spec is nested more than 32 deep", id="deep JSON"),
        pytest.param("json", "[" * 100_000, "error: this JSON is nested too deep", id="very deep JSON"),
        pytest.param("json", '{"a": 1' + "0" * 5000 + "}", "error: a number in this JSON has thousands of digits", id="an endless number"),
        pytest.param("toml", "a = " + "[" * 40 + "]" * 40, "error: the spec is nested more than 32 deep", id="deep TOML"),
        pytest.param("json", '{"a": }', "spec:1:7: error: this is no valid JSON: expecting value", id="JSON that is none"),
        pytest.param("toml", "a = \n", "spec:1:5: error: this is no valid TOML: invalid value", id="TOML that is none"),
        pytest.param("yaml", 'a: "\\ud800"\n', "error: this is no valid YAML", id="half of a surrogate pair"),
    ],
)  # fmt: skip
def test_faulty_text_gets_one_clear_error(language: str, text: str, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        PARSERS[language](text, "spec")
    assert message in str(caught.value)
    assert len(caught.value.problems) == 1


def test_aliases_cannot_unfold_without_bound() -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(SpecError, match=f"more than {nodes.MAX_VALUES:,} values"):
        parse_yaml("\n".join(lines), "spec")


def _written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.yaml", b"name: x\n", id="YAML"),
        pytest.param("a.yml", b"\xef\xbb\xbfname: x\r\n", id="YAML with a byte order mark and Windows line ends"),
        pytest.param(
            "a.yaml", b"\xff\xfe" + "name: x\r\n".encode("utf-16-le"), id="UTF-16, as PowerShell 5 redirects it"
        ),
        pytest.param(
            "a.json", b"\xfe\xff" + '{"name": "x"}'.encode("utf-16-be"), id="JSON in UTF-16, the high byte first"
        ),
        pytest.param("a.json", b'{"name": "x"}', id="JSON"),
        pytest.param("a.TOML", b'name = "x"\n', id="TOML, in capitals"),
        pytest.param("a", b"name: x", id="no suffix is read as YAML"),
        pytest.param("b.yaml", b'{"name": "x"}', id="JSON is YAML too"),
    ],
)
def test_suffix_says_the_language(name: str, data: bytes, tmp_path: Path) -> None:
    assert load(_written(tmp_path / name, data)).plain() == {"name": "x"}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("a.yaml", b"", "the spec is empty", id="an empty file"),
        pytest.param("a.yaml", b" \n\n", "the spec is empty", id="a blank file"),
        pytest.param("a.yaml", b"# nothing\n", "the spec is no mapping", id="only a comment"),
        pytest.param("a.yaml", b"- a\n", "the spec is no mapping", id="a list"),
        pytest.param("a.yaml", b"a: 1\n\xff\n", "a.yaml:2:1: error: the spec is no UTF-8 text", id="another encoding"),
        pytest.param("a.yaml", b"a\n\x00", "a.yaml:2:1: error: the spec is a binary file", id="a binary file"),
        pytest.param("a.yaml", b"a: " + b"x" * (16 * 1024 * 1024), "larger than 16 MiB", id="a very large file"),
    ],
)
def test_unusable_file_gets_one_clear_error(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="error") as caught:
        load(_written(tmp_path / name, data))
    assert message in str(caught.value)


def test_windows_line_ends_do_not_get_into_texts(tmp_path: Path) -> None:
    assert load(_written(tmp_path / "a.toml", b'a = """x\r\ny"""\r\nb = 1\r\n')).plain() == {"a": "x\ny", "b": 1}


def test_missing_file_and_directory_get_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="cannot be read: No such file"):
        load(str(tmp_path / "a.yaml"))
    with pytest.raises(SpecError, match="this is a directory"):
        load(str(tmp_path))
    with pytest.raises(SpecError, match="cannot be read"):
        load("a\0b")


def test_unreadable_file_gets_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "a.yaml"
    path.write_text("name: x\n", encoding="utf-8")
    monkeypatch.setattr(Path, "open", denied)  # root may read every file, so the refusal is made here
    with pytest.raises(SpecError, match=r"a.yaml: error: the spec cannot be read: Permission denied"):
        load(str(path))


def test_merge_keys_cannot_unfold_without_bound() -> None:
    keys = ", ".join(f"k{n}: 1" for n in range(60_000))
    text = f"a: &a {{{keys}}}\n" + "".join(f"b{n}: {{<<: *a}}\n" for n in range(3_000))
    with pytest.raises(SpecError, match="unfolds into more than"):
        parse_yaml(text, "spec")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("name: x\n", {"name": "x"}, id="YAML"),
        pytest.param('{"name": "x"}', {"name": "x"}, id="JSON"),
        pytest.param("{name: x}", {"name": "x"}, id="YAML that begins like JSON"),
        pytest.param('[network]\nplugin = "overlay"\n', {"network": {"plugin": "overlay"}}, id="TOML that begins like JSON"),
        pytest.param('network.plugin = "overlay"\n', {"network": {"plugin": "overlay"}}, id="TOML that reads as one word of YAML"),
    ],
)  # fmt: skip
def test_standard_input_is_read_in_any_of_the_languages(
    text: str, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert load("-").plain() == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"a": 1', "<stdin>:1:8: error: this is no valid JSON", id="JSON without its end"),
        pytest.param("a: b: c", "<stdin>:1:5: error: this is no valid YAML", id="YAML that is none"),
        pytest.param("just a word", "<stdin>:1:1: error: the spec is no mapping", id="a word"),
        pytest.param("[1]", "<stdin>:1:1: error: the spec is no mapping", id="a list in JSON"),
        pytest.param("null", "<stdin>:1:1: error: the spec is no mapping", id="nothing in JSON"),
        pytest.param(
            'name = "x', "<stdin>:1: error: this is no valid TOML", id="TOML without its end, which is a word of YAML"
        ),
    ],
)
def test_standard_input_that_is_no_spec_gets_the_error_of_the_first_language(
    text: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    with pytest.raises(SpecError) as caught:
        print(load("-"))
    assert message in str(caught.value)
