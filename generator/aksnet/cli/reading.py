"""The commands that read what there is: check, and show."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

from aksnet.facts import choices
from aksnet.options import (
    PRINTED,
    READ,
    Files,
    Parameters,
    Policy,
    Quiet,
    Sets,
    ShardOption,
    StdinFilename,
    Today,
    VarFiles,
    argument,
    flag,
    option,
    output_format,
)

if TYPE_CHECKING:
    from aksnet.reports import Report


def check(
    paths: Annotated[
        list[str] | None,
        argument(
            "[PATH|-]...",
            "Files or folders: Terraform, Bicep, ARM, plans, states, az aks show, specs. - reads standard input.",
        ),
    ] = None,
    files: Files = None,
    sets: Sets = None,
    stdin_filename: StdinFilename = None,
    var_file: VarFiles = None,
    parameters: Parameters = None,
    select: Annotated[
        list[str] | None, option("--select", help="Only these rules: ids, slugs, AKN1 for 1xx.", metavar="RULES")
    ] = None,
    ignore: Annotated[
        list[str] | None, option("--ignore", help="Not these rules; repeatable, or with commas.", metavar="RULES")
    ] = None,
    fail_on: Annotated[
        str, option("--fail-on", help="From which severity on the exit code is 1.", words=choices.SEVERITIES)
    ] = "error",
    format_: Annotated[str, output_format(choices.REPORTS)] = "text",
    fix: Annotated[bool, flag("--fix", help="Fix what needs nobody's judgement, in the files.")] = False,
    diff: Annotated[
        bool, flag("--diff", help="Print what --fix would change, and write nothing.", panel=PRINTED)
    ] = False,
    today: Today = None,
    policy: Policy = None,
    baseline: Annotated[
        str | None, option("--baseline", help="Leave out the findings that this file has.", metavar="FILE", panel=READ)
    ] = None,
    write_baseline: Annotated[
        str | None,
        option("--write-baseline", help="Write all findings into this file, in place of --baseline.", metavar="FILE"),
    ] = None,
    shard: ShardOption = None,
    quiet: Quiet = False,
) -> int:
    """Check clusters against all that Microsoft documents.

    Nothing is deployed for it, and nothing is asked of Azure.
    """
    from aksnet.commands import asking, choosing, reporting
    from aksnet.commands import check as command
    from aksnet.commands.show import request

    asking.choice(format_, choices.REPORTS, "--format")
    if fix or diff:
        from aksnet.commands import mending

        mending.refuse(paths or [], format_, fix=fix, diff=diff)
    if known := baseline is not None or write_baseline is not None:
        from aksnet.commands import baselines

        baselines.refuse(write_baseline, mends=fix or diff)
    command.refuse(shard, fix=fix, diff=diff, write_baseline=write_baseline)
    severity = asking.severity(fail_on)
    rules = choosing.chosen(select or [], ignore or [])
    layers = asking.layered(files or [], sets or [])
    asked = request(paths or [], stdin_filename, var_file or [], parameters, layers)
    run: Callable[[], Report] = partial(command.run, asked, asking.day(today), policy, rules, asking.shard(shard))
    if known:
        run = partial(baselines.held, run, baseline, write_baseline, rules)
    if diff:
        return mending.show_diff(run(), severity)
    return mending.mend(run, format_, severity) if fix else reporting.show_report(run(), format_, severity)


def show(
    paths: Annotated[
        list[str] | None,
        argument(
            "[PATH|-]...",
            "Terraform, Bicep, ARM templates, plans, snapshots, answers of az, specs; folders of them; "
            "- reads standard input.",
        ),
    ] = None,
    files: Files = None,
    sets: Sets = None,
    stdin_filename: StdinFilename = None,
    var_file: VarFiles = None,
    parameters: Parameters = None,
    resolved: Annotated[
        bool, flag("--resolved", help="Add what the provider and the service fill in.", panel=PRINTED)
    ] = False,
    format_: Annotated[str, output_format(choices.SHOWS)] = "text",
    quiet: Quiet = False,
) -> int:
    """Show what files and tools say of clusters and networks.

    Each value comes with its place, or with the reason why it is unknown.
    """
    from aksnet.commands import asking
    from aksnet.commands import show as command

    asking.choice(format_, choices.SHOWS, "--format")
    layers = asking.layered(files or [], sets or [])
    request = command.request(paths or [], stdin_filename, var_file or [], parameters, layers)
    return command.show(request, format_, resolved=resolved)
