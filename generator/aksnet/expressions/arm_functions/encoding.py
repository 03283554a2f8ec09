"""Texts in other forms: JSON, base64, data URIs and URIs."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import NoReturn
from urllib.parse import quote, unquote_to_bytes, urljoin

from aksnet.expressions.arm_functions.arguments import encoded, in_range, shown, text
from aksnet.expressions.functions import Table
from aksnet.expressions.tree import MAX_DEPTH
from aksnet.expressions.values import RefusedError, UndeterminedError
from aksnet.view import Json

TABLE = Table()

_BASE64 = re.compile("[A-Za-z0-9+/]*={0,2}")
_DATA_URI = re.compile("data:(?:[a-z]+/[a-z0-9.+-]+)?(?:;charset=utf-?8)?;base64,(.*)", re.IGNORECASE | re.DOTALL)
# URIs that .NET leaves as they are, and what is put behind them.
_BASE_URI = re.compile("https?://[a-z0-9-]+(?:[.][a-z0-9-]+)*(?:/[A-Za-z0-9._~-]+)*/?")
_RELATIVE_URI = re.compile("/?[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?")
_DOTS = re.compile("/[.]{1,2}(?:/|$)")


@TABLE.plain("json")
def from_json(data: Json) -> Json:
    """The value that a text says in JSON."""
    return _parsed(text(data))


def _parsed(written: str) -> Json:
    # the service reads more than JSON: a text that is none is not surely refused
    try:
        found: Json = json.loads(written, parse_int=_whole, parse_float=_fraction, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UndeterminedError(f"{shown(written)} is no plain JSON") from None
    _check(found, 0)
    return found


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise UndeterminedError("it is a number of more than 64 bits")
    return in_range(int(digits))


def _fraction(digits: str) -> float:
    found = float(digits)
    if found in {float("inf"), float("-inf")}:
        raise UndeterminedError(f"{shown(digits)} is too large a number")
    return found


def _no_number(name: str) -> NoReturn:
    raise UndeterminedError(f"{name} is no number")


def _check(data: Json, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"it is nested more than {MAX_DEPTH} deep")
    if isinstance(data, str):
        encoded(data)
    elif isinstance(data, dict):
        for key, item in data.items():
            encoded(key)
            _check(item, depth + 1)
    elif isinstance(data, list):
        for item in data:
            _check(item, depth + 1)


@TABLE.plain("base64")
def to_base64(data: Json) -> Json:
    """The text in base64."""
    return base64.b64encode(encoded(text(data, open_too=True))).decode()


@TABLE.plain("base64tostring")
def from_base64(data: Json) -> Json:
    """The text that is meant in base64."""
    return _decoded(text(data))


@TABLE.plain("base64tojson")
def json_from_base64(data: Json) -> Json:
    """The value that is meant in JSON in base64."""
    return _parsed(_decoded(text(data)))


def _decoded(data: str) -> str:
    if any(char.isspace() for char in data):
        raise UndeterminedError("it decodes base64 with white space")
    if not _BASE64.fullmatch(data):
        raise RefusedError(f"{shown(data)} is no base64")
    try:
        return base64.b64decode(data, validate=True).decode()
    except binascii.Error:
        raise RefusedError(f"{shown(data)} is no base64") from None
    except UnicodeDecodeError:
        raise UndeterminedError("what is decoded is no UTF-8") from None


@TABLE.plain("datauri")
def to_data_uri(data: Json) -> Json:
    """The text as a data URI."""
    if not isinstance(data, str):
        raise UndeterminedError(f"it makes a data URI of {shown(data)}")
    return f"data:text/plain;charset=utf-8;base64,{to_base64(data)}"


@TABLE.plain("datauritostring")
def from_data_uri(data: Json) -> Json:
    """The text that a data URI holds."""
    found = _DATA_URI.fullmatch(text(data))
    if found is None:
        raise UndeterminedError(f"{shown(data)} is no data URI in base64 and UTF-8")
    return _decoded(found[1])


@TABLE.plain("uri")
def uri(base: Json, relative: Json) -> Json:
    """A URI and what stands relative to it as one URI."""
    first, second = text(base), text(relative)
    if not _BASE_URI.fullmatch(first) or _DOTS.search(first) or not _RELATIVE_URI.fullmatch(second):
        raise UndeterminedError(f"it joins {shown(first)} and {shown(second)}")
    return urljoin(first, second)


@TABLE.plain("uricomponent")
def to_uri_component(data: Json) -> Json:
    """The text as it stands in a URI."""
    return quote(encoded(text(data, open_too=True)), safe="")


@TABLE.plain("uricomponenttostring")
def from_uri_component(data: Json) -> Json:
    """The text that stands in a URI."""
    try:
        return unquote_to_bytes(encoded(text(data))).decode()
    except UnicodeDecodeError:
        raise UndeterminedError("what is decoded is no UTF-8") from None


@TABLE.plain("parseuri")
def parse_uri(data: Json) -> Json:
    """The parts of a URI."""
    raise UndeterminedError("aksnet does not evaluate parseUri()")


@TABLE.plain("builduri")
def build_uri(data: Json) -> Json:
    """A URI of its parts."""
    raise UndeterminedError("aksnet does not evaluate buildUri()")
