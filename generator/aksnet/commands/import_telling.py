"""What `aksnet import` says beside the spec: what is to be filled in, what the spec cannot say, and the verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aksnet.commands.import_text import listed
from aksnet.errors import Place, printable
from aksnet.importing.apart import NAME, is_renamed
from aksnet.importing.imported import Given, Imported, Left, Open
from aksnet.spec.placeholders import placeholder

# What of a resource aksnet does not describe at all stands in one entry.
_REST = "*"


def told(members: Sequence[Imported]) -> Iterator[str]:
    """The lines that tell it, for people."""
    yield from _open(members)
    yield from _given(members)
    yield from _left(members)
    for one in filter(is_renamed, members):
        yield printable(f"called otherwise in the spec, as {_name(one)}: {one.remarks[NAME]}")
    if any(map(is_renamed, members)):
        yield "  hint: a spec for each folder keeps the names: aksnet import FOLDER -o FOLDER/aksnet.yaml"


def is_other(member: Imported) -> bool:
    """Whether a change to the spec would change something, or its cluster has another name there."""
    return is_renamed(member) or any(one.is_change for one in member.left)


def verdict(members: Sequence[Imported], unlike: int) -> str:
    """Whether the spec means the same, as far as it was proved; `unlike` clusters were read in two ways."""
    others = sum(map(is_other, members))
    if others:
        return f"it does not mean the same{f' for {others} of them' if len(members) > 1 else ''}: see above"
    given = ["what whoever deploys gives"] if any(one.given for one in members) else []
    if unlike:
        of = f" of {unlike} of them" if len(members) > 1 else " of it"
        return f"what was read{of} does not agree: see the notes above"
    count = sum(not _is_rest(one) for member in members for one in member.left)
    but = ["what is to be filled in"] if any(one.placeholders for one in members) else []
    but += [f"the {count} values above" if count > 1 else "the value above"] if count else []
    but += given
    return "verified: it means the same" + (f", but for {_all_of(but)}" if but else "")


def _open(members: Sequence[Imported]) -> Iterator[str]:
    """Each value that is to be filled in, once, with where it stands and why it is not known."""
    found: dict[str, list[tuple[str, Open]]] = defaultdict(list)
    for member in members:
        for one in member.placeholders:
            found[one.name].append((_name(member), one))
    if found:
        yield f"{_number(len(found), 'value')} to fill in, by --var-file or --parameters, or in the spec:"
    for name, several in found.items():
        whose, one = several[0]
        of = f" of {whose}" if len(members) > 1 and whose != placeholder(name) else ""
        more = f" and {_number(len(several) - 1, 'other place')}" if several[1:] else ""
        at = f"{'.'.join(map(str, one.path))}{of}{more}"
        yield printable(f"  {placeholder(name)}, {at}: {_at(one.place)}{one.reason}")


def _given(members: Sequence[Imported]) -> Iterator[str]:
    """What the specs leave to whoever deploys, each once, with whose it is."""
    whose: dict[Given, list[str]] = defaultdict(list)
    for member in members:
        for one in member.given:
            whose[one].append(_name(member))
    if whose:
        yield "whoever deploys gives:"
    for one, names in whose.items():
        of = f" of {listed(names)}" if len(members) > 1 else ""
        yield printable(f"  {one.name}{of}: {_at(one.place)}{one.reason}")


def _left(members: Sequence[Imported]) -> Iterator[str]:
    """What the spec does not say, by cluster; what several have in common is told once, with the first place."""
    whose: dict[tuple[str, str, str], list[tuple[str, Left]]] = defaultdict(list)
    for member in members:
        for one in member.left:
            whose[one.arm, one.value, one.why].append((_name(member), one))
    groups: dict[tuple[str, ...], list[Left]] = defaultdict(list)
    for several in whose.values():
        groups[tuple(name for name, _ in several)].append(several[0][1])
    for names, lefts in groups.items():
        yield printable(f"not in the spec of {listed(names)}:")
        for one in lefts:
            yield printable(f"  {_at(one.place)}{_said(one)}")


def _said(one: Left) -> str:
    lead = one.arm.removesuffix(_REST) if _is_rest(one) else f"{one.arm} "
    return f"{f'{lead}{one.value}'.rstrip()}: {one.why}"


def _is_rest(one: Left) -> bool:
    return one.arm.endswith(_REST)


def _name(member: Imported) -> str:
    return str(member.spec["name"])


def _at(place: Place | None) -> str:
    return f"{place}: " if place is not None else ""


def _all_of(items: Sequence[str]) -> str:
    """All items in words: a, b and c."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
