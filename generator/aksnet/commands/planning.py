"""What the options of `aksnet plan` mean: words into factors, sizes and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from aksnet.addresses import Network, has_host_bits, inside, network_of
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import ranges as known
from aksnet.facts import service
from aksnet.planning.allocation import Asked
from aksnet.planning.sizes import NO_SERVICES
from aksnet.spec.loading import STDIN

MOST = 1_000_000


def factor(text: str | None) -> Fraction:
    """How many times larger pools get: "3x", "1.5" or "150%"; once where nothing is asked."""
    if text is None:
        return Fraction(1)
    found = re.fullmatch(r"([0-9]{1,7}(?:\.[0-9]{1,6})?)(x|%)?", text.strip(), re.ASCII | re.IGNORECASE)
    number = Fraction(found[1]) / (100 if found[2] == "%" else 1) if found else Fraction(0)
    if not 0 < number <= MOST:
        raise UsageError(Problem(f"{text!r} is no factor", Place("--grow"), "for example 3x, 1.5x or 150%"))
    return number


def running(texts: Sequence[str], names: Sequence[str]) -> dict[str, int]:
    """The pods that nodes run, by the names of pools, or for all of them."""
    found = sizes(texts, "--pods-per-node", names, for_all=True)
    for number in found.values():
        if not 1 <= number <= service.MAX_MAX_PODS:
            message = f"{number} is no number of pods from 1 to {service.MAX_MAX_PODS}"
            raise UsageError(Problem(message, Place("--pods-per-node"), "a node takes no more"))
    return found


def sizes(texts: Sequence[str], flag: str, names: Sequence[str], *, for_all: bool) -> dict[str, int]:
    """Numbers by the names of pools, "pool=200"; where it is allowed, a number alone is for all of them."""
    found: dict[str, int] = {}
    for text in texts:
        name, _, number = text.rpartition("=") if "=" in text or not for_all else ("", "", text)
        if not re.fullmatch("[0-9]{1,9}", number, re.ASCII) or int(number) > MOST or (not name and not for_all):
            hint = f"for example {flag} {'30, or user=30' if for_all else 'user=200'}"
            raise UsageError(Problem(f"{text!r} is no number of a pool", Place(flag), hint))
        if name and name not in names:
            there = ", ".join(names[:8]) or "none"
            raise UsageError(Problem(f"there is no pool {name!r}", Place(flag), f"there is: {there}"))
        found[name] = int(number)
    return found


def percent(text: str) -> int:
    """A whole percentage from 1 to 100."""
    found = re.fullmatch("([0-9]{1,3})%?", text.strip(), re.ASCII)
    if found is None or not 1 <= int(found[1]) <= 100:
        raise UsageError(Problem(f"{text!r} is no percentage from 1 to 100", Place("--tight"), "for example 80"))
    return int(found[1])


def services_of(text: str) -> int:
    """A number of Services, no more than the largest service CIDR has addresses for: fact CIDR-20."""
    most = 2 ** (32 - service.MIN_SERVICE_PREFIX[4]) - NO_SERVICES
    if not re.fullmatch("[0-9]{1,9}", text, re.ASCII) or not 1 <= int(text) <= most:
        raise UsageError(Problem(f"{text!r} is no number from 1 to {most:,}", Place("--services")))
    return int(text)


def ranges(texts: Sequence[str], flag: str) -> tuple[Network, ...]:
    """IPv4 ranges in CIDR notation."""
    return tuple(_range(text.strip(), flag) for text in texts)


def _private(networks: tuple[Network, ...]) -> tuple[Network, ...]:
    """The ranges, where they are private: fact CIDR-04, Azure refuses others for Services."""
    for one in networks:
        if not any(inside(one, network_of(private)) for private in known.PRIVATE):
            hint = f"choose a part of {', '.join(known.PRIVATE)}"
            raise UsageError(Problem(f"{one} is not private, and Azure refuses it", Place("--service-range"), hint))
    return networks


def _range(text: str, flag: str) -> Network:
    try:
        network = network_of(text)
    except ValueError as error:
        hint = "for example 10.128.0.0/12"
        raise UsageError(Problem(f"{text!r} is no address range: it {error}", Place(flag), hint)) from None
    if network.version != 4:
        raise UsageError(Problem(f"{text!r} is an IPv6 range where an IPv4 range is due", Place(flag)))
    if has_host_bits(text):
        raise UsageError(Problem(f"{text!r} does not begin where its prefix does", Place(flag), f"write {network}"))
    return network


def asked(
    supernets: Sequence[str],
    pods: Sequence[str],
    services: Sequence[str],
    service_count: str | None,
    *,
    allocate: bool,
    write: bool,
    spec: str | None,
    laid_over: Sequence[str],
) -> Asked | None:
    """What new ranges are taken from; None where none are asked for. `laid_over` are the flags that change the spec."""
    for flag, given in (
        ("--write", write),
        ("--supernet", supernets),
        ("--pod-range", pods),
        ("--service-range", services),
        ("--services", service_count),
    ):
        if given and not allocate:
            raise UsageError(Problem("this only means something with --allocate", Place(flag), "add --allocate"))
    if write and spec in (None, STDIN):
        raise UsageError(Problem("there is no file to write into", Place("--write"), "name a spec, or leave it out"))
    if write and laid_over:
        hint = "write it into the spec first, or leave --write out"
        raise UsageError(Problem("what was chosen with it does not belong into the spec", Place(laid_over[0]), hint))
    if not allocate:
        return None
    number = services_of(service_count) if service_count is not None else Asked().service_count
    return Asked(
        supernets=ranges(supernets, "--supernet"),
        pods=ranges(pods, "--pod-range"),
        services=_private(ranges(services, "--service-range")),
        service_count=number,
    )
