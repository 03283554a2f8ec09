"""Address ranges: their subnets, their hosts and their parts."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aksnet.expressions.arm_functions.arguments import shown, text, whole_number
from aksnet.expressions.functions import Table
from aksnet.expressions.values import RefusedError, UndeterminedError
from aksnet.view import Json

TABLE = Table()

_RANGE = re.compile("([0-9.]{7,15}|[0-9A-Fa-f:]{2,39})/(0|[1-9][0-9]{0,2})")
_QUAD = re.compile("[1-9]?[0-9]{1,5}(?:[.](?:0|[1-9][0-9]{0,5})){3}(?:/.*)?")
# The classes of addresses from before there were masks: below which first number, and the mask.
_CLASSES = ((128, 8), (192, 16), (224, 24))


@TABLE.plain("cidrsubnet")
def cidr_subnet(network: Json, length: Json, index: Json) -> Json:
    """The subnet of a number among those of a range that have one length."""
    outer, size, number = _network(text(network)), whole_number(length), whole_number(index)
    if not outer.prefixlen <= size <= outer.max_prefixlen:
        raise RefusedError(f"{network} has no subnets /{size}")
    if not 0 <= number < 2 ** (size - outer.prefixlen):
        raise RefusedError(f"{network} has no subnet /{size} of the number {number}")
    first = int(outer.network_address) + (number << (outer.max_prefixlen - size))
    return f"{_address(outer, first)}/{size}"


@TABLE.plain("cidrhost")
def cidr_host(network: Json, index: Json) -> Json:
    """The address behind so many usable ones of a range: 0 is the first behind the address of the range."""
    written, number = text(network), whole_number(index)
    outer = _network(written)
    if ip_address(written.partition("/")[0]) != outer.network_address:
        raise UndeterminedError(f"it takes a host of {written}, which is no start of a range")
    if number < -1:
        raise UndeterminedError(f"it takes the host {number} of a range")
    spare = outer.max_prefixlen - outer.prefixlen
    if spare < 2:
        raise RefusedError(f"{written} has no host of a number")
    last = 2**spare - 1
    if number + 1 > last or (number + 1 == last and outer.version == 4):
        raise RefusedError(f"{written} has no host {number}")
    if number + 1 == last:
        raise UndeterminedError(f"whether the last address of {written} is a host is not known")
    return _address(outer, int(outer.network_address) + number + 1)


@TABLE.plain("parsecidr")
def parse_cidr(network: Json) -> Json:
    """The parts of a range."""
    written = text(network)
    outer = _network(written if "/" in written else _with_class(written))
    first, last = int(outer.network_address), int(outer.broadcast_address)
    found: dict[str, Json] = {"network": _address(outer, first), "netmask": str(outer.netmask)}
    if outer.version == 4:
        if last - first < 2:
            raise UndeterminedError(f"which addresses of {written} are usable is not known")
        found["broadcast"] = _address(outer, last)
        first, last = first + 1, last - 1
    found["firstUsable"] = _address(outer, first)
    found["lastUsable"] = _address(outer, last)
    found["cidr"] = outer.prefixlen
    return found


def _with_class(written: str) -> str:
    """An address without a mask has that of its class."""
    try:
        first = int(IPv4Address(written)) >> 24
    except ValueError:
        return written
    mask = next((mask for below, mask in _CLASSES if first < below), None)
    return written if mask is None else f"{written}/{mask}"


def _network(written: str) -> IPv4Network | IPv6Network:
    """The range that a text says; how the service reads what is not plainly a range is not known."""
    found = _RANGE.fullmatch(written)
    try:
        address = ip_address(found[1]) if found else None
    except ValueError:
        address = None
    if address is None or found is None:
        if not any(char in ".:" or char.isdigit() for char in written) or _too_large(written):
            raise RefusedError(f"{shown(written)} is no address range")
        raise UndeterminedError(f"how {shown(written)} is read as an address range is not known")
    if int(found[2]) > address.max_prefixlen:
        raise RefusedError(f"{shown(written)} has more than {address.max_prefixlen} bits of prefix")
    return ip_network(f"{address}/{found[2]}", strict=False)


def _too_large(written: str) -> bool:
    if not _QUAD.fullmatch(written):
        return False
    return any(int(number) > 255 for number in written.partition("/")[0].split("."))


def _address(outer: IPv4Network | IPv6Network, number: int) -> str:
    if outer.version == 4:
        return str(IPv4Address(number))
    # .NET writes these with numbers of IPv4 at their end
    if 0xFFFF < number < 2**48 or number >> 32 & 0xFDFFFFFF == 0x5EFE:
        raise UndeterminedError("it is an IPv6 address that the service writes in its own way")
    return str(IPv6Address(number))
