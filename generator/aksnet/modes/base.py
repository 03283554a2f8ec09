"""What all CNI modes share: the service side of the network profile, and how a mode stands in a view."""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, NamedTuple, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Strict, model_validator
from pydantic_core import PydanticCustomError

from aksnet.addresses import address_of, network_of, nth_address
from aksnet.facts import service
from aksnet.view import Json


class Model(BaseModel):
    """A part of a spec: unknown keys are refused, values do not change, numbers are numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


def fault(message: str, *at: str | int, hint: str = "") -> PydanticCustomError:
    """An error of a model that concerns the field at `at`, counted from the model."""
    return PydanticCustomError("fault", "{message}", {"message": message, "at": at, "hint": hint})


class Matching(NamedTuple):
    """A check of a whole text against a pattern; the message says `what` it should have been."""

    pattern: str
    what: str

    def checked(self, text: str) -> str:
        """The text, where it matches."""
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"{text!r} is no {self.what}")
        return text


def matching(pattern: str, what: str) -> AfterValidator:
    """The annotation of a text that has to match a pattern as a whole."""
    return AfterValidator(Matching(pattern, what).checked)


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError("the text has a NUL character, which no shell and few files can carry")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("the text has half of a surrogate pair, which is no character") from None
    return text


def _word(text: str) -> str:
    if not _text(text).strip():
        raise ValueError("the text is empty")
    return text


def _cidr(text: str) -> str:
    try:
        network_of(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no address range: it {error}") from None
    return text


def _filled(value: tuple[object, ...]) -> tuple[object, ...]:
    if not value:
        raise ValueError("the list is empty: leave the key out, or fill it")
    return value


def _ipv4_cidr(text: str) -> str:
    if network_of(_cidr(text)).version != 4:
        raise ValueError(f"{text!r} is an IPv6 range where an IPv4 range is due")
    return text


def _ipv4_address(text: str) -> str:
    try:
        version = address_of(text).version
    except ValueError:
        raise ValueError(f"{text!r} is no IPv4 address") from None
    if version != 4:
        raise ValueError(f"{text!r} is an IPv6 address where an IPv4 address is due")
    return text


def _address_or_cidr(text: str) -> str:
    if "/" in text:
        return _cidr(text)
    try:
        address_of(text)
    except ValueError:
        raise ValueError(f"{text!r} is neither an address nor an address range") from None
    return text


Text = Annotated[str, AfterValidator(_text)]
Word = Annotated[str, AfterValidator(_word)]
Cidr = Annotated[str, AfterValidator(_cidr)]
AddressOrCidr = Annotated[str, AfterValidator(_address_or_cidr)]
Ipv4Cidr = Annotated[str, AfterValidator(_ipv4_cidr)]
Ipv4Address = Annotated[str, AfterValidator(_ipv4_address)]
Item = TypeVar("Item")
# a list in a file is a tuple here; its items stay strict
Many = Annotated[tuple[Item, ...], Strict(strict=False)]
Filled = Annotated[Many[Item], AfterValidator(_filled)]
Cidrs = Filled[Cidr]
# a whole number where a text is due that often is one
AS_TEXT = BeforeValidator(lambda value: str(value) if type(value) is int else value)


class Setting(NamedTuple):
    """One property of the network profile: its ARM path, and the field that gave it (None: the mode did)."""

    path: str
    data: Json
    field: str | None = None
    default: bool = False


class Mode(Model):
    """A CNI mode. Subclasses add their own fields and say what they are in ARM's terms.

    `service_cidr` is an IPv4 range in CIDR notation, `service_cidrs` one range per IP family, `dns_service_ip` an
    IPv4 address in the service range (its tenth where left out).
    """

    plugin: str
    ip_families: Many[Literal["IPv4", "IPv6"]] | None = None
    service_cidr: Ipv4Cidr | None = None
    service_cidrs: Cidrs | None = None
    dns_service_ip: Ipv4Address | None = None

    network_plugin: ClassVar[str] = "azure"

    @model_validator(mode="after")
    def _one_spelling(self) -> Self:
        for one in ("pod_cidr", "service_cidr"):
            if getattr(self, one, None) is not None and getattr(self, f"{one}s", None) is not None:
                raise fault(f"{one} and {one}s are both given", f"{one}s", hint="keep one of them")
        return self

    @property
    def address_management(self) -> str:
        """Where pod addresses come from: overlay, pod-subnet, node-subnet, byo or kubenet."""
        return self.plugin

    @property
    def data_plane(self) -> str | None:
        """What forwards packets: "azure" or "cilium"; None where the plugin has no such choice."""
        return "azure"

    @property
    def dual_stack(self) -> bool:
        """Whether the cluster has both IP families."""
        return self.ip_families is not None and len(self.ip_families) > 1

    def settings(self) -> Iterator[Setting]:
        """The mode as properties of the network profile, defaults included (fact MODE-16)."""
        yield Setting("networkPlugin", self.network_plugin)
        if self.address_management == "overlay":
            yield Setting("networkPluginMode", "overlay")
        if self.data_plane:
            yield Setting("networkDataplane", self.data_plane)
        policy: str | None = getattr(self, "network_policy", None)
        if policy is not None:
            yield Setting("networkPolicy", policy, "network_policy", self._defaulted("network_policy"))
        if self.ip_families is not None:
            yield Setting("ipFamilies", list(self.ip_families), "ip_families")
        yield from self._pod_ranges()
        yield from self._service_ranges()
        yield from self._features()

    def _defaulted(self, field: str) -> bool:
        return field not in self.model_fields_set

    def _features(self) -> Iterator[Setting]:
        """Further settings of one mode."""
        return iter(())

    def _pod_ranges(self) -> Iterator[Setting]:
        one: str | None = getattr(self, "pod_cidr", None)
        several: tuple[str, ...] | None = getattr(self, "pod_cidrs", None)
        if several is not None:
            yield Setting("podCidrs", list(several), "pod_cidrs")
        elif one is not None:
            yield Setting("podCidr", one, "pod_cidr")
        elif self.address_management in ("overlay", "kubenet") and self.dual_stack:
            yield Setting("podCidrs", [service.POD_CIDR, service.POD_CIDR_IPV6], "pod_cidrs", default=True)
        elif self.address_management in ("overlay", "kubenet"):
            yield Setting("podCidr", service.POD_CIDR, "pod_cidr", default=True)

    def _service_ranges(self) -> Iterator[Setting]:
        first = service.SERVICE_CIDR
        if self.service_cidrs is not None:
            first = self.service_cidrs[0]
            yield Setting("serviceCidrs", list(self.service_cidrs), "service_cidrs")
        elif self.service_cidr is not None:
            first = self.service_cidr
            yield Setting("serviceCidr", first, "service_cidr")
        elif self.dual_stack:
            yield Setting("serviceCidrs", [first, service.SERVICE_CIDR_IPV6], "service_cidrs", default=True)
        else:
            yield Setting("serviceCidr", first, "service_cidr", default=True)
        if self.dns_service_ip is not None:
            yield Setting("dnsServiceIP", self.dns_service_ip, "dns_service_ip")
        elif tenth := nth_address(network_of(first), service.DNS_ADDRESS):
            yield Setting("dnsServiceIP", str(tenth), "dns_service_ip", default=True)
