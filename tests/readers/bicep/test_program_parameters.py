"""Parameters files of Bicep: what they assign reaches the template that they use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.values import wrap
from aksnet.readers.bicep import program
from aksnet.readers.bicep.parameters import read_parameters, used_by
from aksnet.readers.files import Files
from aksnet.readers.resources import Kind, Reading
from aksnet.view import Origin
from evaluated import only, shown, value_at

MAIN = """
param value string = 'default'
param needed string
resource aks 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'a'
  properties: { dnsPrefix: value, fqdnSubdomain: needed }
}
"""


def files(text: str, **others: str) -> Files:
    given = {Path("main.bicep"): MAIN.encode(), Path("prod.bicepparam"): text.encode()}
    given |= {Path(name.replace("_", ".")): other.encode() for name, other in others.items()}
    return Files(Path(), given)


def read(text: str, **others: str) -> Reading:
    return read_parameters(Path("prod.bicepparam"), files(text, **others))


USING = "using 'main.bicep'\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("param needed = 'x'", ("default", "x"), id="what is assigned is given, the rest has its default"),
        pytest.param("param needed = 'x'\nparam value = needed", ("x", "x"), id="a value may use another"),
        pytest.param("var v = 'x'\nparam needed = '${v}y'", ("default", "xy"), id="a value may use a variable"),
        pytest.param("import { a } from 'lib.bicep'\nparam needed = a", ("default", "x"), id="a value may be imported"),
        pytest.param("param needed = readEnvironmentVariable('E', 'x')", ("default", "? the environment variable E is known only where it is set"), id="the environment is not read"),
        pytest.param("param needed = readEnvironmentVariable('E') == null ? 'a' : 'b'", ("default", "b"), id="a variable of the environment is not null"),
        pytest.param("param needed = null != readEnvironmentVariable('E') ? 'a' : 'b'", ("default", "a"), id="nor is null one"),
        pytest.param("param needed = readEnvironmentVariable('E') == 'x' ? 'a' : 'b'", ("default", "? the environment variable E is known only where it is set"), id="it may be any text"),
        pytest.param("param needed = first(split(readEnvironmentVariable('E'), '/')) == null ? 'a' : 'b'", ("default", "? the environment variable E is known only where it is set"), id="what is made of it may be null"),
        pytest.param("param needed = 'x'\nparam value = readEnvironmentVariable('E')", ("? the environment variable E is known only where it is set", "x"), id="it takes the place of a default"),
        pytest.param("param needed = getSecret('s', 'g', 'v', 'n')", ("default", "? getSecret() is known only once it is deployed"), id="secrets are not read"),
        pytest.param("param needed = 'x'\nparam value = null", ("default", "x"), id="null takes the default"),
        pytest.param("extends 'base.bicepparam'\nparam value = 'x'", ("x", "base"), id="what is extended is kept, the nearer value wins"),
        pytest.param("extends 'base.bicepparam'\nparam needed = base.value", ("base value", "base value"), id="what is extended has a name"),
    ],
)  # fmt: skip
def test_values_reach_the_template(text: str, expected: tuple[Any, Any]) -> None:
    base = "using none\nparam needed = 'base'\nparam value = 'base value'\n"
    reading = read(USING + text + "\n", base_bicepparam=base, lib_bicep="@export()\nvar a = 'x'\n")
    body = only(reading, Kind.CLUSTER).body
    assert (shown(value_at(body, "dnsPrefix")), shown(value_at(body, "fqdnSubdomain"))) == expected
    assert reading.label == "main.bicep with prod.bicepparam"
    assert reading.unread == ()


def test_values_of_a_file_are_those_of_a_variable() -> None:
    value = value_at(only(read(USING + "param needed = 'x'\n"), Kind.CLUSTER).body, "fqdnSubdomain")
    assert (value.origin, value.via) == (Origin.VARIABLE, "param needed")


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        pytest.param(USING, "the parameter needed of main.bicep is given no value", ("prod.bicepparam", 1, 7), id="a value is missing"),
        pytest.param(USING + "param needed = 'x'\nparam more = 1\n", "main.bicep has no parameter more", ("prod.bicepparam", 3, 1), id="a value has no parameter"),
        pytest.param("using 'none.bicep'\n", "none.bicep: there is no such file", ("prod.bicepparam", 1, 7), id="the template is not there"),
        pytest.param(USING + "extends 'none.bicepparam'\nparam needed = 'x'\n", "none.bicepparam: there is no such file", ("prod.bicepparam", 2, 9), id="what is extended is not there"),
        pytest.param(USING + "param needed = \n", "", ("prod.bicepparam", 2, 16), id="a syntax error"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(text: str, message: str, place: tuple[Any, ...]) -> None:
    (problem,) = read(text).unread
    assert message in problem.message
    assert problem.place == place


def test_a_template_may_be_used() -> None:
    document = (
        '{"parameters": {"needed": {"type": "string"}}, "resources": [{"name": "a", "properties": '
        '{"dnsPrefix": "[parameters(\'needed\')]"}, "type": "Microsoft.ContainerService/managedClusters"}]}'
    )
    reading = read("using 'main.json'\nparam needed = 'x'\n", main_json=document)
    assert shown(value_at(only(reading, Kind.CLUSTER).body, "dnsPrefix")) == "x"
    assert reading.label == "main.json with prod.bicepparam"


def test_files_that_extend_each_other_are_no_trouble() -> None:
    other = "using none\nextends 'prod.bicepparam'\nparam value = 'y'\n"
    reading = read(USING + "extends 'other.bicepparam'\nparam needed = 'x'\n", other_bicepparam=other)
    assert shown(value_at(only(reading, Kind.CLUSTER).body, "dnsPrefix")) == "y"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(USING, Path("main.bicep"), id="a template"),
        pytest.param("using './main.bicep'\n", Path("main.bicep"), id="a template beside it"),
        pytest.param("using none\n", None, id="none"),
        pytest.param("using 'br/public:avm/res/network/virtual-network:0.5.2'\n", None, id="a module of a registry"),
        pytest.param("param x = 1\n", None, id="nothing"),
    ],
)  # fmt: skip
def test_a_parameters_file_says_what_it_uses(text: str, expected: Path | None) -> None:
    assert used_by(Path("prod.bicepparam"), files(text)) == expected


def test_a_file_that_is_not_there_uses_nothing() -> None:
    assert used_by(Path("none.bicepparam"), Files(Path(), {})) is None


def test_values_may_be_given_in_any_case() -> None:
    reading = program.read(Path("main.bicep"), files(""), {"NEEDED": wrap("x")})
    assert shown(value_at(only(reading, Kind.CLUSTER).body, "fqdnSubdomain")) == "x"


_PIECES = ("using 'main.bicep'\n", "extends 'prod.bicepparam'\n", "param needed = ", "param value = ", "base.value", "needed", "'x'", "\n", "var v = ", "${", "{", "[", "readEnvironmentVariable(", ")")  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_a_crash(words: list[str]) -> None:
    read("".join(words))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"a.bicepparam": "using 'main.bicep'\nextends 'b.bicepparam'\n", "b.bicepparam": "using none\nextends 'a.bicepparam'\n"}, "extends itself", id="a circle"),
        pytest.param({"a.bicepparam": "using 'b.bicepparam'\n", "b.bicepparam": "using none\n"}, "uses a template", id="another parameters file in place of a template"),
    ],
)  # fmt: skip
def test_what_a_parameters_file_cannot_name_is_told(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, text in {"main.bicep": "param x string = 'a'\n", **files}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    reading = read_parameters(tmp_path / "a.bicepparam", Files(tmp_path))
    assert any(message in problem.message for problem in reading.unread)
