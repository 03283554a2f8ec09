"""The command line: typer only, and the one place where errors become messages and exit codes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from aksnet import __version__
from aksnet.cli.advising import explain_, modes, recommend, rules
from aksnet.cli.describing import SCHEMA, schema
from aksnet.cli.foreseeing import MIGRATING, migrate, plan
from aksnet.cli.importing import IMPORTING, import_
from aksnet.cli.reading import check, show
from aksnet.cli.writing import gen, sync
from aksnet.errors import BUG, AksnetError
from aksnet.options import COMPLETING

app = typer.Typer(
    name="aksnet",
    help="Type checker and code generator for the networking of AKS clusters.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

INTERRUPTED = 130


def run() -> int:
    """Run the command line of this process and return its exit code."""
    try:
        with _what_is_called(sys.argv[1:2]):
            code = app(prog_name="aksnet", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except AksnetError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # every other stream and file has its own `except`
        print(f"error: standard output cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    except Exception as error:
        return _report(error)


@contextmanager
def _what_is_called(words: list[str]) -> Iterator[None]:
    """Leave the commands that are not called out: typer looks at every option of every command before it runs one."""
    every = app.registered_commands
    called = [one for one in every if one.callback and (one.name or one.callback.__name__) in words]
    app.registered_commands = called if called and not COMPLETING else every
    try:
        yield
    finally:
        app.registered_commands = every


def _report(error: Exception) -> int:
    """A usage error of typer's own, or a bug."""
    shown = getattr(error, "show", None)
    if shown is not None:
        shown()
        return int(getattr(error, "exit_code", 2))
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}" if traceback else "?"
    print(f"error: a bug in aksnet {__version__}: {type(error).__name__} in {where}: {error}", file=sys.stderr)
    print("  hint: please report it with the spec that led to it", file=sys.stderr)
    return BUG


def _show_version(value: bool) -> None:
    if value:
        print(f"aksnet {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Type checker and code generator for the networking of AKS clusters."""


app.command(no_args_is_help=False)(gen)
app.command(no_args_is_help=False)(check)
app.command(no_args_is_help=False)(show)
app.command("import", no_args_is_help=False, epilog=IMPORTING)(import_)
app.command(no_args_is_help=False)(sync)
app.command(no_args_is_help=False)(plan)
app.command(no_args_is_help=False, epilog=MIGRATING)(migrate)
app.command(no_args_is_help=False)(modes)
app.command(no_args_is_help=False)(recommend)
app.command()(rules)
app.command("explain")(explain_)
app.command(no_args_is_help=False, epilog=SCHEMA)(schema)
