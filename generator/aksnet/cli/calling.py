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

HELP = ("-h", "--help")


class Command(TyperCommand):
    """One command. Its values stay the texts that were typed: aksnet's own questions say what is wrong with one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words of a call; typer would load pydantic, and build a model for each option, before it does."""
        try:
            given, rest, _ = self.make_parser(ctx).parse_args(args=list(args))
        except Exception as error:
            raise mistakes.of_option(error, ctx) from None
        if given.get("help"):
            _print_help(self, ctx)
        if rest:
            raise mistakes.too_many(rest, ctx)
        for parameter in self.params:
            ctx.params[parameter.name] = _value(parameter, given.get(parameter.name), ctx)
        ctx.args = []
        return []


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
        first = args[0] if args else ""
        if first == "help" and len(args) > 1:
            args = [args[1], "--help"]
        elif not first or first in (*HELP, "help"):
            _overview(asked=bool(first))
        elif first == "--version":
            print(f"aksnet {__version__}")
            raise typer.Exit
        if args[0] not in COMMANDS:
            raise mistakes.of_command(args[0])
        return super().parse_args(ctx, args)


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
