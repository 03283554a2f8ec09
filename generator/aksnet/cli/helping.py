"""The pages of help: what a command takes, in groups, with examples, and as wide as the terminal is."""

import inspect
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import Any, NamedTuple, TextIO

from aksnet.cli.catalogue import COMMANDS, GROUPS, name_of, summary_of
from aksnet.cli.examples import EXAMPLES, Example
from aksnet.commands.telling import wants_colour
from aksnet.options import ASKED, PRINTED, READ, words_of

_LEAST, _MOST = 40, 110
# From this width on what an option does stands beside it.
_BESIDE = 60
# The widest first column.
_COLUMN = 26
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_ROOT = "Type checker and code generator for the networking of AKS clusters."
_HELP = ("-h, --help", "Print this.")


class Page(NamedTuple):
    """How a page is laid out."""

    width: int = 80
    bold: bool = False

    def heading(self, text: str) -> str:
        """A heading, which colours make bold."""
        return f"{_BOLD}{text}:{_PLAIN}" if self.bold else f"{text}:"

    def prose(self, text: str, indent: str = "") -> list[str]:
        """A paragraph in lines; no word is cut."""
        return textwrap.wrap(
            " ".join(text.split()),
            self.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )


def page(stream: TextIO | None = None) -> Page:
    """The page for a stream, which is standard output where none is named."""
    columns = shutil.get_terminal_size().columns
    colour = wants_colour(os.environ, terminal=(stream or sys.stdout).isatty())
    return Page(min(max(columns, _LEAST), _MOST), colour)


def overview(page: Page) -> str:
    """Every command with what it does."""
    lines = [f"{page.heading('Usage')} aksnet COMMAND [OPTIONS]", "", *page.prose(_ROOT)]
    column = max(map(len, COMMANDS)) + 2
    for group, functions in GROUPS.items():
        rows = [(name_of(one), summary_of(one)) for one in functions]
        lines += _section(page, group, rows, column)
    rows = [("--version", "Print the version alone."), _HELP]
    lines += _section(page, "Options", rows, column)
    return _joined([*lines, "", *page.prose("aksnet COMMAND --help tells more of a command, with examples.")])


def of_command(command: Any, ctx: Any, page: Page) -> str:
    """What a command takes, and examples of it."""
    arguments = " ".join(_usage(one) for one in command.params if one.param_type_name == "argument")
    usage = f"{page.heading('Usage')} {ctx.command_path} [OPTIONS] {arguments}".rstrip()
    lines = [usage]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        lines += ["", *page.prose(paragraph)]
    sections = {name: _rows(command.params, name) for name in (READ, ASKED, PRINTED)}
    sections[PRINTED].append(_HELP)
    column = min(max(len(left) for rows in sections.values() for left, _ in rows), _COLUMN) + 2
    for name, rows in sections.items():
        lines += _section(page, name, rows, column) if rows else []
    return _joined([*lines, *_examples(page, EXAMPLES.get(command.name, ()))])


def _usage(argument: Any) -> str:
    return str(argument.metavar) if argument.required or argument.metavar.startswith("[") else f"[{argument.metavar}]"


def _rows(parameters: Iterable[Any], panel: str) -> list[tuple[str, str]]:
    return [(_left(one), _right(one)) for one in parameters if panel_of(one) == panel]


def panel_of(parameter: Any) -> str:
    """Under which heading an option or an argument stands."""
    return parameter.rich_help_panel or (READ if parameter.param_type_name == "argument" else ASKED)


def _left(parameter: Any) -> str:
    """What is typed; a choice among words is a WORD, which the text beside it lists."""
    if parameter.param_type_name == "argument":
        return "WORD" if words_of(parameter) else str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.is_flag:
        return names
    return f"{names} {'WORD' if words_of(parameter) else parameter.metavar}"


def _right(parameter: Any) -> str:
    text = parameter.help or ""
    words = words_of(parameter)
    if words:
        text = (
            f"{text.removesuffix('.')}: {', '.join(words)}."
            if "[" not in text
            else f"{text} One of {', '.join(words)}."
        )
    return f"{text} [default: {parameter.default}]" if isinstance(parameter.default, str) else text


def _section(page: Page, title: str, rows: list[tuple[str, str]], column: int) -> list[str]:
    lines = ["", page.heading(title)]
    for left, right in rows:
        lines += _row(page, left, right, column)
    return lines


def _row(page: Page, left: str, right: str, column: int) -> list[str]:
    if page.width < _BESIDE:
        return [f"  {left}", *page.prose(right, " " * 6)]
    indent = " " * (column + 2)
    text = page.prose(right, indent)
    if len(left) > column - 2:
        return [f"  {left}", *text]
    return [f"  {left:{column}}{text[0].lstrip()}", *text[1:]]


def _examples(page: Page, examples: tuple[Example, ...]) -> list[str]:
    lines = ["", page.heading("Examples")] if examples else []
    for one in examples:
        lines += [*(f"  # {line}" for line in page._replace(width=page.width - 4).prose(one.what)), f"  {one.call}"]
    return lines


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
