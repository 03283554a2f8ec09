"""The command line: typer only, and the one place where errors become messages and exit codes."""

import os
import sys
from pathlib import Path

import typer

from aksnet import __version__
from aksnet.cli.calling import Command, Commands, only
from aksnet.cli.catalogue import COMMANDS
from aksnet.errors import BUG, AksnetError, Problem

app = typer.Typer(
    name="aksnet",
    cls=Commands,
    add_completion=False,
    add_help_option=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _function in COMMANDS.items():
    app.command(_name, cls=Command)(_function)

INTERRUPTED = 130
# The shell asks for words to complete with this in the environment: the shell's name.
COMPLETING = "_AKSNET_COMPLETE"


def run() -> int:
    """Run the command line of this process and return its exit code."""
    if shell := os.environ.get(COMPLETING):
        from aksnet.cli import completing

        return completing.run(app, sys.argv[1:], shell)
    try:
        with only(app, sys.argv[1:3]):
            code = app(prog_name="aksnet", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except AksnetError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # a stream has no name; what is known to go wrong with files has its own `except`
        what = "standard output cannot be written" if error.filename is None else f"{error.filename} cannot be used"
        print(Problem(f"{what}: {error.strerror}"), file=sys.stderr)
        return 1
    except Exception as error:
        return _report(error)


def _report(error: Exception) -> int:
    """A bug."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}" if traceback else "?"
    print(f"error: a bug in aksnet {__version__}: {type(error).__name__} in {where}: {error}", file=sys.stderr)
    print("  hint: please report it with the spec that led to it", file=sys.stderr)
    return BUG


@app.callback()
def main() -> None:
    """Type checker and code generator for the networking of AKS clusters."""
