"""What fields mean: each field of each model has a text, each word of each choice, and no text is left over."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from aksnet.facts import retirements
from aksnet.facts.choices import ALIASES
from aksnet.modes import MODES
from aksnet.modes.cilium import Acns
from aksnet.schema.policy_schema import policy_schema
from aksnet.schema.shapes import keys_of, text_of
from aksnet.schema.spec_schema import spec_schema
from aksnet.schema.texts import TEXTS
from aksnet.spec.annotations import models_of, options_of
from aksnet.spec.features import Addons, ApiServer, InSubnet, Istio
from aksnet.spec.models import Cluster, HostedSystem, Pool, Subnet, Vnet
from aksnet.spec.outbound import OUTBOUND_TYPES
from aksnet.spec.output_entries import Output
from aksnet.spec.policy import ForbiddenRange, MinimumPrefixes, Policy, PolicyIgnore, SeverityOverride
from editors import Validator

MODELS: dict[str, type[BaseModel]] = {
    one.__name__: one
    for one in (
        *MODES.values(), *OUTBOUND_TYPES.values(), Acns, Addons, ApiServer, InSubnet, Istio, Cluster, HostedSystem, Pool, Subnet,
        Vnet, Output, Policy, MinimumPrefixes, ForbiddenRange, SeverityOverride, PolicyIgnore,
    )
}  # fmt: skip
FIELDS = [(model, field) for model in MODELS.values() for field in model.model_fields]
# The whole file, and the unions with what stands without their tags, are no models.
AROUND = ("Spec", "Network", "NetworkPart", "Outbound", "OutboundPart")


def _definitions() -> dict[str, Any]:
    policy = policy_schema()
    return {**spec_schema()["definitions"], **policy["definitions"], "Policy": policy}


def _used(model: type[BaseModel], field: str) -> str:
    return next(key for key in keys_of(model, field) if key in TEXTS)


@pytest.mark.parametrize("name", MODELS)
def test_every_mapping_has_a_title_and_a_text(name: str) -> None:
    assert TEXTS[name].title
    assert TEXTS[name].description


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=[f"{model.__name__}.{field}" for model, field in FIELDS])
def test_every_field_has_a_text(model: type[BaseModel], field: str) -> None:
    text = text_of(model, field)
    assert text.description.endswith((".", "}"))
    assert text.description[0].isupper()
    assert "  " not in text.description
    assert set(_words(model, field)) <= text.words.keys() or field in ("plugin", "type")


def _words(model: type[BaseModel], field: str) -> list[Any]:
    options = [one for option in options_of(model.model_fields[field].annotation) for one in _inner(option)]
    return [word for one in options if get_origin(one) is Literal for word in get_args(one)]


def _inner(option: Any) -> list[Any]:
    return options_of(get_args(option)[0]) if get_origin(option) is tuple else [option]


def test_no_text_is_left_over() -> None:
    used = {_used(model, field) for model, field in FIELDS}
    around = {key for key in TEXTS if key in AROUND or key.startswith("Spec.")}
    assert TEXTS.keys() - used - MODELS.keys() - around == set()


def test_no_meaning_of_a_word_is_left_over() -> None:
    there: dict[str, set[str]] = {}
    for model, field in FIELDS:
        there.setdefault(_used(model, field), set()).update(_words(model, field))
    for key, words in there.items():
        assert TEXTS[key].words.keys() <= words | {"cilium", "none", "calico", "azure"} | ALIASES.keys(), key


def test_every_model_below_a_cluster_has_a_definition() -> None:
    pending: list[type[BaseModel]] = [Cluster, Output, Policy]
    found: set[str] = set()
    while pending:
        model = pending.pop()
        found.add(model.__name__)
        for info in model.model_fields.values():
            for option in options_of(info.annotation):
                inner = (
                    [one for arg in get_args(option) for one in models_of(arg)]
                    if get_args(option)
                    else models_of(option)
                )
                pending += [one for one in inner if one.__name__ not in found]
    assert found == MODELS.keys()
    assert found == _definitions().keys() & found


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=[f"{model.__name__}.{field}" for model, field in FIELDS])
def test_examples_are_right(model: type[BaseModel], field: str) -> None:
    definitions = _definitions()
    below = {**definitions[model.__name__]["properties"][field], "definitions": definitions}
    for example in text_of(model, field).examples:
        assert Validator(below).is_valid(example), example


def test_what_retires_is_told_with_its_day() -> None:
    day = str(retirements.KUBENET)
    kubenet = spec_schema()["definitions"]["Kubenet"]
    assert day in kubenet["description"]
    assert kubenet["properties"]["plugin"]["deprecationMessage"] == f"kubenet retires on {day}: move to overlay"
