"""A plan as JSON; `docs/plan.schema.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable

from aksnet.errors import Problem
from aksnet.planning.balance import Balance, Share
from aksnet.planning.explaining import Formula, formulas_of, formulas_of_cluster, formulas_of_vnet
from aksnet.planning.plan import ClusterPlan, Plan, VnetPlan
from aksnet.planning.snat import Snat
from aksnet.reports.json_text import json_text
from aksnet.reports.plans import PlanOptions
from aksnet.reports.plans.rows import Row, rows_of


def render(plan: Plan, options: PlanOptions) -> str:
    """One document with the ranges, the clusters and the VNets; the formulas always stand in it."""
    document = {
        "version": 1,
        "fits": plan.fits,
        "tight": plan.tight,
        "ranges": [_range(balance, row) for balance, row in zip(plan.ranges, rows_of(plan), strict=True)],
        "clusters": [_cluster(cluster) for cluster in plan.clusters],
        "vnets": [_vnet(vnet) for vnet in plan.vnets],
        "chosen": [{"cluster": one.cluster, "path": list(one.path), "value": one.value} for one in options.chosen],
        "unread": [_problem(one) for one in plan.unread],
    }
    return json_text(document)


def _problem(problem: Problem) -> dict[str, object]:
    where = zip(("file", "line", "column"), problem.place or (None, None, None), strict=True)
    return {"message": problem.message, "hint": problem.hint, **dict(where)}


def _range(balance: Balance, row: Row) -> dict[str, object]:
    figures = {key: value for key, value in row._asdict().items() if key not in ("cluster", "range")}
    return {
        "clusters": list(balance.clusters),
        "ranges": list(balance.texts),
        **figures,
        "size": balance.size,
        "reserved": balance.reserved,
        "implied": balance.implied,
        "unknown": balance.unknown,
        "pools": [_share(share) for share in balance.shares],
        "other": [{"what": one.words, "addresses": one.addresses} for one in balance.others],
        "formulas": _formulas(formulas_of(balance)),
    }


def _share(share: Share) -> dict[str, object]:
    return {
        "cluster": share.cluster,
        "pool": share.pool,
        "nodes_now": share.now,
        "nodes_most": share.nodes,
        "nodes_added": share.added,
        "max_pods": share.pods,
        "addresses_per_node": share.take.full,
        "addresses_per_new_node": share.take.least,
    }


def _formulas(formulas: Iterable[Formula]) -> list[dict[str, object]]:
    return [{"what": one.what, "formula": one.words, "facts": list(one.facts)} for one in formulas]


def _cluster(cluster: ClusterPlan) -> dict[str, object]:
    binding = cluster.binding
    return {
        "name": cluster.name,
        "mode": cluster.mode,
        "nodes_now": cluster.now,
        "nodes_most": cluster.nodes,
        "nodes_added": cluster.surge,
        "pods": cluster.pods,
        "binds_first": {"what": binding.words, "nodes": binding.nodes} if binding is not None else None,
        "pools": [{"name": one.pool, "most_nodes": one.nodes, "stopped_by": one.stopped_by} for one in cluster.growth],
        "ceilings": [
            {"what": one.words, "most": one.most, "has": one.has, "facts": list(one.facts)} for one in cluster.ceilings
        ],
        "snat": _snat(cluster.snat) if cluster.snat is not None else None,
        "unused": [
            {
                "pool": one.pool,
                "range": one.range,
                "each_node": one.each,
                "all_nodes": one.total,
                "max_pods": one.pods,
                "better_max_pods": list(one.better),
            }
            for one in cluster.waste
        ],
        "formulas": _formulas(formulas_of_cluster(cluster)),
        "notes": [{"text": note.text, "facts": list(note.facts)} for note in cluster.notes],
    }


def _snat(snat: Snat) -> dict[str, object]:
    return {
        "outbound_type": snat.outbound,
        "addresses": snat.addresses.number if snat.addresses is not None else None,
        "ports_per_node": snat.ports,
        "most_nodes": snat.ceiling,
    }


def _vnet(vnet: VnetPlan) -> dict[str, object]:
    return {
        "name": vnet.name,
        "clusters": list(vnet.clusters),
        "address_space": list(vnet.space),
        "subnets": list(vnet.subnets),
        "addresses_in_use": vnet.configured,
        "formulas": _formulas(formulas_of_vnet(vnet)),
    }
