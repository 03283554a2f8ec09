"""The commands that read what there is: check, and show."""

from functools import partial
from typing import Annotated

import typer

from aksnet.facts import choices
from aksnet.options import Files, Parameters, Policy, Quiet, Sets, ShardOption, StdinFilename, Today, VarFiles, option


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|-]...",
            help="Files or folders: Terraform, Bicep, ARM, plans, states, az aks show, specs. - reads standard input.",
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
    output_format: Annotated[str, option("--format", help="Of standard output.", words=choices.REPORTS)] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Fix what needs nobody's judgement, in the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and write nothing.")] = False,
    today: Today = None,
    policy: Policy = None,
    baseline: Annotated[
        str | None, option("--baseline", help="Leave out the findings that this file has.", metavar="FILE")
    ] = None,
    write_baseline: Annotated[
        str | None,
        option("--write-baseline", help="Write all findings into this file, in place of --baseline.", metavar="FILE"),
    ] = None,
    shard: ShardOption = None,
    quiet: Quiet = False,
) -> int:
    """Check clusters against all that Microsoft documents, before anything is deployed."""
    from aksnet.commands import asking, baselines, choosing, mending, reporting
    from aksnet.commands import check as command
    from aksnet.commands.show import request

    asking.choice(output_format, choices.REPORTS, "--format")
    mending.refuse(paths or [], output_format, fix=fix, diff=diff)
    baselines.refuse(write_baseline, mends=fix or diff)
    command.refuse(shard, fix=fix, diff=diff, write_baseline=write_baseline)
    severity = asking.severity(fail_on)
    rules = choosing.chosen(select or [], ignore or [])
    layers = asking.layered(files or [], sets or [])
    asked = request(paths or [], stdin_filename, var_file or [], parameters, layers)
    judge = partial(command.run, asked, asking.day(today), policy, rules, asking.shard(shard))
    run = partial(baselines.held, judge, baseline, write_baseline, rules)
    if diff:
        return mending.show_diff(run(), severity)
    return mending.mend(run, output_format, severity) if fix else reporting.show_report(run(), output_format, severity)


def show(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|-]...",
            help="Terraform, Bicep, ARM templates, plans, snapshots, answers of az, specs; folders of them; "
            "- reads standard input.",
        ),
    ] = None,
    files: Files = None,
    sets: Sets = None,
    stdin_filename: StdinFilename = None,
    var_file: VarFiles = None,
    parameters: Parameters = None,
    resolved: Annotated[
        bool, typer.Option("--resolved", help="Add what the provider and the service fill in.")
    ] = False,
    output_format: Annotated[str, option("--format", help="Of standard output.", words=choices.SHOWS)] = "text",
    quiet: Quiet = False,
) -> int:
    """Show what files and tools say of clusters and networks: each value with its place, or why it is unknown."""
    from aksnet.commands import asking
    from aksnet.commands import show as command

    asking.choice(output_format, choices.SHOWS, "--format")
    layers = asking.layered(files or [], sets or [])
    request = command.request(paths or [], stdin_filename, var_file or [], parameters, layers)
    return command.show(request, output_format, resolved=resolved)
