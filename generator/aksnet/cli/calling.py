"""How a call is taken apart: what typer makes of it, without all that it would load to look at texts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from aksnet import __version__
from aksnet.cli import mistakes
from aksnet.cli.catalogue import COMMANDS

_HELP = "--help"
HELP = ("-h", _HELP)


class Command(TyperCommand):
    """One command. Its values stay the texts that were typed: aksnet's own questions say what is wrong with one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words of a call; typer would load pydantic, and build a model for each option, before it does."""
        try:
            given, rest, _ = self.make_parser(ctx).parse_args(args=list(args))
        except Exception as error:
            raise mistakes.of_option(error, ctx) from None
        for name in _with_one_dash(self.get_params(ctx)):
            if name in given:
                raise mistakes.of_unknown(name, ctx)
        if given.get("help"):
            _print_help(self, ctx)
        if rest:
            raise mistakes.too_many(rest, ctx)
        for parameter in self.params:
            ctx.params[parameter.name] = _value(parameter, given.get(parameter.name), ctx)
        ctx.args = []
        return []

    def make_parser(self, ctx: Any) -> Any:
        """A parser that knows long options with one dash, which would be read as short ones: -plugin as -p lugin."""
        parser = super().make_parser(ctx)
        for name, parameter in _with_one_dash(self.get_params(ctx)).items():
            parser.add_option(parameter, [name], name, action="store_const", const=True)
        return parser


def _with_one_dash(parameters: list[Any]) -> dict[str, Any]:
    options = [one for one in parameters if one.param_type_name == "option"]
    return {name[1:]: one for one in options for name in one.opts if name.startswith("--")}


def _value(parameter: Any, value: Any, ctx: Any) -> Any:
    if value is None:
        value = parameter.default
    if value is None and parameter.required:
        raise mistakes.missing(parameter, ctx)
    return value if parameter.callback is None else parameter.callback(ctx, parameter, value)


def _print_help(command: Any, ctx: Any) -> None:
    from aksnet.cli import helping
    from aksnet.commands import telling

    telling.emit(helping.of_command(command, ctx, helping.page()))
    raise typer.Exit


class Commands(TyperGroup):
    """All commands. What stands before one is answered here, so that this group has no options of its own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words of a call up to the command."""
        first, *rest = args or [""]
        if first in (*HELP, "help"):
            args = _helped(rest)
        elif not first:
            _overview(asked=False)
        elif first == "--version":
            if rest:
                raise mistakes.of_word_behind(rest[0], f"aksnet {first}")
            print(f"aksnet {__version__}")
            raise typer.Exit
        if args[0] not in COMMANDS:
            raise mistakes.of_command(args[0])
        return super().parse_args(ctx, args)


def _helped(rest: list[str]) -> list[str]:
    """The call that tells of the command behind `help`; with none, or with help of help, what there is is printed."""
    if rest[1:]:
        raise mistakes.of_word_behind(rest[1], f"aksnet help {rest[0]}")
    if not rest or rest[0] in (*HELP, "help"):
        _overview(asked=True)
    return [rest[0], _HELP]


def _overview(*, asked: bool) -> None:
    """What there is; on standard error, and as a mistake, where nobody asked for it."""
    from aksnet.cli import helping
    from aksnet.commands import telling

    text = helping.overview(helping.page(sys.stdout if asked else sys.stderr))
    if asked:
        telling.emit(text)
        raise typer.Exit
    print(text, end="", file=sys.stderr)
    raise typer.Exit(2)


@contextmanager
def only(app: typer.Typer, words: list[str]) -> Iterator[None]:
    """Leave the commands that are not called out: typer looks at every option of every command before it runs one."""
    every = app.registered_commands
    app.registered_commands = [one for one in every if one.name in words]
    try:
        yield
    finally:
        app.registered_commands = every
