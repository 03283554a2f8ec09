"""Terraform's functions that read and write JSON and CSV."""

from __future__ import annotations

import json
import re

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import composed, number_of, number_text, text
from aksnet.expressions.terraform_functions.types import STRING, Constraint, list_of
from aksnet.expressions.tree import MAX_DEPTH
from aksnet.expressions.values import MAX_ITEMS, RefusedError, UndeterminedError, Val, decided_by, plain
from aksnet.view import Json

DOCUMENTS = Table()
_HTML = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
# A field of CSV with what ends it.
_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|\Z)')


@DOCUMENTS.plain("jsonencode")
def _jsonencode(value: Json) -> Json:
    return json_text(value)


def json_text(value: Json) -> str:
    """Plain data as JSON, as Terraform writes it: compact, with sorted keys."""
    parts: list[str] = []
    _write(value, parts, 0)
    return "".join(parts)


def _write(value: Json, parts: list[str], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"this is nested deeper than {MAX_DEPTH} levels")
    if value is None or isinstance(value, bool):
        parts.append({None: "null", True: "true", False: "false"}[value])
    elif isinstance(value, int | float):
        parts.append(number_text(value))
    elif isinstance(value, str):
        parts.append(_string(value))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            parts.append("," if place else "[")
            _write(item, parts, depth + 1)
        parts.append("]" if value else "[]")
    else:
        for place, name in enumerate(sorted(value)):
            parts.append(("," if place else "{") + _string(name) + ":")
            _write(value[name], parts, depth + 1)
        parts.append("}" if value else "{}")


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_HTML)


@DOCUMENTS.plain("jsondecode")
def _jsondecode(value: Json) -> Json:
    given = text(value)
    try:
        found: Json = json.loads(
            given, parse_float=number_of, parse_int=number_of, parse_constant=_no_number, object_pairs_hook=_members
        )
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and given[error.pos] in "]}":
            raise UndeterminedError("this JSON has a bracket too many") from None
        raise RefusedError(f"this is no JSON: {error.msg.lower()}") from None
    except RecursionError:
        raise UndeterminedError("this JSON is nested too deep") from None
    return _composed(found, 0)


def _no_number(name: str) -> Json:
    raise RefusedError(f"this is no JSON: {name}")


def _members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise UndeterminedError("this JSON has two members of one name")
    return members


def _composed(value: Json, depth: int) -> Json:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"this JSON is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, str):
        if not value.isascii() and re.search("[\ud800-\udfff]", value):
            raise UndeterminedError("this JSON holds half a character")
        return composed(value)
    if isinstance(value, list):
        return [_composed(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {composed(name): _composed(item, depth + 1) for name, item in value.items()}
    return value


@DOCUMENTS.shaped("csvdecode")
def _csvdecode(value: Val) -> Val:
    records = _records(text(plain(value)))
    if not records:
        raise RefusedError("this CSV has no header")
    names = [composed(name) for name in records[0]]
    if len(set(names)) < len(names):
        raise RefusedError("two columns of this CSV have one name")
    origin, via = decided_by([value])
    rows: list[Val] = []
    for record in records[1:]:
        if len(record) != len(names):
            raise RefusedError("the lines of this CSV differ in their fields")
        cells = [Val(composed(cell), origin, None, via) for cell in record]
        rows.append(Val(dict(zip(names, cells, strict=True)), origin, None, via))
    return Val(list_of(rows, Constraint("object", members=dict.fromkeys(names, STRING))))


def _records(given: str) -> list[list[str]]:
    """The lines of CSV; empty lines are none."""
    body = given.replace("\r\n", "\n").removesuffix("\r")
    found: list[list[str]] = []
    record: list[str] = []
    at = count = 0
    while at < len(body) or record:
        match = _FIELD.match(body, at)
        if match is None:
            raise RefusedError("a quote stands in this CSV where none can be")
        at, count = match.end(), count + 1
        if count > MAX_ITEMS * 10:
            raise UndeterminedError(f"it has more than {MAX_ITEMS * 10:,} parts")
        blank = not record and match[3] != "," and match[2] == ""
        record.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        if match[3] != ",":
            found += [] if blank else [record]
            record = []
    return found
