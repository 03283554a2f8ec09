"""What the models' checks of texts ask for, as patterns that editors understand.

A pattern is of ECMA 262 and means the same with and without its flag u; Python's `re` reads it alike. It may take more
than the check does, and never less.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, get_args

from pydantic import AfterValidator

from aksnet.modes.base import AddressOrCidr, Cidr, Ipv4Address, Ipv4Cidr, Matching, Text, Word
from aksnet.spec.ids import SUBNETS, id_pattern, id_shape
from aksnet.spec.models import Location, ResourceGroup
from aksnet.spec.policy import Glob

# What `str.strip` of Python takes away: a word has something else.
_BLANK = r"\x09-\x0d\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4 = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_GROUP = "[0-9A-Fa-f]{1,4}"


def _ipv6() -> str:
    """RFC 3986 has it so: `::` stands for one group at the least."""
    last = f"(?:{_GROUP}:{_GROUP}|{_IPV4})"
    short = [
        f"(?:(?:{_GROUP}:){{0,{before - 1}}}{_GROUP})?::(?:{_GROUP}:){{{5 - before}}}{last}" for before in range(1, 6)
    ]
    ends = [f"(?:(?:{_GROUP}:){{0,5}}{_GROUP})?::{_GROUP}", f"(?:(?:{_GROUP}:){{0,6}}{_GROUP})?::"]
    forms = [f"(?:{_GROUP}:){{6}}{last}", f"::(?:{_GROUP}:){{5}}{last}", *short, *ends]
    return f"(?:{'|'.join(forms)})"


_IPV6 = _ipv6()
_CIDR4 = f"{_IPV4}/(?:3[0-2]|[12]?[0-9])"
_CIDR6 = f"{_IPV6}/(?:12[0-8]|1[01][0-9]|[1-9]?[0-9])"
_WORD = rf"[\s\S]*[^{_BLANK}][\s\S]*"
# A letter or digit of any script, as far as a pattern can say it: nothing else of ASCII than names may have.
_NAMED = r"[^\x00-\x27*+,/:-@\[-^`{-\x7f]"
# What can be a number of YAML in an editor, and is text for aksnet: it reads no fractions.
BOOLEAN_WORDS = "yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"


class Pattern(NamedTuple):
    """A pattern of a whole text, and what is wrong where it does not match."""

    pattern: str
    message: str

    @property
    def whole(self) -> str:
        """The pattern with both ends."""
        return f"^(?:{self.pattern})$"


def _check_of(annotation: Any) -> Callable[..., object]:
    """The last check of an annotated text."""
    check: AfterValidator = get_args(annotation)[-1]
    return check.func


CIDR = Pattern(f"{_CIDR4}|{_CIDR6}", "no address range: an address and a prefix length, as 10.0.0.0/16")
# As .gitignore has it: no comment, and no `.` or `..` between slashes.
_GLOB = Pattern(
    rf"(?!#)(?!!?(?:[\s\S]*/)?\.\.?(?:/|$)){_WORD}",
    "names no file: a path starts from the policy's folder, without ./ and ../",
)
_PATTERNS = {
    _check_of(Cidr): CIDR,
    _check_of(Ipv4Cidr): Pattern(_CIDR4, "no IPv4 address range: four numbers and a prefix length, as 10.0.0.0/16"),
    _check_of(Ipv4Address): Pattern(_IPV4, "no IPv4 address: four numbers from 0 to 255, as 10.0.0.10"),
    _check_of(AddressOrCidr): Pattern(
        f"{_IPV4}|{_IPV6}|{_CIDR4}|{_CIDR6}",
        "neither an address nor an address range, as 203.0.113.7 or 203.0.113.0/24",
    ),
    _check_of(Location): Pattern("[a-z][a-z0-9]*", "no location: a region's short name is due, such as westeurope"),
    _check_of(Word): Pattern(_WORD, "the text is empty"),
    _check_of(Text): Pattern("", ""),
    _check_of(Glob): _GLOB,
}
# Of the patterns in the models those that mean something else in an editor.
_OTHERWISE = {_check_of(ResourceGroup).__self__.pattern: f"{_NAMED}{{0,89}}(?!\\.){_NAMED}"}  # type: ignore[attr-defined]
# Where a subnet is named: a name, which may be any text, or an id.
SUBNET = Pattern(
    rf"(?!/){_WORD}|{id_pattern(SUBNETS).pattern}",
    f"neither a name out of vnet.subnets nor an ARM id: {id_shape(SUBNETS)}",
)


def pattern_of(check: Callable[..., object]) -> Pattern | None:
    """The pattern of a check; None where it takes every text."""
    matching = getattr(check, "__self__", None)
    if isinstance(matching, Matching):
        return Pattern(_OTHERWISE.get(matching.pattern, matching.pattern), f"no {matching.what}")
    found = _PATTERNS[check]
    return found if found.pattern else None
