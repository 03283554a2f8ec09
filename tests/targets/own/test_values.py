"""Hostile values in users' templates: each comes out as the value that it is, or the template is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest

from aksnet.errors import AksnetError
from aksnet.expressions.ordering import walk
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal
from aksnet.readers.bicep import statements as bicep
from aksnet.readers.bicep.syntax import Var
from aksnet.readers.hcl import parsing as hcl
from aksnet.targets import bicep_text
from aksnet.targets import hcl as hcl_text
from aksnet.targets.own.printing import print_own
from aksnet.targets.printing import Code
from hostile import HOSTILE
from own import own

VALUES = [pytest.param(text, id=name) for name, text in HOSTILE.items()]
NAMES = {"outputs.tf.j2": "terraform", "main.bicep.j2": "bicep"}


def _printed(part: str, template: str, value: str) -> str:
    language = NAMES[part]
    encode = hcl_text.encode if language == "terraform" else bicep_text.encode
    names: dict[str, Any] = {"name": value, "tags": {value: value}, "pools": [{"name": value}]}
    return print_own(language, part, encode, names, "", own({f"{language}/{part}": template}))


def _hcl(template: str, value: str) -> tuple[list[str], set[object]]:
    file = hcl.parse(Source("x.tf", hcl_text.layout(_printed("outputs.tf.j2", template, value))))
    assert not file.faults
    assert not file.body.blocks
    attributes = file.body.attributes
    return sorted(attributes), {
        one.value for row in attributes.values() for one in walk(row.value) if isinstance(one, Literal)
    }


def _bicep(template: str, value: str) -> tuple[list[str], set[object]]:
    file = bicep.parse(Source("x.bicep", bicep_text.layout(_printed("main.bicep.j2", template, value))))
    assert not file.faults
    variables = [one for one in file.statements if isinstance(one, Var)]
    assert len(variables) == len(file.statements)
    return sorted(one.name for one in variables), {
        one.value for row in variables for one in walk(row.value) if isinstance(one, Literal)
    }


def _same(text: str) -> str:
    return text


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    ("template", "change"),
    [
        pytest.param("x = {{ name }}\n", _same, id="an argument"),
        pytest.param("x = [{{ name }}, {{ name }}]\n", _same, id="a list"),
        pytest.param("x = {{ tags }}\n", _same, id="a mapping"),
        pytest.param("x = {\n{% for k, v in tags|items %}\n{{ k }} = {{ v }}\n{% endfor %}\n}\n", _same, id="its items"),
        pytest.param("x = {\n{% for k in tags %}\na = {{ tags[k] }}\n{% endfor %}\n}\n", _same, id="its members"),
        pytest.param('x = upper({{ name }})\n', _same, id="an argument of a function"),
        pytest.param('x = "a-${upper({{ name }})}"\n', _same, id="an interpolation"),
        pytest.param('x = "${ {{- name -}} }-a"\n', _same, id="alone in an interpolation"),
        pytest.param("{% set y = name %}\nx = {{ y }}\n", _same, id="a name of the template's own"),
        pytest.param("{% for p in pools %}\nx = {{ p.name }}\n{% endfor %}\n", _same, id="a member in a loop"),
        pytest.param('x = {{ name|default("z") }}\n', _same, id="with a default"),
        pytest.param("x = {{ (tags|first)|trim }}\n", str.strip, id="trimmed"),
        pytest.param("x = {{ name|upper }} # {{ name }}\n", str.upper, id="in capitals, and in a comment"),
        pytest.param("# {{ name }} // {{ name|lower }}\nx = {{ name|lower }}\n", str.lower, id="in small letters"),
        pytest.param("x = {{ name if name is string else 1 }}\n", _same, id="chosen"),
    ],
)  # fmt: skip
def test_hcl_has_the_value_as_a_value(template: str, change: Callable[[str], str], value: str) -> None:
    names, literals = _hcl(template, value)
    assert names == ["x"]
    assert normalize("NFC", change(value)) in literals


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    ("template", "change"),
    [
        pytest.param("var x = {{ name }}\n", _same, id="a variable"),
        pytest.param("var x = [\n{{ name }}\n{{ name }}\n]\n", _same, id="an array"),
        pytest.param("var x = {{ tags }}\n", _same, id="an object"),
        pytest.param("var x = '${toUpper({{ name }})}-a'\n", _same, id="an interpolation"),
        pytest.param("var x = '${ {{- name -}} }-a'\n", _same, id="alone in an interpolation"),
        pytest.param("// it's {{ name }}\nvar x = {{ name|upper }} // {{ name }}\n", str.upper, id="beside comments"),
        pytest.param("{% for k, v in tags|items %}\nvar x = {\na: {{ v }}\n}\n{% endfor %}\n", _same, id="in a loop"),
    ],
)  # fmt: skip
def test_bicep_has_the_value_as_a_value(template: str, change: Callable[[str], str], value: str) -> None:
    names, literals = _bicep(template, value)
    assert names == ["x"]
    assert change(value) in literals


def test_a_value_that_no_literal_can_hold_is_told_where_it_is_printed() -> None:
    with pytest.raises(AksnetError, match=r"^t/bicep/main.bicep.j2:2: error: a text of more than 131,072 characters"):
        _printed("main.bicep.j2", "\nvar x = {{ name }}\n", "x" * 200_000)


def test_a_value_that_no_literal_can_hold_is_the_fault_of_no_template_where_a_part_of_aksnet_prints_it() -> None:
    names = {"parameters": [{"name": Code("x"), "value": "x" * 200_000}]}
    with pytest.raises(TypeError, match="a text of more than 131,072 characters has no literal in Bicep"):
        print_own("bicep", "main.bicepparam.j2", bicep_text.encode, names, "", own({"bicep/place.bicep.j2": ""}))


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    ("part", "template", "message"),
    [
        pytest.param("outputs.tf.j2", 'x = "{{ name }}"\n', "between quotes", id="between quotes"),
        pytest.param("outputs.tf.j2", 'x = "a-{{ name }}-b"\n', "between quotes", id="within a text"),
        pytest.param("outputs.tf.j2", 'x = "${f("{{ name }}")}"\n', "between quotes", id="quotes in an interpolation"),
        pytest.param("outputs.tf.j2", 'x = "$${ {{ name }} }"\n', "between quotes", id="an escaped interpolation"),
        pytest.param("outputs.tf.j2", "x = {{ name }}{{ name }}\n", "beside a quote", id="two side by side"),
        pytest.param("outputs.tf.j2", 'x = ""{{ name }}\n', "beside a quote", id="behind a text"),
        pytest.param("outputs.tf.j2", "x = <<EOT\n{{ name }}\nEOT\n", "a heredoc", id="a heredoc"),
        pytest.param("outputs.tf.j2", "/* {{ name }} */\n", "a comment in /* */", id="a comment of several lines"),
        pytest.param("outputs.tf.j2", "# {{ tags }}\n", "several lines stands in a comment", id="lines in a comment"),
        pytest.param("main.bicep.j2", "var x = '{{ name }}'\n", "between quotes", id="between the quotes of Bicep"),
        pytest.param("main.bicep.j2", "var x = '$${f('{{ name }}')}'\n", "between quotes", id="an interpolation of Bicep"),
        pytest.param("main.bicep.j2", "var x = '''{{ name }}'''\n", "a text in '''", id="a text of several lines"),
        pytest.param("main.bicep.j2", "var x = ''{{ name }}\n", "beside a quote", id="behind an empty text"),
        pytest.param("main.bicep.j2", "// {{ tags }}\n", "several lines stands in a comment", id="lines in a comment of Bicep"),
    ],
)  # fmt: skip
def test_a_value_that_would_come_apart_is_refused(part: str, template: str, message: str, value: str) -> None:
    with pytest.raises(AksnetError, match=message.replace("*", r"\*")) as error:
        _printed(part, template, value)
    assert f"{part}:" in str(error.value)
