"""What is wrong with a call, in the words of all other errors, and what was meant."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_type_hints

from typer.models import OptionInfo

from aksnet.cli.catalogue import COMMANDS
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts.choices import PLUGINS

# What other tools call it.
_ELSEWHERE = {
    "validate": "check",
    "lint": "check",
    "scan": "check",
    "test": "check",
    "diff": "migrate, of two sides; aksnet sync --diff, of generated files",
    "apply": "sync",
    "fmt": "sync",
    "generate": "gen",
    "render": "gen",
    "build": "gen",
    "export": "gen",
    "upgrade": "migrate",
    "ls": "rules, modes or show",
    "list": "rules, modes or show",
    "describe": "explain",
    "doc": "explain",
    "docs": "explain",
    "read": "show",
    "inspect": "show",
    "size": "plan",
    "autocomplete": "completion",
    "new": "init",
    "create": "init",
}
_LIST = "aksnet --help lists the commands"


def of_command(word: str) -> UsageError:
    """A word that is no command."""
    if word.startswith("-"):
        return _before_command(word)
    return UsageError(Problem("aksnet has no such command", Place(word), _meant(word)))


def _meant(word: str) -> str:
    folded = word.lower()
    if folded in PLUGINS:
        return f"for the mode write aksnet gen --plugin {folded}"
    if folded.startswith("akn") and folded[3:].isdigit():
        return f"for the rule write aksnet explain {folded.upper()}"
    if folded in _ELSEWHERE:
        return f"here it is aksnet {_ELSEWHERE[folded]}"
    near = get_close_matches(folded, COMMANDS, n=1)
    if near:
        return f"did you mean aksnet {near[0]}?"
    return f"to look at what is there write aksnet check {word}" if Path(word).exists() else _LIST


def _before_command(name: str) -> UsageError:
    name = name.partition("=")[0]
    having = _having(name)
    hint = f"options stand behind the command; {having}" if having else _LIST
    return UsageError(Problem("aksnet itself has no such option", Place(name), hint))


def of_option(error: Exception, ctx: Any) -> Exception:
    """An option that a command does not have, or that was given with too little or too much; else the error."""
    name = getattr(error, "option_name", None)
    if name is None:
        return error
    known = {one: parameter for parameter in ctx.command.params for one in parameter.opts}
    if name not in known:
        hint = _near(name, known, ctx)
        return UsageError(Problem(f"{ctx.command_path} has no such option", Place(name), hint))
    if known[name].is_flag:
        return UsageError(Problem("this takes no value", Place(name), f"write {name}"))
    return UsageError(Problem("this needs a value", Place(name), f"write {name} {known[name].metavar}"))


def _near(name: str, known: dict[str, Any], ctx: Any) -> str:
    having = _having(name)
    if having:
        return having
    near = get_close_matches(name, known, n=1) if name.startswith("--") else []
    return f"did you mean {near[0]}?" if near else f"{ctx.command_path} --help lists them"


def _having(name: str) -> str:
    """The commands that have an option, in words; nothing where none has it."""
    having = [f"aksnet {command}" for command, function in COMMANDS.items() if name in _names(function)]
    *others, last = having or [""]
    return f"{', '.join(others)} and {last} have it" if others else last and f"{last} has it"


def _names(function: Any) -> set[str]:
    """The names of a command's options; typer keeps the first of an option where others have a default."""
    hints = get_type_hints(function, include_extras=True).values()
    found = [one for hint in hints for one in get_args(hint)[1:] if isinstance(one, OptionInfo)]
    return {str(name) for one in found for name in (one.default, *(one.param_decls or ()))}


def too_many(rest: list[str], ctx: Any) -> UsageError:
    """More arguments than a command takes."""
    takes = [one.metavar for one in ctx.command.params if one.param_type_name == "argument"]
    hint = f"{ctx.command_path} takes {takes[0]}" if takes else f"{ctx.command_path} takes options only"
    return UsageError(Problem("this is one word too many", Place(rest[0]), hint))


def missing(parameter: Any, ctx: Any) -> UsageError:
    """An argument that a command cannot do without."""
    problem = Problem("a word is missing", Place(ctx.command_path), f"write {ctx.command_path} {parameter.metavar}")
    return UsageError(problem)
