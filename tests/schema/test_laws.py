"""Schema and models say the same, for whatever spec: properties with hypothesis."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.errors import Problem
from schema_specs import VALIDATOR, changed, documents, places_in, problems_of

# What a schema cannot say, or what another layer of a spec may still put right; each with the words of the loader.
CLOSED = re.compile(
    "|".join(
        [
            # another layer, a flag, or `aksnet plan` may say it
            "network: is missing",
            "(network: plugin|outbound: type) is missing",
            r"hosted_system\.\w+: is missing",
            "the autoscaler needs both min and max",
            "a subnet needs either prefix or prefixes",
            "the VNet has no address_space",
            "'0' is no surge",
            "allocation is given, but pods get no addresses of a pod subnet",
            "a subnet is given, but the API server is not in the VNet",
            "hosted_system is only for sku automatic",
            # it compares values, or looks names up
            r"min \d+ is more than max",
            "two (pools|clusters) have the name",
            "have one name for Azure",
            "there is no (subnet|cluster) ",
            "no route table is made for it",
            "the subnets of an Automatic cluster are names",
            # yes and no are words of YAML, and texts in JSON
            "'(yes|no|on|off)' stands where true or false is due",
            # it is a text like any other where any text will do
            "is not filled in yet",
        ]
    ),
    re.IGNORECASE,
)


def _open(problems: list[Problem]) -> list[Problem]:
    return [one for one in problems if not CLOSED.search(one.message)]


@settings(max_examples=100)
@given(documents(faults=False))
def test_what_the_models_take_the_schema_takes(document: Any) -> None:
    if not problems_of(document):
        assert [one.message for one in VALIDATOR.iter_errors(document)] == []


@settings(max_examples=100)
@given(documents(faults=True))
def test_nearly_right_specs_are_judged_alike(document: Any) -> None:
    _judged_alike(document)


@settings(max_examples=200)
@given(changed())
def test_specs_with_one_change_are_judged_alike(document: Any) -> None:
    _judged_alike(document)


def _judged_alike(document: Any) -> None:
    problems = problems_of(document)
    right = VALIDATOR.is_valid(document)
    assert right or problems, [one.message for one in VALIDATOR.iter_errors(document)]
    assert not (right and _open(problems)), _open(problems)[0].message


@settings(max_examples=100)
@given(documents(faults=False), st.randoms(use_true_random=False))
def test_a_part_of_a_right_spec_is_right(document: Any, random: Any) -> None:
    """Another layer may have the rest: everything may be left out but the names of what lists have."""
    if problems_of(document):
        return
    for path in sorted(places_in(document), key=len, reverse=True):
        if path and isinstance(path[-1], str) and path[-1] not in ("name", "path") and random.random() < 0.2:
            node = document
            for key in path[:-1]:
                node = node[key]
            del node[path[-1]]
    if document.get("clusters", True):
        assert [one.message for one in VALIDATOR.iter_errors(document)] == []


@settings(max_examples=100)
@given(documents(faults=False))
def test_what_is_right_for_a_cluster_is_right_in_defaults(document: Any) -> None:
    if "clusters" not in document and not problems_of(document):
        cluster = {key: value for key, value in document.items() if key not in ("name", "outputs", "$schema")}
        assert VALIDATOR.is_valid({"defaults": cluster})
        assert VALIDATOR.is_valid({"defaults": cluster, "clusters": {"a": {}, "b": {}}})
        assert not problems_of({"defaults": cluster, "clusters": {"a": {}, "b": {}}})
