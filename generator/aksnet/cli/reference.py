"""The page about commands, of what typer knows of them: it is what `docs/reference/commands.md` says."""

from collections.abc import Iterator
from typing import Any

import typer

from aksnet.cli import app
from aksnet.documenting.markdown import code, table

_INTRODUCTION = """\
# Commands

`aksnet COMMAND --help` prints what a command takes. Results go to standard output, everything else to standard error;
with `--quiet` results and errors are all that is printed.

| exit code | when |
| --- | --- |
| 0 | all is well |
| 1 | a rule found an error (or what `--fail-on` names), something does not fit or differs, an output cannot be written, or what was read could be read only in part |
| 2 | the command line or a spec is wrong, or a file that was named cannot be opened |
| 3 | a bug in `aksnet`: please report it |
| 130 | it was interrupted |
"""  # noqa: E501 - a row of a table is one line


def commands_page() -> str:
    """The page with every command."""
    group: Any = typer.main.get_command(app)
    return "\n".join([_INTRODUCTION, *(line for one in group.commands.values() for line in _command(one))])


def _command(command: Any) -> Iterator[str]:
    yield from (f"## aksnet {command.name}", "", " ".join(command.help.split()), "")
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    if arguments:
        rows = ((code(one.metavar), one.help) for one in arguments)
        yield from (*table(("argument", "what it is"), rows), "")
    yield from (*table(("option", "what it does", "default"), map(_option, options)), "")


def _option(option: Any) -> tuple[str, str, str]:
    text, _, default = (option.help or "").partition(" [default: ")
    names = code(*sorted(option.opts, key=len))
    value = "" if option.is_flag else f" {code(option.metavar)}"
    given = option.default if isinstance(option.default, str) else default.removesuffix("]")
    return f"{names}{value}", text, given
