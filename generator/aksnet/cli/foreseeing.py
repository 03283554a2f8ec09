"""The commands that look ahead: plan, and migrate."""

from typing import Annotated

from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import choices
from aksnet.options import (
    PRINTED,
    READ,
    Files,
    Parameters,
    Plugin,
    Quiet,
    Sets,
    StdinFilename,
    Today,
    VarFiles,
    argument,
    flag,
    option,
    output_format,
)


def plan(
    paths: Annotated[
        list[str] | None,
        argument("[PATH|-]...", "A spec, or what aksnet show reads; - reads standard input."),
    ] = None,
    plugin: Plugin = None,
    files: Files = None,
    sets: Sets = None,
    max_pods: Annotated[
        str | None, option("--max-pods", help="Pods for each node, in every pool.", metavar="NUMBER")
    ] = None,
    grow: Annotated[
        str | None, option("--grow", help="Plan for pools so many times as large: 3x, 150%.", metavar="FACTOR")
    ] = None,
    nodes: Annotated[
        list[str] | None,
        option("--nodes", help="Plan for a pool of this size at the most; repeatable.", metavar="POOL=NUMBER"),
    ] = None,
    pods_per_node: Annotated[
        list[str] | None,
        option(
            "--pods-per-node", help="Pods that nodes are going to run. [default: max_pods]", metavar="[POOL=]NUMBER"
        ),
    ] = None,
    tight: Annotated[
        str, option("--tight", help="From how many percent on a range is tight.", metavar="PERCENT")
    ] = "80",
    explain: Annotated[bool, flag("--explain", help="Print the formulas and their facts.", panel=PRINTED)] = False,
    allocate: Annotated[bool, flag("--allocate", help="Choose ranges for all that has none.")] = False,
    write: Annotated[bool, flag("--write", help="Write what was chosen into the spec.", panel=PRINTED)] = False,
    supernet: Annotated[
        list[str] | None, option("--supernet", help="What VNets are taken from; repeatable.", metavar="CIDR")
    ] = None,
    pod_range: Annotated[
        list[str] | None, option("--pod-range", help="What pod CIDRs are taken from; repeatable.", metavar="CIDR")
    ] = None,
    service_range: Annotated[
        list[str] | None,
        option("--service-range", help="What service CIDRs are taken from; repeatable.", metavar="CIDR"),
    ] = None,
    services: Annotated[
        str | None, option("--services", help="Services of a cluster. [default: 1000]", metavar="NUMBER")
    ] = None,
    stdin_filename: StdinFilename = None,
    var_file: VarFiles = None,
    parameters: Parameters = None,
    format_: Annotated[str, output_format(choices.PLANS)] = "text",
    quiet: Quiet = False,
) -> int:
    """Plan addresses: what every range needs, has, and is short of.

    It also says when a range runs out, and with --allocate where new ones go.
    """
    from aksnet.commands import asking, plan_inputs, planning, showing_plans
    from aksnet.commands import plan as command

    asking.choice(format_, choices.PLANS, "--format")
    if explain and format_ in choices.BARE_PLANS:
        hint = "choose text, markdown or html; json always has them"
        raise UsageError(Problem(f"{format_} has no room for formulas", Place("--explain"), hint))
    laid_over = asking.given(("--plugin", plugin), ("--set", sets), ("--max-pods", max_pods))
    request = plan_inputs.request(paths or [], stdin_filename, var_file or [], parameters)
    flags = asking.flags(
        sets or [],
        (("network", "plugin"), "--plugin", plugin),
        (("pools", "*", "max_pods"), "--max-pods", asking.number(max_pods, "--max-pods")),
    )
    layers = asking.layers(files, flags) if files else None
    given = plan_inputs.given(request, layers, laid_over + asking.given(("--allocate", allocate), ("--write", write)))
    spec = given.spec.name if given.spec is not None else None
    asked = planning.asked(
        supernet or [],
        pod_range or [],
        service_range or [],
        services,
        allocate=allocate,
        write=write,
        spec=spec,
        laid_over=laid_over,
    )
    growing = command.Growing(grow, nodes or [], pods_per_node or [])
    planned = command.plan(given, flags, growing, asked, planning.percent(tight))
    return showing_plans.show(planned, spec if write else None, format_, explain=explain)


def migrate(
    paths: Annotated[
        list[str] | None,
        argument(
            "OLD NEW|PLAN|PATH",
            "What is and what is to be, of anything that aksnet show reads; several may stand before one spec; "
            "or one plan of Terraform in JSON.",
        ),
    ] = None,
    to: Annotated[
        str | None,
        option(
            "--to",
            help="The mode to go to, in place of NEW.",
            words=choices.WAYS,
        ),
    ] = None,
    pod_cidr: Annotated[
        str | None, option("--pod-cidr", help="With --to: the pod range. [default: a free one]", metavar="CIDR")
    ] = None,
    pod_subnet: Annotated[
        str | None, option("--pod-subnet", help="With --to: the subnet that pods get addresses of.", metavar="ID")
    ] = None,
    network_policy: Annotated[
        str | None, option("--network-policy", help="The engine to go to, in place of NEW.", words=choices.POLICIES)
    ] = None,
    outbound_type: Annotated[
        str | None,
        option("--outbound-type", help="How traffic is to leave, in place of NEW.", words=choices.OUTBOUND_TYPES),
    ] = None,
    load_balancer_sku: Annotated[
        str | None,
        option("--load-balancer-sku", help="The SKU to go to, in place of NEW.", words=choices.LOAD_BALANCER_SKUS),
    ] = None,
    retiring: Annotated[
        bool, flag("--retiring", help="Instead, list what of the inputs retires, by date, and the way out.")
    ] = False,
    within: Annotated[
        str | None, option("--within", help="With --retiring: only what retires in so many days.", metavar="DAYS")
    ] = None,
    provider_version: Annotated[
        str | None,
        option(
            "--provider-version", help="An exact version or a constraint. [default: the lock file's]", metavar="VERSION"
        ),
    ] = None,
    since: Annotated[
        str | None,
        option(
            "--since",
            help="Compare files with what they were at a revision of git, as HEAD~1.",
            metavar="REV",
            panel=READ,
        ),
    ] = None,
    stdin_filename: StdinFilename = None,
    var_file: VarFiles = None,
    parameters: Parameters = None,
    fail_on: Annotated[
        list[str] | None,
        option(
            "--fail-on",
            help="What fails, beside errors of tools: verdicts, danger (findings that are errors), or none; with "
            f"--retiring {' and '.join(choices.RETIRING)}. [default: {', '.join(choices.FAILING)}; with a goal in "
            "place of NEW refused alone]",
            metavar="VERDICTS",
        ),
    ] = None,
    format_: Annotated[
        str,
        output_format(choices.MIGRATIONS, f"How it is printed; with --retiring {', '.join(choices.CALENDARS)}."),
    ] = "text",
    today: Today = None,
    quiet: Quiet = False,
) -> int:
    """Tell what a change will do, before it does it.

    In place, in steps, or with a new cluster: at Azure, and with the tool that makes the change.
    """
    from aksnet.commands import asking, showing_migrations
    from aksnet.commands import migrate as command
    from aksnet.commands import retiring as calendars
    from aksnet.commands.migrate import goal_options, goals
    from aksnet.commands.show import request

    given = goal_options.Given(to, pod_cidr, pod_subnet, network_policy, outbound_type, load_balancer_sku)
    calendars.refuse(given, since, within, retiring=retiring)
    asked = request(paths or [], stdin_filename, var_file or [], parameters)
    if retiring:
        chosen = calendars.Options(asking.number(within, "--within"), provider_version, fail_on or (), format_)
        return calendars.show(asked, asking.day(today), chosen)
    asking.choice(format_, choices.MIGRATIONS, "--format")
    failing = showing_migrations.failing(fail_on) if fail_on is not None else None
    if given.is_goal:
        migration = goals.run(paths or [], asked, given, asking.day(today), provider_version, since)
    else:
        migration = command.run(paths or [], asked, asking.day(today), provider_version, since)
    return showing_migrations.show(migration, format_, failing)
