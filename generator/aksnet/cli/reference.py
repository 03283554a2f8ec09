"""The page `docs/reference/commands.md`: every command, of what help knows of it."""

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from aksnet.cli import app
from aksnet.cli.catalogue import GROUPS, name_of
from aksnet.cli.examples import EXAMPLES
from aksnet.documenting.markdown import code, table
from aksnet.options import words_of

_INTRODUCTION = """\
# Commands

`--help` behind a command prints what it takes. Results go to standard output, everything else to standard error;
with `--quiet` results and errors are all that is printed.

| exit code | when |
| --- | --- |
| 0 | all is well |
| 1 | a rule found an error (or what `--fail-on` names), something does not fit or differs, an output cannot be written, what was read could be read only in part, or what was imported has values to fill in |
| 2 | the command line or a spec is wrong, or a file that was named cannot be opened |
| 3 | a bug in `aksnet`: please report it |
| 130 | it was interrupted |
"""  # noqa: E501 - a row of a table is one line


def commands_page() -> str:
    """The page with every command, in the groups of help."""
    group: Any = typer.main.get_command(app)
    lines = [_INTRODUCTION]
    for title, functions in GROUPS.items():
        lines += [f"## {title}", ""]
        lines += [line for one in functions for line in _command(group.commands[name_of(one)])]
    return "\n".join(lines)


def _command(command: Any) -> Iterator[str]:
    yield from (f"### aksnet {command.name}", "", inspect.cleandoc(command.help), "")
    yield from _examples(command.name)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    if arguments:
        rows = ((code(one.metavar), _what(one)) for one in arguments)
        yield from (*table(("argument", "what it is"), rows), "")
    if options:
        yield from (*table(("option", "takes", "what it does"), map(_option, options)), "")


def _examples(name: str) -> Iterator[str]:
    if name in EXAMPLES:
        yield "```sh"
        for call, what in EXAMPLES[name]:
            yield from (f"# {what}", call)
        yield from ("```", "")


def _option(option: Any) -> tuple[str, str, str]:
    takes = "" if option.is_flag else code(*(words_of(option) or (option.metavar,)))
    return code(*sorted(option.opts, key=len)), takes, _what(option)


def _what(parameter: Any) -> str:
    text = parameter.help or ""
    return f"{text} [default: {parameter.default}]" if isinstance(parameter.default, str) else text
