"""Names that are computed from texts, and those that differ with every deployment."""

from __future__ import annotations

from uuid import UUID, uuid5

from aksnet.expressions.arm_functions.arguments import encoded, text
from aksnet.expressions.functions import Table
from aksnet.expressions.values import UndeterminedError
from aksnet.view import Json

TABLE = Table()

_NAMESPACE = UUID("11fb06fb-712d-4ddd-98c7-e71bbd588830")
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_LENGTH = 13
_32, _64 = 2**32 - 1, 2**64 - 1
_FIRST, _SECOND = 0x239B961B, 0xAB0E9789


@TABLE.plain("guid")
def guid(first: Json, *rest: Json) -> Json:
    """The UUID (version 5) of the texts."""
    return str(uuid5(_NAMESPACE, encoded(_seed(first, rest)).decode()))


@TABLE.plain("uniquestring")
def unique_string(first: Json, *rest: Json) -> Json:
    """Thirteen letters and digits that stand for the texts."""
    number = murmur(encoded(_seed(first, rest)))
    letters = []
    for _ in range(_LENGTH):
        letters.append(_LETTERS[number >> 59])
        number = number << 5 & _64
    return "".join(letters)


def _seed(first: Json, rest: tuple[Json, ...]) -> str:
    return "-".join(text(part) for part in (first, *rest))


def murmur(data: bytes) -> int:
    """The 64-bit kin of MurmurHash3 (x86) that the service uses."""
    one = other = 0
    body = len(data) - len(data) % 8
    for at in range(0, body, 8):
        one ^= _mixed(data[at : at + 4], 15, _FIRST, _SECOND)
        one = (_rotated(one, 19) + other) * 5 + 0x561CCD1B & _32
        other ^= _mixed(data[at + 4 : at + 8], 17, _SECOND, _FIRST)
        other = (_rotated(other, 13) + one) * 5 + 0x0BCAA747 & _32
    one ^= _mixed(data[body : body + 4], 15, _FIRST, _SECOND)
    other ^= _mixed(data[body + 4 :], 17, _SECOND, _FIRST)
    one, other = one ^ len(data), other ^ len(data)
    one = one + other & _32
    other = other + one & _32
    one, other = _finished(one), _finished(other)
    one = one + other & _32
    return (other + one & _32) << 32 | one


def _mixed(part: bytes, by: int, before: int, behind: int) -> int:
    """Up to four bytes, spread over 32 bits; nothing is 0."""
    return _rotated(int.from_bytes(part, "little") * before & _32, by) * behind & _32


def _rotated(number: int, by: int) -> int:
    return (number << by | number >> 32 - by) & _32


def _finished(number: int) -> int:
    number = (number ^ number >> 16) * 0x85EBCA6B & _32
    number = (number ^ number >> 13) * 0xC2B2AE35 & _32
    return number ^ number >> 16


@TABLE.plain("newguid")
def new_guid() -> Json:
    """A random UUID."""
    raise UndeterminedError("newGuid() differs with every deployment")
