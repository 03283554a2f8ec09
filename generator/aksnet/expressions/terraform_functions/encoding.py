"""Terraform's functions that write a text in another encoding, and read it again."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import quote_plus

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import composed, text
from aksnet.expressions.terraform_functions.hashes import encoded
from aksnet.expressions.values import RefusedError, UndeterminedError, Val
from aksnet.view import Json

ENCODING = Table()
# Names of encodings, as Terraform takes them, and Python's names of those that both write alike.
_ENCODINGS = {"utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "iso-8859-1": "latin-1"}


@ENCODING.plain("base64encode")
def _base64encode(value: Json) -> Json:
    return base64.b64encode(encoded(value)).decode()


@ENCODING.plain("base64decode")
def _base64decode(value: Json) -> Json:
    try:
        return composed(_bytes(value).decode())
    except UnicodeDecodeError:
        raise RefusedError("this is no text in base64") from None


def _bytes(value: Json) -> bytes:
    try:
        return base64.b64decode(text(value).replace("\r", "").replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        raise RefusedError("this is no base64") from None


def _encoding(name: Json) -> str:
    found = _ENCODINGS.get(text(name).lower())
    if found is None:
        raise UndeterminedError(f"aksnet does not know the encoding {text(name)!r}")
    return found


@ENCODING.plain("textencodebase64")
def _textencodebase64(value: Json, encoding: Json) -> Json:
    try:
        return base64.b64encode(encoded(value).decode().encode(_encoding(encoding))).decode()
    except UnicodeEncodeError:
        raise RefusedError(f"this text has characters that {text(encoding)} does not have") from None


@ENCODING.plain("textdecodebase64")
def _textdecodebase64(value: Json, encoding: Json) -> Json:
    raw = _bytes(value)
    try:
        found = raw.decode(_encoding(encoding))
    except UnicodeDecodeError:
        raise RefusedError(f"this is no text in {text(encoding)}") from None
    if "\ufffd" in found:
        raise RefusedError(f"this is no text in {text(encoding)}")
    return composed(found)


@ENCODING.plain("urlencode")
def _urlencode(value: Json) -> Json:
    return quote_plus(encoded(value), safe="")


@ENCODING.lenient("base64gzip", "rsadecrypt", "yamlencode")
def _not_computed(*_: Val) -> Val:
    raise UndeterminedError("aksnet does not compute this function")


@ENCODING.lenient(
    "provider::terraform::encode_tfvars", "provider::terraform::decode_tfvars", "provider::terraform::encode_expr"
)
def _of_provider(*_: Val) -> Val:
    raise UndeterminedError("a function of a provider is not computed")
