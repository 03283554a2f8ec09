"""Users' templates that reach too far, never end, or are wrong: one clear error with file and line, and no traceback."""

from __future__ import annotations

from itertools import pairwise

import pytest

from own import OUTPUTS, PLACE, rendered, told
from rendering import FRAGMENT, WHOLE
from timing import within

FILE = f"t/{OUTPUTS}"
TEN = "{% for a in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] %}"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param("{{ name.__class__ }}", "1: error: there is no member __class__ in plain data", id="a class"),
        pytest.param("{{ ''.__class__.__mro__ }}", "1: error: there is no member __mro__", id="the class of a constant"),
        pytest.param("\n{{ name['__class__'] }}", "2: error: there is no member '__class__' in this", id="a class by subscription"),
        pytest.param("{{ tags['__init__'] }}", "1: error: there is no member '__init__' in this", id="a method of a mapping"),
        pytest.param("{{ pools.append }}", "1: error: there is no member 'append' in this", id="a method of a list"),
        pytest.param("{% for p in pools %}\n{{ loop.cycle }}{% endfor %}", "2: error: there is no member 'cycle' in this", id="a method of a loop"),
        pytest.param("{{ name.encode() }}", "1: error: a call cannot stand in a template", id="a call"),
        pytest.param("{{ '{0.__class__}'.format(name) }}", "1: error: a call cannot stand", id="a format string"),
        pytest.param("{{ '%s'|format(name) }}", "1: error: there is no filter format here\n  hint: there are default, first", id="the filter format"),
        pytest.param("{{ name|attr('upper') }}", "1: error: there is no filter attr here", id="the filter attr"),
        pytest.param("{{ (name|string)|safe }}", "1: error: there is no filter safe here", id="the filter safe"),
        pytest.param("{{ name|replace('a', 'b') }}", "1: error: there is no filter replace here", id="the filter replace"),
        pytest.param("{{ pools|map(attribute='x') }}", "1: error: there is no filter map here", id="the filter map"),
        pytest.param("{{ pools|sort(attribute='label.__class__')|first }}", "1: error: there is no filter sort here", id="the filter sort"),
        pytest.param("\n{{ 1 is callable }}", "2: error: there is no test callable here", id="a test of Python's"),
        pytest.param("{{ name ~ 'x' }}", "1: error: ~ cannot stand in a template\n  hint: let the language join them", id="joined texts"),
        pytest.param("{{ 10 ** 9 ** 9 }}", "1: error: ** cannot stand in a template", id="a huge number"),
        pytest.param("{{ 'x' * 10 }}", "1: error: * cannot stand in a template", id="a repeated text"),
        pytest.param("{{ [name, name] }}", "1: error: a list of anything but constants", id="a list of lists"),
        pytest.param("{{ range(1000000000) }}", "1: error: a call cannot stand", id="a long range"),
        pytest.param("{{ cycler }}", "1: error: there is no name cycler here", id="cycler"),
        pytest.param("{{ lipsum }}", "1: error: there is no name lipsum here", id="lipsum"),
        pytest.param("{{ joiner }}", "1: error: there is no name joiner here", id="joiner"),
        pytest.param("{{ self }}", "1: error: there is no name self here", id="self"),
        pytest.param("{{ config }}", "1: error: there is no name config here", id="what other programs give"),
        pytest.param("{% set x %}{{ name }}{% endset %}", "1: error: {% set %} with a block cannot stand", id="set with a block"),
        pytest.param("{% macro m() %}{% endmacro %}", "1: error: a macro cannot stand", id="a macro"),
        pytest.param("{% call m() %}{% endcall %}", "1: error: {% call %} cannot stand", id="call"),
        pytest.param("{% filter upper %}{% endfilter %}", "1: error: {% filter %} cannot stand", id="filter with a block"),
        pytest.param("\n{% autoescape true %}{% endautoescape %}", "2: error: {% autoescape %} cannot stand", id="autoescape"),
        pytest.param("{% extends 'main.tf.j2' %}", "1: error: {% extends %} cannot stand", id="extends"),
        pytest.param("{% import 'main.tf.j2' as m %}", "1: error: {% import %} cannot stand", id="import"),
        pytest.param("{% from 'main.tf.j2' import m %}", "1: error: {% from %} cannot stand", id="from"),
        pytest.param("{% for p in pools recursive %}{% endfor %}", "1: error: a recursive loop cannot stand", id="a recursive loop"),
        pytest.param("{% include '../../etc/passwd' %}", "1: error: there is no part '../../etc/passwd'", id="an include of a file"),
        pytest.param("{% include '/etc/passwd' %}", "1: error: there is no part '/etc/passwd'", id="an include from the root"),
        pytest.param("{% include 'tag.tf.j2' %}", "1: error: there is no part 'tag.tf.j2'\n  hint: did you mean tags.tf.j2", id="an include with a typing error"),
        pytest.param("{% include name %}", "1: error: an include names one part, in quotes, and nothing else", id="an include of a value"),
        pytest.param("{% include 'x' ignore missing %}", "1: error: an include names one part", id="an include that may be missing"),
        pytest.param("\n{% include 'outputs.tf.j2' %}", "2: error: this part includes itself", id="an include of itself"),
        pytest.param(TEN * 8 + "{% endfor %}" * 8, "1: error: the loops and includes take more than 20,000 steps", id="loops in loops"),
        pytest.param(TEN * 3 + "x" * 10_000 + "{% endfor %}" * 3, "1: error: this makes more than 4,000,000 characters", id="a text without an end"),
        pytest.param(TEN * 3 + "{% include 'tags.tf.j2' %}" * 100 + "{% endfor %}" * 3, "1: error: the loops and includes take more than", id="includes without an end"),
        pytest.param(TEN * 25 + "{% endfor %}" * 25, " error: this is nested too deeply to be run", id="more levels than Python has"),
        pytest.param("{% if name %}" * 150 + "{% endif %}" * 150, " error: this is nested too deeply to be run", id="more indent than Python has"),
        pytest.param("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", " error: this is nested too deeply to be read", id="parentheses without an end"),
        pytest.param("{{ name" + ".a" * 3000 + " }}", " error: this is nested too deeply to be read", id="members without an end"),
        pytest.param("{{ " + "9" * 5000 + " }}", " error: this is nested too deeply to be read", id="a number without an end"),
        pytest.param("a\n\n{% if %}", "3: error: expected an expression, got 'end of statement block'", id="a syntax error"),
        pytest.param("a\n{{ name", "2: error: unexpected end of template", id="a print that does not end"),
        pytest.param("{% do 1 %}", "1: error: encountered unknown tag 'do'", id="an unknown tag"),
        pytest.param("{% for loop in pools %}{% endfor %}", "1: error: can't assign to special loop variable", id="a loop called loop"),
        pytest.param("a\n{% if false %}{{ nme }}{% endif %}", "2: error: there is no name nme here\n  hint: did you mean name?", id="a name with a typing error, where nobody comes"),
        pytest.param("{{ api_version }}", "1: error: 'api_version' is undefined", id="a name of the other provider"),
        pytest.param("{{ vnet.nme }}", "1: error: there is no member 'nme' in this: there are name, address_space", id="a member with a typing error"),
        pytest.param("{{ vnet.nme.x }}", "1: error: there is no member 'nme'", id="a member of what is not there"),
        pytest.param("{% for x in name %}{% endfor %}", "1: error: a text is no list to repeat over", id="a loop over a text"),
        pytest.param("{% for x in vnet.nme %}{% endfor %}", "1: error: there is no member 'nme'", id="a loop over what is not there"),
        pytest.param("{% for a, b, c in tags|items %}{% endfor %}{{ none }}", "1: error: this is none, which cannot be printed", id="none"),
        pytest.param("{{ pools|items }}", "1: error: a list is no mapping that has items", id="the items of a list"),
        pytest.param("x = {{ 1.5 }}", "1: error: a number with a fraction has no literal", id="what has no literal"),
        pytest.param("x = {{ [1, none] }}", "1: error: none has no literal", id="a list of what has no literal"),
        pytest.param("x = {{ 1e400 }}", "1: error: this number is too large", id="a number that Python calls infinite"),
        pytest.param("{% for a in [1] %}\n# {{ loop }}{% endfor %}", "2: error: the loop has no literal", id="the loop, printed"),
        pytest.param("{% for a in [1] %}\n# {{ loop|lower }}{% endfor %}", "2: error: the loop is no text, and has no small letters", id="the loop as a text"),
        pytest.param("{% for a in [1] %}{% for b in loop %}{% endfor %}{% endfor %}", "1: error: the loop is no list to repeat over", id="the loop as a list"),
        pytest.param("{{ vnet|lower }}", "1: error: a mapping is no text, and has no small letters", id="a mapping in small letters"),
        pytest.param("{{ pools|upper }}", "1: error: a list is no text, and has no capitals", id="a list in capitals"),
        pytest.param("{{ 1|trim }}", "1: error: a number is no text, and has no ends to trim", id="a number that is trimmed"),
        pytest.param("{{ name|trim(1) }}", "1: error: a number is no text, and has no characters to trim", id="a text that a number is trimmed off"),
        pytest.param("{{ vnet.nme|lower }}", "1: error: there is no member 'nme'", id="what is not there in small letters"),
        pytest.param("{{ 1|length }}", "1: error: a number has no members", id="the length of a number"),
        pytest.param("{{ none|first }}", "1: error: none has no members", id="the first of none"),
        pytest.param("{{ []|first }}", "1: error: this is empty, and has no first member", id="the first of nothing"),
        pytest.param("{{ []|last }}", "1: error: this is empty, and has no last member", id="the last of nothing"),
        pytest.param("{{ name|lower(1) }}", "1: error: the filter lower does not take these arguments\n  hint: it takes none", id="an argument too many"),
        pytest.param("{{ name|default(fallback=1) }}", "1: error: the filter default does not take these arguments\n  hint: it takes default_value and boolean", id="an argument by a wrong name"),
        pytest.param("{{ name|default(1, default_value=1) }}", "1: error: the filter default does not take", id="an argument given twice"),
        pytest.param("{{ name|default(*pools) }}", "1: error: the filter default does not take", id="arguments out of a list"),
        pytest.param("{{ name is string(1) }}", "1: error: the test string does not take these arguments", id="an argument of a test"),
        pytest.param("\n{{ name < none }}", "2: error: a text and none have no order", id="what has no order"),
        pytest.param('{{ 1 < "a" }}', "1: error: a number and a text have no order", id="a number and a text"),
        pytest.param("{{ 1 < 2 < name }}", "1: error: a number and a text have no order", id="the end of a chain"),
        pytest.param("{{ name in none }}", "1: error: none has no members", id="a member of none"),
        pytest.param("{{ 1 in name }}", "1: error: a number is no text, and has no place in a text", id="a number in a text"),
        pytest.param("{{ vnet.nme == 1 }}", "1: error: there is no member 'nme'", id="what is not there, compared"),
        pytest.param("{% for a, b in pools %}{% endfor %}", "1: error: a mapping is no list of 2 values for 2 names", id="two names for a mapping"),
        pytest.param("{% set a, b = name %}", "1: error: a text is no list of 2 values for 2 names", id="two names for a text"),
        pytest.param("\n{% set a, b = [1, 2, 3] %}", "2: error: a list of 3 gives no values for 2 names", id="two names for three values"),
        pytest.param("{% for a, (b, c) in tags|items %}{% endfor %}", "1: error: names in parentheses cannot stand", id="names in parentheses"),
        pytest.param('x = 1\noutput "x" {\n', "2: error: what this makes cannot be read: this block is not closed", id="a block that is not closed"),
        pytest.param("x = 1\n{{ name }} = 1\n", "2: error: what this makes cannot be read: the name of an argument", id="a value in the place of a name"),
        pytest.param("x = ${{ name }}", "1: error: what this makes cannot be read: $ cannot stand here", id="a dollar before a value"),
    ],
)  # fmt: skip
def test_template_is_refused(template: str, said: str) -> None:
    with within(5):
        assert told({OUTPUTS: template}).startswith(f"{FILE}:{said}")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"terraform/tags.tf.j2": "foo = {\n"}, "t/terraform/tags.tf.j2: error: what this makes cannot be read: this block is not closed\n  hint: it shows in a part of aksnet's, at: resource", id="what breaks a block of aksnet's from within"),
        pytest.param({"terraform/place.tf.j2": "x = 1\n}\n"}, "t/terraform/place.tf.j2:2: error: what this makes cannot be read: this brace closes nothing\n  hint: it shows in a part of aksnet's, at: }", id="what breaks a part of aksnet's behind it"),
        pytest.param({"terraform/tags.tf.j2": "{% include 'place.tf.j2' %}", "terraform/place.tf.j2": "\n{% include 'tags.tf.j2' %}"}, "t/terraform/place.tf.j2:2: error: this part includes tags.tf.j2, which leads back to place.tf.j2", id="includes in a circle"),
        pytest.param({"terraform/main.tf.j2": "\n{% set pools = [1] %}\n{% include 'cluster.tf.j2' %}"}, "t/terraform/main.tf.j2:3: error: there is no member 'label' in this\n  hint: it shows in line 33 of aksnet's cluster.tf.j2; docs/templates.md", id="a name that a part of aksnet's cannot use"),
        pytest.param({"terraform/main.tf.j2": "{% set arguments = 3 %}\n{% include 'cluster.tf.j2' %}"}, "t/terraform/main.tf.j2:2: error: a number is no list to repeat over\n  hint: aksnet's cluster.tf.j2 uses arguments, which is given at t/terraform/main.tf.j2:1", id="a name that a part of aksnet's cannot repeat over"),
        pytest.param({"terraform/main.tf.j2": "{% for blocks in [1] %}\n{% include 'cluster.tf.j2' %}{% endfor %}"}, "t/terraform/main.tf.j2:2: error: a number is no list to repeat over\n  hint: aksnet's cluster.tf.j2 uses blocks, which is given at t/terraform/main.tf.j2:1", id="a loop over a name that a part of aksnet's uses"),
        pytest.param({"terraform/main.tf.j2": "{% set default_pool = 1.5 %}\n\n{% include 'cluster.tf.j2' %}"}, "t/terraform/main.tf.j2:3: error: a number with a fraction has no literal, and cannot be printed\n  hint: aksnet's cluster.tf.j2 uses default_pool, which is given at t/terraform/main.tf.j2:1", id="a name that a part of aksnet's cannot print"),
        pytest.param({"terraform/main.tf.j2": "{% set waits_for = none %}{% include 'waits_for.tf.j2' %}\n{% include 'cluster.tf.j2' %}", "terraform/waits_for.tf.j2": "{% for one in waits_for %}{% endfor %}"}, "t/terraform/waits_for.tf.j2:1: error: none is no list to repeat over", id="a name that a part of the user's cannot use"),
        pytest.param({"terraform/tags.tf.j2": "{{ a", OUTPUTS: "{{ b"}, "t/terraform/tags.tf.j2:1: error: unexpected end of template", id="two that are wrong"),
    ],
)  # fmt: skip
def test_templates_are_refused_together(files: dict[str, str], said: str) -> None:
    assert said in told(files)


def test_includes_that_multiply_come_to_an_end() -> None:
    chain = ["outputs", "identity_block", "required_blocks", "provider", "waits_for", "lifecycle", "tags"]
    files = {f"terraform/{one}.tf.j2": f"{{% include '{other}.tf.j2' %}}" * 50 for one, other in pairwise(chain)}
    files["terraform/versions.tf.j2"] = files["terraform/cluster.tf.j2"] = ""
    assert "the loops and includes take more than 20,000 steps" in told({**files, "terraform/tags.tf.j2": ""})


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("big == other", id="lists that are compared"),
        pytest.param("77 in big", id="a list that is searched"),
        pytest.param("'b' in text", id="a text that is searched"),
        pytest.param("text|lower == text", id="a text in small letters"),
        pytest.param("text|trim('xyza') is none", id="a text that is trimmed"),
        pytest.param("nope|default(text)|length == 1", id="the length of a default"),
    ],
)
def test_work_on_what_is_long_comes_to_an_end(work: str) -> None:
    big = f"[{','.join('12' * 3000)}]"
    given = (
        f"{{% set big = {big} %}}{{% set other = {big} %}}{{% set text = '{'a' * 6000}' %}}{{% set nope = vnet.x %}}"
    )
    template = given + TEN * 3
    with within(5):
        said = told({OUTPUTS: f"{template}{{% if {work} %}}{{% endif %}}{'{% endfor %}' * 3}"})
        assert said.startswith(f"{FILE}:1: error: the loops and includes take more than 20,000 steps")


@pytest.mark.parametrize(
    ("part", "template", "said"),
    [
        pytest.param(PLACE, "location: location\ntags: nope\n", "t/bicep/place.bicep.j2:2: error: what this makes cannot be read: nothing here is called nope", id="a name that nothing has"),
        pytest.param(PLACE, "location: location\ntags: {\n", "t/bicep/place.bicep.j2:2: error: what this makes cannot be read", id="an object that is not closed"),
        pytest.param("bicep/main.bicepparam.j2", "using 'main.bicep'\nparam = 1\n", "t/bicep/main.bicepparam.j2:2: error: what this makes cannot be read", id="a parameter without a name"),
    ],
)  # fmt: skip
def test_bicep_that_cannot_be_read_is_told(part: str, template: str, said: str) -> None:
    assert told({part: template}, WHOLE["bicep"]).startswith(said)


def test_a_fragment_that_cannot_be_read_is_told() -> None:
    said = told({"bicep/fragment.bicep.j2": "{{ properties }}\nx: }\n"}, FRAGMENT["bicep"])
    assert said.startswith("t/bicep/fragment.bicep.j2:2: error: what this makes cannot be read")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("# {% raw %}{{ name }}{% endraw %}\n", "# {{ name }}\n", id="what Jinja is not to read"),
        pytest.param("{# a comment #}# x\n", "# x\n", id="a comment of Jinja's"),
        pytest.param("{% for p in pools %}\n# {{ loop.index }}/{{ loop.length }}{{ '' if loop.last else ',' }} {{ p.label }}\n{% endfor %}", '# 1/1"" user\n', id="a loop with its counter"),
        pytest.param("# {{ pools|length }} {{ (pools|first).label }}\r\n# x\r\n", "# 1 user\n# x\n", id="Windows line ends"),
        pytest.param("{% set a, b = ['x', 2] %}# {{ a }} {{ b }} {{ a is string and b is number }}\n", '# "x" 2 true\n', id="names of its own"),
        pytest.param("# {{ 1 < 2 <= 2 }} {{ 2 > 1 >= 3 }} {{ name == 'overlay' != 1 }}\n", "# true false true\n", id="chains of comparisons"),
        pytest.param("# {{ 'ver' in name }} {{ 'x' not in name }} {{ 2 in [1, 2] }} {{ 'name' in vnet }} {{ [] in vnet }}\n", "# true true true true false\n", id="searches"),
        pytest.param("# {{ [1, 2]|first }} {{ [1, 2]|last }} {{ vnet|first }} {{ []|first|default(3) }} {{ ''|default(4, true) }}\n", '# 1 2 "name" 3 4\n', id="first and last, and what stands for nothing"),
        pytest.param("# {{ 'aXa'|trim('a')|lower }} {{ ' x '|trim }} {{ 'x'|upper|length }}\n", '# "x" "x" 1\n', id="filters of texts"),
        pytest.param("{% set name = 'x' %}# {{ name }}\n", '# "x"\n', id="a name of the contract's with another value"),
        pytest.param("", "\n", id="nothing"),
    ],
)  # fmt: skip
def test_what_a_template_may_say_is_done(template: str, expected: str) -> None:
    text = rendered({OUTPUTS: template})["outputs.tf"]
    assert text.split("\n", 1)[1] == expected
