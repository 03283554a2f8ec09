"""What is wrong with a call, in the words of all other errors, and what was meant."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args, get_type_hints

from typer.models import OptionInfo

from aksnet.cli.catalogue import COMMANDS
from aksnet.cli.typos import meant
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts.choices import ALIASES, PLUGINS
from aksnet.options import words_of

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
# What aksnet itself has, and all commands.
_OWN, _HELP = ("--version", "--help"), "--help"
# Options of other tools that are something else here.
_INSTEAD = {
    "--version": "write aksnet --version",
    "--color": "set NO_COLOR or FORCE_COLOR in the environment",
    "--colour": "set NO_COLOR or FORCE_COLOR in the environment",
    "--no-color": "set NO_COLOR in the environment",
    "--no-colour": "set NO_COLOR in the environment",
}
# Of more options that begin so none is named.
_MOST = 3


def of_command(word: str) -> UsageError:
    """A word that is no command."""
    if word.startswith("-"):
        return _before_command(word)
    return UsageError(Problem("aksnet has no such command", Place(word), _meant(word)))


def _meant(word: str) -> str:
    """What a word that is no command was to be: a known word first, then one that is typed nearly so."""
    folded = word.lower()
    if folded.startswith("akn") and folded[3:].isdigit():
        return f"for the rule write aksnet explain {folded.upper()}"
    known = (*PLUGINS, *_ELSEWHERE)
    near = [folded] if folded in known else meant(folded, (*COMMANDS, *known))
    if near and len({_ELSEWHERE.get(one, one) for one in near}) == 1:
        return _instead(near[0])
    if near and len(near) <= _MOST and all(one in COMMANDS for one in near):
        return _question(f"aksnet {one}" for one in near)
    return f"to look at what is there write aksnet check {word}" if Path(word).exists() else _LIST


def _instead(word: str) -> str:
    if word in PLUGINS:
        return f"for the mode write aksnet gen --plugin {word}"
    return f"here it is aksnet {_ELSEWHERE[word]}" if word in _ELSEWHERE else _question([f"aksnet {word}"])


def _question(words: Iterable[str]) -> str:
    return f"did you mean {' or '.join(words)}?"


def _before_command(name: str) -> UsageError:
    name = name.partition("=")[0]
    if name in _OWN:
        return UsageError(Problem("this is no command", Place(name), f"write aksnet {name}"))
    having, near = _having(name), _near(name, _OWN)
    hint = f"options stand behind the command; {having}" if having else _question(near) if near else _LIST
    return UsageError(Problem("aksnet itself has no such option", Place(name), hint))


def of_word_behind(word: str, call: str) -> UsageError:
    """A word behind a call of aksnet itself that takes no more."""
    return UsageError(Problem("this is one word too many", Place(word), f"write {call}"))


def of_option(error: Exception, ctx: Any) -> Exception:
    """An option that a command does not have, or that was given with too little or too much; else the error."""
    name = getattr(error, "option_name", None)
    if name is None:
        return error
    known = {one: parameter for parameter in ctx.command.params for one in parameter.opts}
    if name not in known:
        return of_unknown(name, ctx)
    if known[name].is_flag:
        return UsageError(Problem("this takes no value", Place(name), f"write {name}"))
    return UsageError(Problem("this needs a value", Place(name), f"write {name} {known[name].metavar}"))


def of_unknown(name: str, ctx: Any) -> UsageError:
    """An option that a command does not have."""
    hint = _INSTEAD.get(name) or _having(name) or _hint(name, ctx.command.params)
    return UsageError(
        Problem(f"{ctx.command_path} has no such option", Place(name), hint or f"{ctx.command_path} --help lists them")
    )


def _hint(name: str, parameters: Iterable[Any]) -> str:
    """Which option was meant; one may have been called by its value, as --json."""
    options = [one for one in parameters if one.param_type_name == "option"]
    word = name.lstrip("-")
    valued = [max(one.opts, key=len) for one in options if word in words_of(one)]
    if len(valued) == 1 and word not in ALIASES:
        return f"write {valued[0]} {word}"
    near = _near(name, [*(long for one in options for long in one.opts), _HELP])
    return _question(near) if near else ""


def _near(name: str, known: Iterable[str]) -> list[str]:
    """The long options that a name may be, which one dash may be missing of; none where they are many."""
    long = name if name.startswith("--") else f"-{name}" if name[2:] else ""
    near = meant(long, [one for one in known if one.startswith("--")]) if long else []
    return near if len(near) <= _MOST else []


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
