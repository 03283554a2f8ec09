"""Terraform's functions that hash a text, and those whose result differs with every run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import text
from aksnet.expressions.values import RefusedError, UndeterminedError, Val
from aksnet.view import Json

HASHES = Table()
_NAMESPACES = {
    "dns": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "url": "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
    "oid": "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
    "x500": "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
}
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")


def encoded(value: Json) -> bytes:
    """A text as UTF-8."""
    try:
        return text(value).encode()
    except UnicodeEncodeError:
        raise UndeterminedError("this text holds half a character") from None


def _hexadecimal(name: str) -> Callable[[Json], Json]:
    def call(value: Json) -> Json:
        return hashlib.new(name, encoded(value), usedforsecurity=False).hexdigest()

    return call


def _base64(name: str) -> Callable[[Json], Json]:
    def call(value: Json) -> Json:
        return base64.b64encode(hashlib.new(name, encoded(value), usedforsecurity=False).digest()).decode()

    return call


for _name in ("md5", "sha1", "sha256", "sha512"):
    HASHES.plain(_name)(_hexadecimal(_name))
for _name in ("sha256", "sha512"):
    HASHES.plain(f"base64{_name}")(_base64(_name))


@HASHES.plain("uuidv5")
def _uuidv5(namespace: Json, name: Json) -> Json:
    space = _NAMESPACES.get(text(namespace), text(namespace))
    if not _UUID.fullmatch(space):
        if len(space) in {32, 38, 45}:
            raise UndeterminedError(f"{space!r} may be a namespace that aksnet does not read")
        raise RefusedError(f"{space!r} is no namespace of a UUID")
    digest = bytearray(
        hashlib.sha1(bytes.fromhex(space.replace("-", "")) + encoded(name), usedforsecurity=False).digest()
    )
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    made = digest[:16].hex()
    return "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:]))


def _differing(name: str) -> Callable[..., Val]:
    def call(*_: Val) -> Val:
        raise UndeterminedError(f"{name}() differs with every run")

    return call


for _name in ("bcrypt", "uuid", "timestamp", "plantimestamp"):
    HASHES.lenient(_name)(_differing(_name))
