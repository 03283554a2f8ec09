"""The command that makes a first spec: init."""

from typing import Annotated

from aksnet.facts import choices
from aksnet.options import PLUGINS, PRINTED, Quiet, Sets, argument, flag, option


def init(
    directory: Annotated[
        str | None, argument("[DIR]", "The folder of the spec, which is made. [default: this one]")
    ] = None,
    plugin: Annotated[
        str | None, option("--plugin", "-p", help="The CNI mode. [default: what is recommended]", words=PLUGINS)
    ] = None,
    name: Annotated[str | None, option("--name", help="The cluster's name.", metavar="NAME")] = None,
    location: Annotated[str | None, option("--location", help="Its region.", metavar="REGION")] = None,
    nodes: Annotated[str | None, option("--nodes", help="Nodes at the most.", metavar="NUMBER")] = None,
    vnet_space: Annotated[
        list[str] | None,
        option("--vnet-space", help="The VNet's range; repeatable. [default: one that is free]", metavar="CIDR"),
    ] = None,
    targets: Annotated[
        list[str] | None,
        option("--target", "-t", help="What sync writes; repeatable.", words=(*choices.TARGETS, "none"), panel=PRINTED),
    ] = None,
    pre_commit: Annotated[bool, flag("--pre-commit", help="Add hooks for pre-commit.", panel=PRINTED)] = False,
    pipeline: Annotated[
        str | None, option("--pipeline", help="Add a pipeline that checks.", words=("github", "azure"), panel=PRINTED)
    ] = None,
    sets: Sets = None,
    yes: Annotated[bool, flag("--yes", "-y", help="Ask nothing.")] = False,
    quiet: Quiet = False,
) -> int:
    """Make a first spec, by questions on a terminal or with flags.

    Nothing that is there is overwritten.
    """
    from aksnet.commands import asking
    from aksnet.commands import init as command

    given = command.Given(
        directory=directory,
        plugin=plugin,
        name=name,
        location=location,
        nodes=nodes,
        vnet_space=vnet_space or [],
        targets=targets or [],
        pre_commit=pre_commit,
        pipeline=pipeline,
        sets=sets or [],
        yes=yes,
    )
    return command.run(given, asking.day(None))
