"""Terraform's functions of address ranges."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import integer, small, text
from aksnet.expressions.terraform_functions.sequences import texts
from aksnet.expressions.values import MAX_ITEMS, RefusedError, UndeterminedError, Val, plain
from aksnet.view import Json

ADDRESSES = Table()
_MAPPED = 0xFFFF << 32
_HEX_GROUPS = re.compile(r"[0-9a-fA-F:]{2,39}")
_OCTETS = re.compile(r"([0-9]{1,99})\.([0-9]{1,99})\.([0-9]{1,99})\.([0-9]{1,99})")


class _Network(NamedTuple):
    first: int
    length: int
    bits: int

    @property
    def last(self) -> int:
        return self.first | ((1 << (self.bits - self.length)) - 1)

    def __str__(self) -> str:
        return f"{_address(self.first, self.bits)}/{self.length}"


def _address(number: int, bits: int) -> str:
    if bits == 32:
        return str(ipaddress.IPv4Address(number))
    if number >> 32 == _MAPPED >> 32:
        raise UndeterminedError("an IPv4 address written as IPv6 is not computed with")
    return str(ipaddress.IPv6Address(number))


def _network(value: Json) -> _Network:
    """A range, with its host bits cleared; raises RefusedError where Terraform reads none."""
    given = text(value)
    address, slash, length = given.partition("/")
    found = _ipv4(address)
    bits = 32
    if found is None:
        found, bits = _ipv6(address), 128
    if found is None or not slash or not re.fullmatch(r"[0-9]{1,99}", length) or int(length) > bits:
        raise RefusedError(f"{given!r} is no CIDR range")
    return _masked(found, int(length), bits)


def _masked(number: int, length: int, bits: int) -> _Network:
    host = bits - length
    return _Network(number >> host << host, length, bits)


def _ipv4(address: str) -> int | None:
    """An IPv4 address; Terraform reads leading zeros as decimal."""
    match = _OCTETS.fullmatch(address)
    if match is None:
        return None
    found = 0
    for octet in map(int, match.groups()):
        if octet > 255:
            return None
        found = found << 8 | octet
    return found


def _ipv6(address: str) -> int | None:
    if ":" not in address:
        return None
    if not _HEX_GROUPS.fullmatch(address) or any(len(group) > 4 for group in address.split(":")):
        raise UndeterminedError(f"{address[:60]!r} is no plain IPv6 address")
    try:
        found = int(ipaddress.IPv6Address(address))
    except ValueError:
        return None
    if found >> 32 == _MAPPED >> 32:
        raise UndeterminedError("an IPv4 address written as IPv6 is not computed with")
    return found


@ADDRESSES.plain("cidrhost")
def _cidrhost(prefix: Json, host: Json) -> Json:
    number, network = integer(host), _network(prefix)
    size = 1 << (network.bits - network.length)
    place = number + size if number < 0 else number
    if not 0 <= place < size:
        raise RefusedError(f"{network} has no host {number}")
    return _address(network.first + place, network.bits)


@ADDRESSES.plain("cidrnetmask")
def _cidrnetmask(prefix: Json) -> Json:
    network = _network(prefix)
    if network.bits != 32:
        raise RefusedError("an IPv6 range has no netmask")
    return _address((1 << 32) - (1 << (32 - network.length)), 32)


@ADDRESSES.plain("cidrsubnet")
def _cidrsubnet(prefix: Json, newbits: Json, netnum: Json) -> Json:
    more, number, network = small(newbits), integer(netnum), _network(prefix)
    length = network.length + more
    if length > network.bits:
        raise RefusedError(f"{network} cannot be extended by {more} bits")
    if more < 0 or number < 0:
        raise UndeterminedError("a subnet with a negative number or length is not computed")
    if number >> more:
        raise RefusedError(f"{more} bits do not hold the number {number}")
    return str(_Network(network.first + (number << (network.bits - length)), length, network.bits))


@ADDRESSES.shaped("cidrsubnets")
def _cidrsubnets(prefix: Val, *newbits: Val) -> Val:
    if len(newbits) > MAX_ITEMS:
        raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
    network = _network(plain(prefix))
    found: list[str] = []
    before: int | None = None
    for more in map(small, map(plain, newbits)):
        length = network.length + more
        if not 1 <= more <= 32 or length > network.bits:
            raise RefusedError(f"{network} cannot be extended by {more} bits")
        if before is None and network.first == 0:
            # Terraform begins behind the range before this one, and there is none
            raise RefusedError(f"there is no range before {network}")
        start = network.first if before is None else (before >> (network.bits - length)) + 1 << (network.bits - length)
        subnet = _Network(start, length, network.bits)
        if subnet.last > network.last:
            raise RefusedError(f"{network} has no room for a further range of {length} bits")
        found.append(str(subnet))
        before = subnet.last
    return texts(found, prefix, *newbits)
