"""Draws how modes give addresses to pods, with the ranges of the samples: `python docs/diagrams/draw.py`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from ipaddress import IPv4Network
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
# Colours stand for themselves and behind no variable: not every program that shows pictures knows those of CSS.
_COLOURS = """\
text {{ fill: {ink}; }}
.paper {{ fill: {paper}; }}
.vnet {{ fill: {vnet}; stroke: {line}; }}
.node {{ fill: {paper}; stroke: {line}; }}
.nodes {{ fill: {nodes_fill}; stroke: {nodes}; }}
.pods {{ fill: {pods_fill}; stroke: {pods}; }}
.way {{ stroke: {ink}; }}
.tip {{ fill: {ink}; }}
"""
_LIGHT = _COLOURS.format(
    paper="#fff", ink="#1f2328", line="#59636e", vnet="#f6f8fa",
    nodes="#0550ae", nodes_fill="#ddf4ff", pods="#953800", pods_fill="#fff1e5",
)  # fmt: skip
_DARK = _COLOURS.format(
    paper="#0d1117", ink="#e6edf3", line="#9198a1", vnet="#151b23",
    nodes="#79c0ff", nodes_fill="#0c2d4d", pods="#ffa657", pods_fill="#3d2300",
)  # fmt: skip
STYLE = f"""\
text {{ font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }}
.head {{ font-weight: 600; }}
.vnet {{ stroke-dasharray: 6 4; }}
.way {{ stroke-width: 1.5; fill: none; }}
{_LIGHT}@media (prefers-color-scheme: dark) {{
{_DARK}}}
"""


class Node(NamedTuple):
    """A node with two of its pods, and what it holds of the range that they get addresses of."""

    address: str
    pods: tuple[str, str]
    held: str


class Share(NamedTuple):
    """The range of the pods, how nodes get their share of it, its colour, and whether it is in the VNet."""

    name: str
    how: str
    kind: str
    inside: bool


class Outside(NamedTuple):
    """What a machine outside sees of a packet from a pod, and what comes of one that it sends to a pod."""

    sees: tuple[str, str]
    reaches: tuple[str, str]
    blocked: bool = False


class Picture(NamedTuple):
    """What is different from mode to mode."""

    mode: str
    title: str
    vnet: str
    subnet: IPv4Network
    nodes: tuple[Node, Node]
    between: str
    share: Share
    outside: Outside


def _spec(sample: str) -> Any:
    return yaml.safe_load((SAMPLES / sample / "aksnet.yaml").read_text(encoding="utf-8"))


def _ranges(sample: str, pods: str) -> tuple[str, IPv4Network, IPv4Network]:
    """Of a sample its VNet, its subnet `nodes`, and the subnet of this name, or its pod CIDR."""
    spec = _spec(sample)
    subnets = spec["vnet"]["subnets"]
    prefix = subnets[pods]["prefix"] if pods in subnets else spec["network"][pods]
    return spec["vnet"]["address_space"][0], IPv4Network(subnets["nodes"]["prefix"]), IPv4Network(prefix)


def _node(subnet: IPv4Network, at: int, pods: IPv4Network, first: int, second: int, held: str) -> Node:
    return Node(str(subnet[at]), (str(pods[first]), str(pods[second])), held)


def _hidden(node: Node) -> Outside:
    return Outside(
        (f"it sees {node.address},", "the address of the node"), ("it reaches no pod:", "pods call, nobody else"), True
    )


def _open(pod: str) -> Outside:
    return Outside((f"it sees {pod},", "the address of the pod"), (f"it reaches {pod}", "as any other address"))


def _node_subnet() -> Picture:
    vnet, subnet, _ = _ranges("node-subnet", "nodes")
    one = _node(subnet, 4, subnet, 5, 6, f"keeps {subnet[5]} to .34")
    two = _node(subnet, 35, subnet, 36, 37, f"keeps {subnet[36]} to .65")
    share = Share(f"the same subnet, {subnet}", "max_pods addresses, 30 here, when a node is made", "nodes", True)
    outside = _open(two.pods[0])._replace(sees=("it sees the node; inside", f"the VNet, {two.pods[0]}"))
    return Picture("node-subnet", "Node subnet", vnet, subnet, (one, two), "direct", share, outside)


def _slices(mode: str, title: str, how: str, between: str) -> Picture:
    """Overlay and kubenet: a /24 of the pod CIDR for each node."""
    vnet, subnet, pods = _ranges(mode, "pod_cidr")
    first, second = islice(pods.subnets(new_prefix=24), 2)
    one, two = _node(subnet, 4, first, 7, 9, f"owns {first}"), _node(subnet, 5, second, 12, 20, f"owns {second}")
    filled = how.format(first=first, second=second, one=one.address, two=two.address)
    share = Share(f"pod CIDR {pods}, outside the VNet", filled, "pods", False)
    return Picture(mode, title, vnet, subnet, (one, two), between, share, _hidden(two))


def _pod_subnet(mode: str, title: str, ranges: tuple[str, str], step: int, how: str, held: str) -> Picture:
    """Both ways of pod subnets: the first node holds addresses up to `step`, the second one those after it."""
    vnet, subnet, pods = _ranges(*ranges)
    one, two = _node(subnet, 4, pods, 18, 21, held), _node(subnet, 5, pods, step + 18, step + 21, held)
    share = Share(f"pod subnet {pods}", how, "pods", True)
    return Picture(mode, title, vnet, subnet, (one, two), "direct", share, _open(two.pods[0]))


def _byo() -> Picture:
    vnet, subnet, _ = _ranges("overlay", "pod_cidr")  # the sample of BYO leaves its VNet to AKS
    pods = IPv4Network(_spec("byo")["network"]["pod_cidr"])
    one, two = _node(subnet, 4, pods, 7, 9, "as your CNI says"), _node(subnet, 5, pods, 268, 276, "as your CNI says")
    name = f"pod CIDR {pods}, which the control plane knows"
    share = Share(name, "AKS gives no address of it: your CNI does", "pods", False)
    outside = Outside(("your CNI decides", "what it sees"), ("your CNI decides", "whether it reaches a pod"))
    return Picture("byo", "Bring your own CNI", vnet, subnet, (one, two), "your CNI", share, outside)


def pictures() -> dict[str, str]:
    """Each picture by the name of its file."""
    batches = "16 addresses for each node, and 16 more when fewer than 8 are free"
    blocks = "blocks of 16 for max_pods and one address more: 7, for 111 and 1"
    made = (
        _node_subnet(),
        _slices("overlay", "Overlay", "a /24 for each node: {first}, {second}, …", "direct"),
        _pod_subnet(
            "pod-subnet", "Pod subnet, dynamic", ("pod-subnet", "pods-user"), 16, batches, "holds 16 addresses"
        ),
        _pod_subnet(
            "static-block",
            "Pod subnet, static block",
            ("pod-subnet-static-block", "blocks"),
            112,
            blocks,
            "holds 7 blocks of 16",
        ),
        _slices("kubenet", "Kubenet", "routes: {first} to {one}, {second} to {two}", "routed"),
        _byo(),
    )
    return {f"ipam-{one.mode}.svg": _drawn(one) for one in made}


def _drawn(one: Picture) -> str:
    height = 300 if one.share.inside else 230
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 330" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(one.title)}: where pods get their addresses</title>',
        f'<desc id="desc">{escape(_told(one))}</desc>',
        f"<style>\n{STYLE}</style>",
        _box("paper", 0, 0, 760, 330),
        _box("vnet", 14, 14, 506, height),
        _text(28, 34, f"VNet {one.vnet}", "head"),
        _box("nodes", 28, 46, 478, 184),
        _text(40, 66, f"node subnet {one.subnet}", "head"),
        *_of_node(40, 1, one.nodes[0], one.share.kind),
        *_of_node(298, 2, one.nodes[1], one.share.kind),
        _text(267, 118, one.between, "", "middle"),
        _way("M 244 126 H 290", (298, 126), (236, 126)),
        *_of_share(one.share),
        *_of_world(one.outside),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _of_node(x: int, number: int, node: Node, pods: str) -> Iterator[str]:
    yield _box("node", x, 78, 196, 140)
    yield _box("nodes", x + 10, 88, 176, 26)
    yield _text(x + 20, 106, f"node {number}: {node.address}")
    for at, pod in enumerate(node.pods):
        yield _box(pods, x + 10, 122 + 32 * at, 176, 26)
        yield _text(x + 20, 140 + 32 * at, f"pod {pod}")
    yield _text(x + 12, 207, node.held)


def _of_share(share: Share) -> Iterator[str]:
    y = 242 if share.inside else 258
    yield _box(share.kind, 28, y, 478, 60)
    yield _text(40, y + 24, share.name, "head")
    yield _text(40, y + 46, share.how)


def _of_world(outside: Outside) -> Iterator[str]:
    yield _box("node", 560, 46, 186, 184)
    yield _text(572, 66, "a machine outside", "head")
    yield _text(572, 84, "peered VNet, on premises")
    yield _way("M 506 118 H 552", (560, 118))
    yield from (_text(572, y, line) for y, line in zip((114, 132), outside.sees, strict=True))
    if outside.blocked:
        yield _way("M 560 186 H 514 M 518 178 L 534 194 M 534 178 L 518 194")
    else:
        yield _way("M 560 186 H 514", (506, 186))
    yield from (_text(572, y, line) for y, line in zip((182, 200), outside.reaches, strict=True))


def _told(one: Picture) -> str:
    """The picture in words."""
    nodes = "; ".join(
        f"node {node.address} has the pods {' and '.join(node.pods)}, and {node.held}" for node in one.nodes
    )
    return (
        f"VNet {one.vnet} with the node subnet {one.subnet}: {nodes}. "
        f"Pods get their addresses of {one.share.name}: {one.share.how}. "
        f"Between nodes: {one.between}. A machine outside, when a pod calls it: {' '.join(one.outside.sees)}. "
        f"When it calls a pod: {' '.join(one.outside.reaches)}."
    )


def _box(kind: str, x: int, y: int, width: int, height: int) -> str:
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="5"/>'


def _text(x: int, y: int, text: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'


def _way(path: str, *tips: tuple[int, int]) -> str:
    """A line, with a head at each of its tips."""
    heads = "".join(_head(*tip) for tip in tips)
    return f'<path class="way" d="{path}"/>{heads}'


def _head(x: int, y: int) -> str:
    back = 8 if x in (236, 506) else -8
    return f'<path class="tip" d="M {x} {y} l {back} -5 v 10 z"/>'


if __name__ == "__main__":
    for name, drawing in pictures().items():
        (HERE / name).write_text(drawing, encoding="utf-8")
