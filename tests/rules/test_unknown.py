"""What cannot be told is never a fault: in no sample does a value that becomes unknown make a rule speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import pytest

from aksnet.rules import Context, check
from aksnet.rules.base import Rule
from aksnet.rules.sampling import sample_of
from aksnet.view import ClusterView, Unknown, Value, Values, around
from judging import SAMPLED, views_of
from rendering import TODAY

UNKNOWN = Value(Unknown("an expression"))
# What may stand in a file behind an expression, though the sample says nothing of it.
OF_CLUSTERS = ("", "networkProfile", "networkProfile.networkPluginMode", "networkProfile.podCidr", "networkProfile.outboundType", "sku.name")  # fmt: skip
OF_POOLS = ("", "vnetSubnetID", "podSubnetID", "maxPods", "mode", "count", "maxCount", "enableAutoScaling")
SPECS = [rule for rule in SAMPLED if sample_of(rule.id).good.is_spec and not rule.id.startswith(("AKN6", "AKN7"))]


def _without(values: Values, more: tuple[str, ...]) -> Iterator[Mapping[str, Value]]:
    """The values with one of them unknown."""
    for path in (*values, *(one for one in more if one not in values)):
        yield {**values, path: UNKNOWN}


def _less_told(view: ClusterView) -> Iterator[ClusterView]:
    """The cluster with one value of it, or of a pool, unknown."""
    for values in _without(view.values, OF_CLUSTERS):
        yield view._replace(values=values)
    for number, pool in enumerate(view.pools):
        for values in _without(pool.values, OF_POOLS):
            changed = pool._replace(values=values)
            yield view._replace(pools=(*view.pools[:number], changed, *view.pools[number + 1 :]))


def _open_objects(path: str) -> Iterator[str]:
    """The objects around a path, of which an expression may make up any."""
    return islice(around(path), 1, None)


def _opened(values: Values) -> Iterator[Mapping[str, Value]]:
    """The values with one of them left out, and an object around it of which the rest cannot be told."""
    for path in values:
        rest = {one: value for one, value in values.items() if one != path}
        for outer in _open_objects(path):
            yield {**rest, outer: UNKNOWN}


def _laid_open(view: ClusterView) -> Iterator[ClusterView]:
    """The cluster with one value of it, or of a pool, hidden in an object that is spread into the one around it."""
    for values in _opened(view.values):
        yield view._replace(values=values)
    for number, pool in enumerate(view.pools):
        for values in _opened(pool.values):
            changed = pool._replace(values=values)
            yield view._replace(pools=(*view.pools[:number], changed, *view.pools[number + 1 :]))


def _found(view: ClusterView) -> set[str]:
    judged = check([view], Context(TODAY))
    assert judged.failures == ()
    return {finding.rule for finding in judged.findings}


@pytest.mark.parametrize("rule", SPECS, ids=lambda rule: rule.id)
def test_a_value_that_cannot_be_told_makes_no_rule_speak(rule: Rule) -> None:
    for view in views_of(sample_of(rule.id).good.text):
        before = _found(view)
        for one in _less_told(view):
            assert _found(one) <= before


@pytest.mark.parametrize("rule", SPECS, ids=lambda rule: rule.id)
def test_a_value_that_may_come_out_of_a_spread_is_not_taken_for_absent(rule: Rule) -> None:
    for view in views_of(sample_of(rule.id).good.text):
        before = _found(view)
        for one in _laid_open(view):
            assert _found(one) <= before
