"""What the models' other checks make of a schema: those that run before the types are looked at, and those of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from aksnet.facts.choices import ALIASES, SEVERITIES
from aksnet.modes.base import AS_TEXT, Cidrs
from aksnet.schema.patterns import CIDR
from aksnet.schema.pieces import Schema, nullable, patterned, with_words
from aksnet.spec.models import OR_NOTHING
from aksnet.spec.policy import BARE_RANGE, BARE_SEVERITY, BY_ALIAS, NOT_ONLY_EXCEPTIONS, OFF

_FILLED = get_args(Cidrs)[-1]


def _filled(schema: Schema) -> Schema:
    return {**schema, "minItems": 1}


def _as_text(schema: Schema) -> Schema:
    return {**schema, "type": ["string", "integer"]}


def _by_alias(schema: Schema) -> Schema:
    return with_words(schema, *ALIASES)


def _off(schema: Schema) -> Schema:
    """`off` is a text for an editor, and false in JSON."""
    return with_words(schema, False)


def _severity(schema: Schema) -> Schema:
    """A word stands for itself, but for off, which has to say why: it makes less of every rule."""
    return {"anyOf": [{"enum": [*SEVERITIES]}, schema]}


def _range(schema: Schema) -> Schema:
    return {"anyOf": [patterned({"type": "string"}, CIDR), schema]}


def _not_only_exceptions(schema: Schema) -> Schema:
    first = {"pattern": "^(?!!)", "patternErrorMessage": "an exception, and nothing before it names a file"}
    return {**schema, "allOf": [{"items": [first]}]}


# By the annotation of the models.
ADAPTED: dict[object, Callable[[Schema], Schema]] = {
    _FILLED: _filled,
    OR_NOTHING: nullable,
    AS_TEXT: _as_text,
    BY_ALIAS: _by_alias,
    OFF: _off,
    BARE_SEVERITY: _severity,
    BARE_RANGE: _range,
    NOT_ONLY_EXCEPTIONS: _not_only_exceptions,
}
