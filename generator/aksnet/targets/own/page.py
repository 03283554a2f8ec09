"""The page about templates of one's own, in Markdown: the contract of every part."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.targets.contracts import Contract, Name, described
from aksnet.targets.own.environment import MAX_STEPS, MAX_TEXT
from aksnet.targets.own.grammar import FILTERS, LOOP, TESTS
from aksnet.targets.own.parts import CONTRACTS

_HEADINGS = {"terraform": "Terraform", "bicep": "Bicep"}
_OPENING = """\
# Templates of your own

`aksnet gen --templates DIR` puts files of a directory in the place of parts of aksnet's own templates. The parts are
written in [Jinja](https://jinja.palletsprojects.com); aksnet's own, to start from, are the files below `templates/` of
its repository, and `_templates/` of the installed package. This page is written from the contract in the code.

A file overrides the part that has its name: `DIR/terraform/tags.tf.j2` the argument `tags` of every resource. So does
`DIR/terraform/4/provider.tf.j2` for the major version 4 of azurerm alone; it comes before
`DIR/terraform/provider.tf.j2`, and both before all of aksnet's. A file or folder that is no part's name is an error, as
are a link that leads out of DIR, and a directory of which nothing that is asked for uses anything; names that begin
with a dot are passed over.

The parts are those of `--emit cluster`, and the fragment for Bicep. What `--emit block` prints for Terraform, what
`--emit module` and `--emit inputs` print, and what the targets arm and az print cannot be overridden.

## An example

`DIR/terraform/tags.tf.j2` gives every resource one more tag:

```jinja
{% if tags %}
tags = merge(var.tags, { team = "network" })
{% else %}
tags = { team = "network" }
{% endif %}
```

`DIR/terraform/outputs.tf.j2` says in a comment what the outputs are of, and gives other outputs:

```jinja
# outputs of the cluster {{ name }}
output "cluster_id" {
description = "ARM id of the cluster."
value = {{ cluster_address }}.id
}
```

`DIR/bicep/place.bicep.j2` does for Bicep what the first one does for Terraform:

```jinja
location: location
{% if tags %}
tags: union(tags, { team: 'network' })
{% else %}
tags: {
team: 'network'
}
{% endif %}
```

```sh
aksnet gen cluster.yaml --emit cluster --templates DIR -o infra
```

## What a template may say

A template prints, chooses, repeats, includes parts and names values: `{{ … }}`, `{% if %}`, `{% for %}`,
`{% include "tags.tf.j2" %}` and `{% set name = value %}`. It calls nothing, and reaches nothing but the plain data
below."""
_CLOSING = """\
What is printed becomes a literal of the language, with its quotes: `name = {{ name }}` gives `name = "prod"`. So it
stands without quotes around it, and a value between quotes is an error; inside of a text, let the language put it in:
`"${ {{- name -}} }-rt"`. Only `code` is printed as it is, and where it is a name or a version, it may stand between
quotes. A value of one line may stand in a comment behind `#` or `//`. Heredocs, comments in `/* */` and texts in `'''`
cannot stand in a template.

Indent, blank lines and the `=` below each other are put right after rendering; write the rest as the formatter of the
language leaves it. What is made is read once more before anything is written: where it cannot be read, the error names
the file and the line in DIR. So it does where the files of Terraform refer to a variable, a local value, a module, or a
resource or data of azurerm or azapi that none of them declares."""


def page() -> str:
    """`docs/templates.md`."""
    lines = [*_OPENING.split("\n"), "", *_bounds(), "", *_CLOSING.split("\n")]
    for contract in CONTRACTS.values():
        lines += _of_language(contract)
    return "\n".join(lines) + "\n"


def _bounds() -> Iterator[str]:
    yield f"- filters: {_words(tuple(FILTERS))}"
    yield f"- tests: {_words(TESTS)}"
    yield f"- of a loop: {_words(tuple(f'loop.{word}' for word in LOOP))}"
    yield f"- at the most {MAX_STEPS:,} rounds of loops and includes for one file, where a long one counts for several,"
    yield "  as do filters and comparisons of what is long"
    yield f"- at the most {MAX_TEXT:,} characters in one file"


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _of_language(contract: Contract) -> Iterator[str]:
    language = contract.language
    yield from ("", f"## The parts of {_HEADINGS[language]}", "", f"| file in `DIR/{language}` | what it writes |")
    yield "| --- | --- |"
    for part in contract.parts:
        notes = [f"with the provider {part.provider}"] if part.provider else []
        notes += [f"with `--emit {part.emit}`"] if part.emit != "cluster" else []
        yield f"| `{part.file}` | {', '.join([part.writes, *notes])} |"
    everywhere = [name for name in contract.names if name.only is None]
    yield from ("", f"Every part{_but_the_special(contract)} receives:", "", *_table(everywhere))
    for only in dict.fromkeys(name.only for name in contract.names if name.only is not None):
        some = [name for name in contract.names if name.only == only]
        yield from ("", f"{_when(only)}:", "", *_table(some))


def _but_the_special(contract: Contract) -> str:
    special = [part.file for part in contract.parts if part.emit != "cluster"]
    return f" but `{special[0]}`" if special else ""


def _when(only: str) -> str:
    if only in ("azurerm", "azapi"):
        return f"With the provider {only} also"
    return f"Only `{only}` receives" if only.startswith("fragment") else f"{_code(only)} also receive"


def _code(files: str) -> str:
    return " and ".join(f"`{file}`" for file in files.split(" and "))


def _table(names: list[Name]) -> Iterator[str]:
    yield from ("| name | shape | meaning |", "| --- | --- | --- |")
    for name in names:
        yield f"| `{name.name}` | {described(name.shape)} | {name.meaning} |"
