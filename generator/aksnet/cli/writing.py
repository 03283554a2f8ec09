"""The commands that write text: gen, and sync."""

from typing import Annotated

from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import choices
from aksnet.options import (
    PRINTED,
    Files,
    Plugin,
    Policy,
    Quiet,
    Sets,
    ShardOption,
    Templates,
    Today,
    argument,
    flag,
    option,
    output_format,
)


def gen(
    spec: Annotated[
        str | None,
        argument("[SPEC|-]", "A spec in YAML, JSON or TOML; - reads standard input."),
    ] = None,
    plugin: Plugin = None,
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
        option("--api-version", help="ARM API version. [default: the smallest that will do]", metavar="API"),
    ] = None,
    preview: Annotated[bool, flag("--preview", help="Accept preview API versions.")] = False,
    output: Annotated[
        str | None, option("--output", "-o", help="Write files into this directory.", metavar="DIR", panel=PRINTED)
    ] = None,
    force: Annotated[bool, flag("--force", help="Overwrite files that aksnet did not write.", panel=PRINTED)] = False,
    format_: Annotated[str, output_format(("text", "json"))] = "text",
    today: Today = None,
    policy: Policy = None,
    templates: Templates = None,
    shard: ShardOption = None,
    clusters: Annotated[
        list[str] | None,
        option("--cluster", help="Only this cluster of the spec, by its name; repeatable.", metavar="CLUSTER"),
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Generate network profiles for Terraform, Bicep, ARM or az."""
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
    asking.choice(format_, ("text", "json"), "--format")
    if output is not None and not output.strip():
        raise UsageError(Problem("the output directory has no name", Place("--output"), "is a variable not set?"))
    if output is not None and format_ == "json":
        raise UsageError(Problem("--format json is about standard output", Place("--output"), "drop one of the two"))
    layers = asking.layers([*([spec] if spec is not None else []), *(files or [])], flags)
    generated = command.gen(layers, dialects, asking.day(today), policy, asking.shard(shard), clusters or ())
    return showing.show(generated, output, format_, force=force)


def sync(
    spec: Annotated[
        str | None,
        argument("[SPEC|-]", "A spec with outputs, or a folder of them. [default: aksnet.yaml]"),
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
    check: Annotated[
        bool, flag("--check", help="Write nothing; exit 1 where something differs.", panel=PRINTED)
    ] = False,
    diff: Annotated[bool, flag("--diff", help="Write nothing; print what would be written.", panel=PRINTED)] = False,
    force: Annotated[
        bool, flag("--force", help="Overwrite what was edited by hand; with --init comments.", panel=PRINTED)
    ] = False,
    follow: Annotated[
        bool, flag("--follow", help="Write where links and paths lead out of the tree.", panel=PRINTED)
    ] = False,
    format_: Annotated[str, output_format(choices.REPORTS, "How --check is printed.")] = "text",
    today: Today = None,
    policy: Policy = None,
    exit_non_zero_on_change: Annotated[
        bool, flag("--exit-non-zero-on-change", help="Exit 1 where something was written, as hooks do.", panel=PRINTED)
    ] = False,
    templates: Templates = None,
    shard: ShardOption = None,
    quiet: Quiet = False,
) -> int:
    """Write the parts of files, or whole files, that a spec names.

    They stand under outputs in the spec; what people wrote between them is kept.
    """
    from aksnet.commands import asking
    from aksnet.commands import sync as command
    from aksnet.commands.sync import syncing

    asking.choice(format_, choices.REPORTS, "--format")
    named = [*([spec] if spec is not None else []), *(files or [])]
    layers = command.layers_of(asking.layers(named, asking.flags(sets or [])))
    options = command.Options(check, diff, force, follow, exit_non_zero_on_change, format_)
    wanted = syncing.Wanted(layers, asking.day(today), policy, asking.shard(shard), templates)
    if init is not None:
        from aksnet.commands.sync import adopting

        return adopting.run(wanted, init, options)
    return command.run(wanted, options)
