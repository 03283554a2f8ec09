"""The commands that advise and explain: modes, recommend, rules, and explain."""

from typing import Annotated, Any

from aksnet.facts import choices
from aksnet.options import argument, flag, option, output_format


def modes(
    words: Annotated[list[str] | None, argument("[MODE]...", "Only these modes. [default: all]")] = None,
    format_: Annotated[str, output_format(choices.TABLES)] = "text",
) -> None:
    """Show the CNI modes side by side.

    Their addresses, scale and policies, and what works with each.
    """
    from aksnet.commands import asking, telling
    from aksnet.commands import modes as command

    asking.choice(format_, choices.TABLES, "--format")
    telling.emit(command.modes(words or [], format_))


def _need(word: str, help: str) -> Any:  # noqa: A002
    return flag(f"--{word}", help=help)


def recommend(
    nodes: Annotated[str | None, option("--nodes", help="Nodes at the most.", metavar="NUMBER")] = None,
    pods: Annotated[str | None, option("--pods", help="Pods in all.", metavar="NUMBER")] = None,
    max_pods: Annotated[str | None, option("--max-pods", help="Pods for each node.", metavar="NUMBER")] = None,
    vnet_space: Annotated[
        list[str] | None,
        option("--vnet-space", help="What is free for its subnets; repeatable.", metavar="CIDR|NUMBER"),
    ] = None,
    existing: Annotated[
        str | None, option("--existing", help="How the cluster is set up now.", words=choices.WAYS)
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
    format_: Annotated[str, output_format(choices.TABLES)] = "text",
) -> None:
    """Recommend a CNI mode for what a cluster needs.

    Without any need it asks for them one by one, on a terminal.
    """
    from aksnet.commands import asking, telling
    from aksnet.commands import recommend as command

    asking.choice(format_, choices.TABLES, "--format")
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
    telling.emit(command.run(given, format_))


def rules(
    format_: Annotated[str, output_format(("text", "json"))] = "text",
) -> None:
    """List the rules."""
    from aksnet.commands import asking, explain, telling

    asking.choice(format_, ("text", "json"), "--format")
    telling.emit(explain.rules_as_json() if format_ == "json" else explain.rules_as_text())


def explain_(
    word: Annotated[str, argument("WORD", "A rule's id or slug, an error code of the service, or a mode.")],
) -> None:
    """Explain a rule, an error code of the service, or a CNI mode."""
    from aksnet.commands import explain, telling

    telling.emit(explain.explain(word))
