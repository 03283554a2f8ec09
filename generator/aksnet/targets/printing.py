"""Templates as text of a language: a value reaches the output only through the language's literal encoder."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from aksnet.errors import AksnetError, Problem
from aksnet.resources import OwnTemplates, template

if TYPE_CHECKING:
    from jinja2 import Environment


class Code(str):
    """Text that already is of the language: an identifier, a reference, an encoded literal."""

    __slots__ = ()


Encode = Callable[[Any], Code]


@cache
def _environment(language: str, encode: Encode, override: str) -> Environment:
    """The templates below `language`; a file in the directory `override` there stands before the general one."""
    import jinja2

    def load(name: str) -> str:
        text = template(f"{language}/{override}/{name}") if override else None
        text = text if text is not None else template(f"{language}/{name}")
        if text is None:
            raise AksnetError(Problem(f"the template {language}/{name} is missing", hint="reinstall aksnet"))
        return text

    def finalize(value: Any) -> Code:
        return value if isinstance(value, Code) else encode(value)

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        autoescape=False,  # noqa: S701 - `finalize` encodes every value
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def print_template(
    language: str,
    name: str,
    encode: Encode,
    names: dict[str, Any],
    override: str = "",
    own: OwnTemplates | None = None,
) -> str:
    """The template's text with `names` in it, not yet laid out; a user's templates stand before those of aksnet."""
    if own is not None:
        from aksnet.targets.own.printing import print_own

        return print_own(language, name, encode, names, override, own)
    return _environment(language, encode, override).get_template(name).render(names)


def print_together(
    language: str,
    parts: Sequence[str],
    encode: Encode,
    names: dict[str, Any],
    override: str = "",
    own: OwnTemplates | None = None,
) -> list[str]:
    """The texts of templates whose files are one whole, as `print_template` gives each."""
    if own is not None:
        from aksnet.targets.own.printing import print_own_together

        return print_own_together(language, parts, encode, names, override, own)
    return [print_template(language, part, encode, names, override) for part in parts]


def laid_out(text: str, string: re.Pattern[str]) -> list[str]:
    """The lines with two spaces of indent for each open bracket, and no blank lines that say nothing.

    `string` matches what is no code: strings and comments of the language.
    """
    lines: list[str] = []
    depth = 0
    for line in text.split("\n"):
        stripped = line.strip()
        code = string.sub("", stripped)
        closing = len(code) - len(code.lstrip("}])"))
        blank_counts = lines and lines[-1] != "" and not lines[-1].endswith(("{", "[", "("))
        if stripped:
            if closing and lines and lines[-1] == "":
                lines.pop()
            lines.append("  " * (depth - closing) + stripped)
        elif blank_counts:
            lines.append("")
        depth += sum(code.count(mark) for mark in "{[(") - sum(code.count(mark) for mark in "}])")
    while lines and lines[-1] == "":
        lines.pop()
    return lines
