"""The options that several commands have, and how an option is made."""

from typing import Annotated, Any

import typer

from aksnet.facts import choices

# Under which heading of a command's help an option stands.
READ, ASKED, PRINTED = "What is read", "What is asked", "What is printed"


def option(
    *names: str,
    help: str,  # noqa: A002
    words: tuple[str, ...] = (),
    metavar: str | None = None,
    panel: str = ASKED,
) -> Any:
    """An option that takes a value: one of `words`, or what `metavar` calls it; the shell completes it by either."""
    return typer.Option(*names, help=help, metavar=metavar or "|".join(words), rich_help_panel=panel)


def flag(*names: str, help: str, panel: str = ASKED) -> Any:  # noqa: A002
    """An option that takes none."""
    return typer.Option(*names, help=help, rich_help_panel=panel)


def argument(metavar: str, help: str) -> Any:  # noqa: A002
    """What stands in a call without a name."""
    return typer.Argument(metavar=metavar, help=help, show_default=False)


def output_format(words: tuple[str, ...], help: str = "How it is printed.") -> Any:  # noqa: A002
    """`--format`, which every command with several has."""
    return option("--format", help=help, words=words, panel=PRINTED)


def words_of(parameter: Any) -> tuple[str, ...]:
    """The words that an option or an argument is one of; none where it takes something else."""
    metavar = parameter.metavar or ""
    return tuple(metavar.split("|")) if "|" in metavar and not metavar.isupper() and "[" not in metavar else ()


def _be_quiet(context: typer.Context, quiet: bool) -> bool:
    from aksnet.commands import telling

    context.with_resource(telling.quietly(quiet))
    return quiet


PLUGINS = tuple(choices.PLUGINS)
Plugin = Annotated[str | None, option("--plugin", "-p", help="The CNI mode.", words=PLUGINS)]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help="Results and errors only: no notes, no summary.",
        callback=_be_quiet,
        rich_help_panel=PRINTED,
    ),
]
# What is read beside the paths that show and plan take.
StdinFilename = Annotated[
    str | None, option("--stdin-filename", help="The file that standard input stands for.", metavar="FILE", panel=READ)
]
VarFiles = Annotated[
    list[str] | None,
    option("--var-file", help="Values of Terraform's variables; repeatable.", metavar="FILE", panel=READ),
]
Files = Annotated[
    list[str] | None,
    option(
        "--file",
        "-f",
        help="A spec, or a folder of specs; later ones lie over earlier ones.",
        metavar="SPEC",
        panel=READ,
    ),
]
ShardOption = Annotated[
    str | None, option("--shard", help="Only this part of the clusters, as the 2nd of 4: 2/4.", metavar="I/N")
]
Templates = Annotated[
    str | None,
    option("--templates", help="Templates that override parts of aksnet's own.", metavar="DIR", panel=READ),
]
Sets = Annotated[
    list[str] | None, option("--set", help="Any field of the spec; repeatable.", metavar="PATH=VALUE", panel=READ)
]
Parameters = Annotated[
    str | None, option("--parameters", help="Parameters of Bicep or ARM, in JSON.", metavar="FILE", panel=READ)
]
Policy = Annotated[
    str | None,
    option("--policy", help="The policy's file. [default: the nearest .aksnet.yaml above]", metavar="FILE", panel=READ),
]
Today = Annotated[str | None, option("--today", help="The date for retirements.", metavar="DATE")]
