"""The command line: typer only, and the one place where errors become messages and exit codes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from aksnet import __version__
from aksnet.errors import BUG, AksnetError, Place, Problem, UsageError
from aksnet.facts import choices
from aksnet.options import (
    COMPLETING,
    PLUGINS,
    Files,
    Parameters,
    Policy,
    Quiet,
    Sets,
    ShardOption,
    StdinFilename,
    Templates,
    Today,
    VarFiles,
    option,
)

app = typer.Typer(
    name="aksnet",
    help="Type checker and code generator for the networking of AKS clusters.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

INTERRUPTED = 130


def run() -> int:
    """Run the command line of this process and return its exit code."""
    try:
        with _what_is_called(sys.argv[1:2]):
            code = app(prog_name="aksnet", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except AksnetError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # every other stream and file has its own `except`
        print(f"error: standard output cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    except Exception as error:
        return _report(error)


@contextmanager
def _what_is_called(words: list[str]) -> Iterator[None]:
    """Leave the commands that are not called out: typer looks at every option of every command before it runs one."""
    every = app.registered_commands
    called = [one for one in every if one.callback and (one.name or one.callback.__name__) in words]
    app.registered_commands = called if called and not COMPLETING else every
    try:
        yield
    finally:
        app.registered_commands = every


def _report(error: Exception) -> int:
    """A usage error of typer's own, or a bug."""
    show = getattr(error, "show", None)
    if show is not None:
        show()
        return int(getattr(error, "exit_code", 2))
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}" if traceback else "?"
    print(f"error: a bug in aksnet {__version__}: {type(error).__name__} in {where}: {error}", file=sys.stderr)
    print("  hint: please report it with the spec that led to it", file=sys.stderr)
    return BUG


# Shown as they stand, after the options.
_MIGRATING = """\b
Examples:
  aksnet migrate plan.json                     what a plan of Terraform does
  aksnet migrate state.json infra              from what is there to what is written
  aksnet migrate --since origin/main infra     what a branch changes
  aksnet migrate --to overlay infra            the steps to a mode
  aksnet migrate --retiring clusters           what has to move, by which date
"""


def _show_version(value: bool) -> None:
    if value:
        print(f"aksnet {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Type checker and code generator for the networking of AKS clusters."""


@app.command(no_args_is_help=False)
def gen(
    spec: Annotated[
        str | None,
        typer.Argument(metavar="[SPEC|-]", help="A spec in YAML, JSON or TOML; - reads standard input."),
    ] = None,
    plugin: Annotated[str | None, option("--plugin", "-p", help="The CNI mode.", words=PLUGINS)] = None,
    pod_cidr: Annotated[str | None, option("--pod-cidr", help="The pod range.", metavar="CIDR")] = None,
    service_cidr: Annotated[str | None, option("--service-cidr", help="The service range.", metavar="CIDR")] = None,
    dns_service_ip: Annotated[
        str | None,
        option("--dns-service-ip", help="The cluster's DNS; the tenth of the service range.", metavar="ADDRESS"),
    ] = None,
    network_policy: Annotated[
        str | None, option("--network-policy", help="The policy engine.", words=choices.POLICIES)
    ] = None,
    ipam: Annotated[str | None, option("--ipam", help="Where Cilium's pods get addresses.", words=choices.IPAM)] = None,
    allocation: Annotated[
        str | None,
        option("--allocation", help="How nodes get addresses of a pod subnet.", words=choices.ALLOCATIONS),
    ] = None,
    outbound_type: Annotated[
        str | None, option("--outbound-type", help="How traffic leaves.", words=choices.OUTBOUND_TYPES)
    ] = None,
    max_pods: Annotated[
        str | None, option("--max-pods", help="Pods for each node, in every pool.", metavar="NUMBER")
    ] = None,
    name: Annotated[str | None, option("--name", help="The cluster's name.", metavar="NAME")] = None,
    files: Files = None,
    sets: Sets = None,
    targets: Annotated[
        list[str] | None,
        option("--target", "-t", help="What to write; repeatable. [default: terraform]", words=choices.TARGETS),
    ] = None,
    emit: Annotated[
        str,
        option(
            "--emit",
            help="A fragment, a whole cluster, a module, or a call of one.",
            words=choices.EMITS,
        ),
    ] = "block",
    provider: Annotated[str, option("--provider", help="For Terraform.", words=choices.PROVIDERS)] = "azurerm",
    provider_version: Annotated[
        str | None,
        option("--provider-version", help="A major, or an exact version. [default: 5]", metavar="VERSION"),
    ] = None,
    api_version: Annotated[
        str | None,
        option("--api-version", help="ARM API version. [default: the smallest that will do]", metavar="DATE"),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Accept preview API versions.")] = False,
    output: Annotated[
        str | None, option("--output", "-o", help="Write files into this directory.", metavar="DIR")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that aksnet did not write.")] = False,
    output_format: Annotated[str, option("--format", help="Of standard output.", words=("text", "json"))] = "text",
    today: Today = None,
    policy: Policy = None,
    templates: Templates = None,
    shard: ShardOption = None,
    quiet: Quiet = False,
) -> int:
    """Generate the network profile of AKS clusters for Terraform, Bicep, ARM or az."""
    from aksnet.commands import asking, showing
    from aksnet.commands import gen as command

    flags = asking.flags(
        sets or [],
        (("network", "plugin"), "--plugin", plugin),
        (("network", "pod_cidr"), "--pod-cidr", pod_cidr),
        (("network", "service_cidr"), "--service-cidr", service_cidr),
        (("network", "dns_service_ip"), "--dns-service-ip", dns_service_ip),
        (("network", "network_policy"), "--network-policy", network_policy),
        (("network", "ipam"), "--ipam", ipam),
        (("network", "allocation"), "--allocation", allocation),
        (("outbound", "type"), "--outbound-type", outbound_type),
        (("pools", "*", "max_pods"), "--max-pods", asking.number(max_pods, "--max-pods")),
        (("name",), "--name", name),
    )
    dialects = asking.dialects(targets or ["terraform"], emit, provider, provider_version, api_version, preview)
    if templates is not None:
        from aksnet.commands.own_templates import with_own

        dialects = with_own(dialects, templates)
    asking.choice(output_format, ("text", "json"), "--format")
    if output is not None and not output.strip():
        raise UsageError(Problem("the output directory has no name", Place("--output"), "is a variable not set?"))
    if output is not None and output_format == "json":
        raise UsageError(Problem("--format json is about standard output", Place("--output"), "drop one of the two"))
    layers = asking.layers([*([spec] if spec is not None else []), *(files or [])], flags)
    generated = command.gen(layers, dialects, asking.day(today), policy, asking.shard(shard))
    return showing.show(generated, output, output_format, force=force)


@app.command(no_args_is_help=False)
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


@app.command(no_args_is_help=False)
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


@app.command(no_args_is_help=False)
def sync(
    spec: Annotated[
        str | None,
        typer.Argument(metavar="[SPEC|-]", help="A spec with outputs, or a folder of them. [default: aksnet.yaml]"),
    ] = None,
    files: Files = None,
    sets: Sets = None,
    init: Annotated[
        str | None,
        option(
            "--init",
            help="Put markers around the network profiles in this file, if what goes there means the same.",
            metavar="FILE",
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 where something differs.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; print what would be written.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what was edited by hand; with --init comments.")
    ] = False,
    follow: Annotated[bool, typer.Option("--follow", help="Write where links and paths lead out of the tree.")] = False,
    output_format: Annotated[str, option("--format", help="Of --check.", words=choices.REPORTS)] = "text",
    today: Today = None,
    policy: Policy = None,
    exit_non_zero_on_change: Annotated[
        bool, typer.Option("--exit-non-zero-on-change", help="Exit 1 where something was written, as hooks do.")
    ] = False,
    templates: Templates = None,
    shard: ShardOption = None,
    quiet: Quiet = False,
) -> int:
    """Write the generated parts of files, or whole files, that a spec names under outputs."""
    from aksnet.commands import asking, syncing
    from aksnet.commands import sync as command

    asking.choice(output_format, choices.REPORTS, "--format")
    named = [*([spec] if spec is not None else []), *(files or [])]
    layers = command.layers_of(asking.layers(named, asking.flags(sets or [])))
    options = command.Options(check, diff, force, follow, exit_non_zero_on_change, output_format)
    wanted = syncing.Wanted(layers, asking.day(today), policy, asking.shard(shard), templates)
    if init is not None:
        from aksnet.commands import adopting

        return adopting.run(wanted, init, options)
    return command.run(wanted, options)


@app.command(no_args_is_help=False)
def plan(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|-]...", help="A spec, or what aksnet show reads; - reads standard input."),
    ] = None,
    plugin: Annotated[str | None, option("--plugin", "-p", help="The CNI mode.", words=PLUGINS)] = None,
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
        str, option("--tight", help="From how much on a range is tight, in percent.", metavar="PERCENT")
    ] = "80",
    explain: Annotated[bool, typer.Option("--explain", help="Print the formulas and their facts.")] = False,
    allocate: Annotated[bool, typer.Option("--allocate", help="Choose ranges for all that has none.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write what was chosen into the spec.")] = False,
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
    output_format: Annotated[str, option("--format", help="Of standard output.", words=choices.PLANS)] = "text",
    quiet: Quiet = False,
) -> int:
    """Plan addresses: what every range needs and has, when it runs out, and where new ranges go."""
    from aksnet.commands import asking, plan_inputs, planning, showing_plans
    from aksnet.commands import plan as command

    asking.choice(output_format, choices.PLANS, "--format")
    if explain and output_format in ("csv", "svg"):
        hint = "choose text, markdown or html; json always has them"
        raise UsageError(Problem(f"{output_format} has no room for formulas", Place("--explain"), hint))
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
    return showing_plans.show(planned, spec if write else None, output_format, explain=explain)


@app.command(no_args_is_help=False, epilog=_MIGRATING)
def migrate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW|PLAN|PATH",
            help="What is and what is to be, of anything that aksnet show reads; or one plan of Terraform in JSON.",
        ),
    ] = None,
    to: Annotated[
        str | None,
        option("--to", help="The mode to go to, in place of NEW.", words=choices.WAYS, metavar="MODE"),
    ] = None,
    pod_cidr: Annotated[
        str | None, option("--pod-cidr", help="With --to: the pod range. [default: a free one]", metavar="CIDR")
    ] = None,
    pod_subnet: Annotated[
        str | None, option("--pod-subnet", help="With --to: the subnet that pods get addresses of.", metavar="ID")
    ] = None,
    outbound_type: Annotated[
        str | None,
        option("--outbound-type", help="How traffic is to leave, in place of NEW.", words=choices.OUTBOUND_TYPES),
    ] = None,
    retiring: Annotated[
        bool, typer.Option("--retiring", help="Instead, list what of the inputs retires, by date, and the way out.")
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
        option("--since", help="Compare files with what they were at a revision of git, as HEAD~1.", metavar="REV"),
    ] = None,
    stdin_filename: StdinFilename = None,
    var_file: VarFiles = None,
    parameters: Parameters = None,
    fail_on: Annotated[
        list[str] | None,
        option(
            "--fail-on",
            help="What fails, beside errors of tools: verdicts, danger (findings that are errors), or none; with "
            f"--retiring {' and '.join(choices.RETIRING)}. [default: {','.join(choices.FAILING)}]",
            metavar="VERDICTS",
        ),
    ] = None,
    output_format: Annotated[
        str,
        option(
            "--format",
            help=f"Of standard output; with --retiring {', '.join(choices.CALENDARS)}.",
            words=choices.MIGRATIONS,
        ),
    ] = "text",
    today: Today = None,
    quiet: Quiet = False,
) -> int:
    """Tell what a change will do, before it does it: in place, in steps, or with a new cluster."""
    from aksnet.commands import asking, goals, showing_migrations
    from aksnet.commands import migrate as command
    from aksnet.commands import retiring as calendars
    from aksnet.commands.show import request

    given = goals.Given(to, pod_cidr, pod_subnet, outbound_type)
    calendars.refuse(given, since, within, retiring=retiring)
    asked = request(paths or [], stdin_filename, var_file or [], parameters)
    if retiring:
        chosen = calendars.Options(asking.number(within, "--within"), provider_version, fail_on or (), output_format)
        return calendars.show(asked, asking.day(today), chosen)
    asking.choice(output_format, choices.MIGRATIONS, "--format")
    failing = showing_migrations.failing(fail_on if fail_on is not None else choices.FAILING)
    if given.is_goal:
        migration = goals.run(paths or [], asked, given, provider_version, since)
    else:
        migration = command.run(paths or [], asked, asking.day(today), provider_version, since)
    return showing_migrations.show(migration, output_format, failing)


@app.command(no_args_is_help=False)
def modes(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[MODE]...", help="Only these modes. [default: all]")
    ] = None,
    output_format: Annotated[str, option("--format", help="Of standard output.", words=choices.TABLES)] = "text",
) -> None:
    """Show the CNI modes side by side: addresses, scale, policies, what works with each."""
    from aksnet.commands import asking, telling
    from aksnet.commands import modes as command

    asking.choice(output_format, choices.TABLES, "--format")
    telling.emit(command.modes(words or [], output_format))


def _need(word: str, help: str) -> Any:  # noqa: A002
    return typer.Option(f"--{word}", help=help)


@app.command(no_args_is_help=False)
def recommend(
    nodes: Annotated[str | None, option("--nodes", help="Nodes at the most.", metavar="NUMBER")] = None,
    pods: Annotated[str | None, option("--pods", help="Pods in all.", metavar="NUMBER")] = None,
    max_pods: Annotated[str | None, option("--max-pods", help="Pods for each node.", metavar="NUMBER")] = None,
    vnet_space: Annotated[
        list[str] | None,
        option("--vnet-space", help="What is free for its subnets; repeatable.", metavar="CIDR|NUMBER"),
    ] = None,
    existing: Annotated[
        str | None, option("--existing", help="How the cluster is set up now.", words=choices.WAYS, metavar="WAY")
    ] = None,
    windows: Annotated[bool, _need("windows", "Windows pools.")] = False,
    direct_pod_access: Annotated[bool, _need("direct-pod-access", "Connections to pods from outside.")] = False,
    network_policy: Annotated[bool, _need("network-policy", "Network policies.")] = False,
    fqdn_policy: Annotated[bool, _need("fqdn-policy", "Policies by name of a host.")] = False,
    l7_policy: Annotated[bool, _need("l7-policy", "Policies by HTTP content.")] = False,
    encryption: Annotated[bool, _need("encryption", "Encryption between nodes.")] = False,
    dual_stack: Annotated[bool, _need("dual-stack", "IPv6 beside IPv4.")] = False,
    virtual_nodes: Annotated[bool, _need("virtual-nodes", "Virtual nodes.")] = False,
    node_provisioning: Annotated[bool, _need("node-provisioning", "Node auto-provisioning.")] = False,
    isolated: Annotated[bool, _need("isolated", "A network-isolated cluster.")] = False,
    static_egress_gateway: Annotated[bool, _need("static-egress-gateway", "The static egress gateway.")] = False,
    private_link_service: Annotated[bool, _need("private-link-service", "Private Link Service.")] = False,
    gateway_for_containers: Annotated[
        bool, _need("gateway-for-containers", "Application Gateway for Containers.")
    ] = False,
    cross_cluster: Annotated[bool, _need("cross-cluster", "A network of pods across clusters.")] = False,
    managed_vnet: Annotated[bool, _need("managed-vnet", "A VNet that AKS makes.")] = False,
    own_cni: Annotated[bool, _need("own-cni", "A CNI plugin of your own.")] = False,
    output_format: Annotated[str, option("--format", help="Of standard output.", words=choices.TABLES)] = "text",
) -> None:
    """Recommend a CNI mode for what a cluster needs; without any need it asks for them one by one."""
    from aksnet.commands import asking, telling
    from aksnet.commands import recommend as command

    asking.choice(output_format, choices.TABLES, "--format")
    needs = {
        "windows": windows,
        "direct-pod-access": direct_pod_access,
        "network-policy": network_policy,
        "fqdn-policy": fqdn_policy,
        "l7-policy": l7_policy,
        "encryption": encryption,
        "dual-stack": dual_stack,
        "virtual-nodes": virtual_nodes,
        "node-provisioning": node_provisioning,
        "isolated": isolated,
        "static-egress-gateway": static_egress_gateway,
        "private-link-service": private_link_service,
        "gateway-for-containers": gateway_for_containers,
        "cross-cluster": cross_cluster,
        "managed-vnet": managed_vnet,
        "own-cni": own_cni,
    }
    wants = [word for word, wanted in needs.items() if wanted]
    given = command.Given(nodes, pods, max_pods, vnet_space or [], existing, wants)
    telling.emit(command.run(given, output_format))


@app.command()
def rules(
    output_format: Annotated[str, option("--format", help="Of standard output.", words=("text", "json"))] = "text",
) -> None:
    """List the rules."""
    from aksnet.commands import asking, explain, telling

    asking.choice(output_format, ("text", "json"), "--format")
    telling.emit(explain.rules_as_json() if output_format == "json" else explain.rules_as_text())


@app.command("explain")
def explain_(
    word: Annotated[
        str, typer.Argument(metavar="WORD", help="A rule's id or slug, an error code of the service, or a mode.")
    ],
) -> None:
    """Explain a rule, an error code of the service, or a CNI mode."""
    from aksnet.commands import explain, telling

    telling.emit(explain.explain(word))
