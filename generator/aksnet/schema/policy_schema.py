"""The JSON Schema (draft-07) of an organisation's policy, `.aksnet.yaml`."""

from __future__ import annotations

from aksnet.schema.heading import headed, written
from aksnet.schema.pieces import Schema
from aksnet.schema.shapes import definition, described
from aksnet.schema.texts import TEXTS
from aksnet.spec.policy import ForbiddenRange, MinimumPrefixes, Policy, PolicyIgnore, SeverityOverride
from aksnet.spec.schema_ids import KEY

_PARTS = (MinimumPrefixes, ForbiddenRange, SeverityOverride, PolicyIgnore)


def policy_schema() -> Schema:
    """The schema of a whole file."""
    policy = definition(Policy)
    named = described({"type": "string"}, TEXTS[f"Spec.{KEY}"])
    definitions = {one.__name__: definition(one) for one in _PARTS}
    whole = {**policy, "properties": {**policy["properties"], KEY: named}, "definitions": definitions}
    return headed("policy", whole)


def policy_schema_text() -> str:
    """The schema as it is written."""
    return written(policy_schema())
