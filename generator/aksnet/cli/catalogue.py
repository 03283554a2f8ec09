"""Every command, in the groups in which help shows them."""

from collections.abc import Callable

from aksnet.cli.advising import explain_, modes, recommend, rules
from aksnet.cli.describing import schema
from aksnet.cli.foreseeing import migrate, plan
from aksnet.cli.importing import import_
from aksnet.cli.reading import check, show
from aksnet.cli.shell import completion, version
from aksnet.cli.starting import init
from aksnet.cli.writing import gen, sync

# A command is called as its function; an underscore at the end of one keeps a word of Python's, or a module's, free.
GROUPS: dict[str, tuple[Callable[..., object], ...]] = {
    "Start": (init, import_, recommend),
    "Write": (gen, sync),
    "Judge": (check, migrate, plan),
    "Look": (show, modes, rules, explain_),
    "Shell": (schema, completion, version),
}


def name_of(function: Callable[..., object]) -> str:
    """What a command is called on the command line."""
    return function.__name__.rstrip("_").replace("_", "-")


def summary_of(function: Callable[..., object]) -> str:
    """What a command does, in one line."""
    return (function.__doc__ or "").partition("\n")[0]


COMMANDS = {name_of(one): one for group in GROUPS.values() for one in group}
