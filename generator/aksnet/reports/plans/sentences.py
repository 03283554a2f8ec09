"""What a plan says of a cluster in sentences: what is too small, what binds first, how far pools can grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.errors import MAX_SHOWN, Problem
from aksnet.facts import bounds, scale
from aksnet.planning.balance import Balance, Verdict
from aksnet.planning.limits import Binding, Growth
from aksnet.planning.notes import Note
from aksnet.planning.plan import ClusterPlan, Plan, VnetPlan
from aksnet.reports.plans.rows import facts_of


def sentences_of(plan: Plan, cluster: ClusterPlan) -> Iterator[str]:
    """What matters most comes first."""
    for index in cluster.ranges:
        balance = plan.ranges[index]
        if balance.clusters[0] == cluster.name or plan.verdict(balance) is Verdict.DOES_NOT_FIT:
            yield from _trouble(plan, balance)
    for ceiling in cluster.ceilings:
        if not ceiling.holds:
            yield f"{ceiling.words}: {ceiling.has:,}, and {ceiling.most:,} are the most {facts_of(ceiling.facts)}"
    if cluster.binding is not None:
        yield f"binds first: {cluster.binding.words}, at {bound_in_words(cluster.binding)}"
    yield from _growth(plan, cluster)
    yield from _outbound(cluster)
    yield from _unused(cluster)


def bound_in_words(binding: Binding) -> str:
    """How many nodes something carries."""
    return f"{binding.nodes:,} nodes{f', {binding.among} among them' if binding.among else ''}"


def _trouble(plan: Plan, balance: Balance) -> Iterator[str]:
    verdict = plan.verdict(balance)
    if balance.unknown is not None:
        yield f"{balance.label}: {balance.unknown}"
    elif verdict is Verdict.DOES_NOT_FIT:
        yield f"{balance.label} does not fit: {balance.upgrade:,} of {balance.room:,} addresses; {_would_do(balance)}"
    elif verdict is Verdict.TIGHT:
        figures = f"{balance.upgrade:,} of {balance.room:,} addresses in an upgrade"
        if balance.upgrade > (balance.room or 0):
            yield f"{balance.label} takes the nodes, but not all their pods: {figures}; {_would_do(balance)}"
        else:
            yield f"{balance.label} is tight: {figures}"
    elif verdict is Verdict.OPEN:
        yield f"{balance.label} has no range here: it needs {balance.needed:,} addresses; {_would_do(balance)}"


def _would_do(balance: Balance) -> str:
    prefix = balance.prefix_needed
    return f"a /{prefix} would do" if prefix is not None else "no range is as large"


def _growth(plan: Plan, cluster: ClusterPlan) -> Iterator[str]:
    """How far each pool can grow, those together that the same thing stops; or what of them is too large already."""
    own = (share for index in cluster.ranges for share in plan.ranges[index].shares)
    has = {share.pool: share.nodes for share in own if share.cluster == cluster.name}
    beside = ", each beside the others" if len(cluster.growth) > 1 else ""
    for stop in dict.fromkeys(one.stopped_by for one in cluster.growth):
        pools = [one for one in cluster.growth if one.stopped_by == stop]
        grow = ", ".join(f"{one.pool} to {one.nodes:,}" for one in pools if one.nodes > has[one.pool])
        stay = ", ".join(one.pool for one in pools if one.nodes == has[one.pool])
        less = ", ".join(_too_large(one, has[one.pool]) for one in pools if one.nodes < has[one.pool])
        yield from [f"can grow: {grow} nodes{beside} ({stop})"] if grow else []
        yield from [f"cannot grow: {stay} ({stop})"] if stay else []
        yield from [f"too large: {less}{beside} ({stop})"] if less else []


def _too_large(pool: Growth, nodes: int) -> str:
    return f"{pool.pool} with {nodes:,} nodes, of which {f'{pool.nodes:,}' if pool.nodes else 'none'} fit"


def _outbound(cluster: ClusterPlan) -> Iterator[str]:
    snat = cluster.snat
    if snat is None:
        return
    if snat.addresses is not None and snat.ports is None and snat.ceiling is None:
        yield f"{snat.outbound}: {snat.words} {facts_of(snat.facts)}"
        return
    addresses = "addresses of yours"
    if snat.addresses is not None:
        number = snat.addresses.number
        default = " (the default)" if snat.addresses.default else ""
        addresses = f"{number} outbound {'address' if number == 1 else 'addresses'}{default}"
    ports = f", {snat.ports:,} ports for each node" if snat.ports is not None else ""
    ceiling = f", enough for {snat.ceiling:,} nodes" if snat.ceiling is not None else ""
    per_node = f" with {bounds.MAX_DEFAULT_PORTS:,} ports each" if ceiling and snat.outbound != "loadBalancer" else ""
    yield f"{snat.outbound}: {addresses}{ports}{ceiling}{per_node} {facts_of(snat.facts)}"


def _unused(cluster: ClusterPlan) -> Iterator[str]:
    """What max_pods wastes, where another number would waste less; pools of which the same holds stand together."""
    pools: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in cluster.waste:
        if one.better:
            best = " or ".join(map(str, one.better))
            words = f"max_pods {one.pods} leaves {one.each:,} addresses of each node unused, {best} would leave least"
            pools.setdefault((words, one.facts), []).append(one.pool)
    for (words, facts), names in pools.items():
        yield f"{words} (pool {', '.join(names)}) {facts_of(facts)}"


def sentences_of_vnet(vnet: VnetPlan) -> Iterator[str]:
    """What is to be known of a VNet."""
    if vnet.limited and vnet.configured > scale.MAX_CONFIGURED:
        most = f"{scale.MAX_CONFIGURED:,} are the most, but with static blocks {facts_of(('IP-16',))}"
        yield f"VNet {vnet.name}: {vnet.configured:,} addresses in use, and {most}"


def notes_of_plan(plan: Plan) -> list[str]:
    """What is taken for granted, each note once, with the clusters that it is about where they are not all.

    What could not be read stands before it, since nothing of it is counted.
    """
    about: dict[Note, list[str]] = {}
    for cluster in plan.clusters:
        for note in cluster.notes:
            about.setdefault(note, []).append(cluster.name)
    return [*_unread(plan.unread), *(_note(note, names, len(plan.clusters)) for note, names in about.items())]


def _unread(problems: Sequence[Problem]) -> Iterator[str]:
    for one in problems[:MAX_SHOWN]:
        where = f"{one.place}: " if one.place is not None else ""
        yield f"what could not be read is not counted: {where}{one.message}"
    if len(problems) > MAX_SHOWN:
        yield f"what could not be read is not counted: {len(problems) - MAX_SHOWN:,} problems more"


def _note(note: Note, names: list[str], clusters: int) -> str:
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    whose = "" if len(names) == clusters else f"{', '.join(names[:5])}{more}: "
    return f"{whose}{note.text} {facts_of(note.facts)}".rstrip()
