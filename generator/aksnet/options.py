"""The options that several commands have, and how an option is made."""

import os
from collections.abc import Callable
from typing import Annotated, Any

import typer

from aksnet.facts import choices

# The shell asks for words to complete through this variable; looking at them all takes time at every other start.
COMPLETING = "_AKSNET_COMPLETE" in os.environ


def _complete(words: tuple[str, ...]) -> Callable[[str], list[str]]:
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


def option(*names: str, help: str, words: tuple[str, ...] = (), metavar: str | None = None) -> Any:  # noqa: A002
    """An option; with `words` it takes one of them, and the shell completes them."""
    shown = metavar or ("|".join(words) if words else None)
    completion = _complete(words) if words and COMPLETING else None
    return typer.Option(*names, help=help, metavar=shown, autocompletion=completion)


def _be_quiet(context: typer.Context, quiet: bool) -> bool:
    from aksnet.commands import telling

    context.with_resource(telling.quietly(quiet))
    return quiet


PLUGINS = tuple(choices.PLUGINS)
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Results and errors only: no notes, no summary.", callback=_be_quiet)
]
# What is read beside the paths that show and plan take.
StdinFilename = Annotated[
    str | None, option("--stdin-filename", help="The file that standard input stands for.", metavar="FILE")
]
VarFiles = Annotated[
    list[str] | None, option("--var-file", help="Values of Terraform's variables; repeatable.", metavar="FILE")
]
Files = Annotated[
    list[str] | None,
    option("--file", "-f", help="A spec, or a folder of specs; later ones lie over earlier ones.", metavar="SPEC"),
]
ShardOption = Annotated[
    str | None, option("--shard", help="Only this part of the clusters, as the 2nd of 4: 2/4.", metavar="I/N")
]
Templates = Annotated[
    str | None, option("--templates", help="Templates that override parts of aksnet's own.", metavar="DIR")
]
Sets = Annotated[list[str] | None, option("--set", help="Any field of the spec; repeatable.", metavar="PATH=VALUE")]
Parameters = Annotated[str | None, option("--parameters", help="Parameters of Bicep or ARM, in JSON.", metavar="FILE")]
Policy = Annotated[
    str | None,
    option("--policy", help="The policy's file. [default: the nearest .aksnet.yaml above]", metavar="FILE"),
]
Today = Annotated[str | None, option("--today", help="The date for retirements.", metavar="DATE")]
