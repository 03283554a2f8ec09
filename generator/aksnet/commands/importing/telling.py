"""What `aksnet import` says beside the spec: what is to be filled in, what the spec cannot say, and the verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aksnet.commands.importing.text import Origin, files_named, listed
from aksnet.errors import Place, printable
from aksnet.importing.imported import Given, Imported, Left, Open
from aksnet.spec.placeholders import placeholder

# What of a resource aksnet does not describe at all stands in one entry.
_REST = "*"
_AND = ", "


def told(members: Sequence[Imported]) -> Iterator[str]:
    """The lines that tell it, for people: what is called otherwise stands last, as there may be much of it."""
    yield from _open(members)
    yield from _given(members)
    yield from _left(members)
    renamed = [one for one in members if one.was is not None]
    if renamed:
        yield "called otherwise in the spec, as names in a fleet differ:"
        yield from (printable(f"  {one.was} is {_name(one)}") for one in renamed)
        yield "  hint: a spec for each folder keeps the names: aksnet import FOLDER -o FOLDER/aksnet.yaml"


def is_other(member: Imported) -> bool:
    """Whether a change to the spec would change something, or its cluster has another name there."""
    return member.was is not None or _is_changed(member)


def verdict(members: Sequence[Imported], origins: Sequence[Origin], unlike: int) -> str:
    """Whether the spec means the same, as far as it was proved; `unlike` clusters were read in two ways."""
    several = len(members) > 1
    renamed = sum(one.was is not None for one in members)
    called = f"{renamed} {'is' if renamed == 1 else 'are'} called otherwise" if renamed else ""
    changed = sum(map(_is_changed, members))
    if changed:
        text = f"{changed} mean{'s' if changed == 1 else ''} something else" if several else "it does not mean the same"
        return f"{', '.join(filter(None, (text, called)))}: see above"
    if unlike:
        of = f" of {unlike} of them" if several else " of it"
        text = f"what was read{of} does not agree: see the notes above"
    else:
        text = _verified(members, origins)
    return f"{text}; {called}: see above" if called else text


def _verified(members: Sequence[Imported], origins: Sequence[Origin]) -> str:
    """That it means the same, and what of the clusters is in the input only: generating from the spec loses it."""
    count = _count(members, is_outside=False)
    but = ["what is to be filled in"] if any(one.placeholders for one in members) else []
    but += [f"the {count} values above" if count > 1 else "the value above"] if count else []
    but += ["what whoever deploys gives"] if any(one.given for one in members) else []
    except_ = f", but for {_all_of(but)}" if but else ""
    outside = _count(members, is_outside=True)
    if not outside:
        return f"verified: it means the same{except_}"
    having = [
        origin for member, origin in zip(members, origins, strict=True) if any(one.is_outside for one in member.left)
    ]
    keep = "gen --emit cluster would leave it out"
    stays = f"in {files_named(having)}: keep it there, as {keep}"
    if any(one.is_answer for one in having):
        stays = f"where it is: {keep}"
    return f"verified: what the spec says means the same{except_}; what it does not say ({outside} above) stays {stays}"


def _count(members: Sequence[Imported], *, is_outside: bool) -> int:
    """How many values are told that are in the input only, or that are in the spec as well."""
    told_of = {
        (one.arm, one.value, one.why) for member in members for one in member.left if one.is_outside == is_outside
    }
    return sum(value.count(_AND) + 1 if arm.endswith(_REST) else 1 for arm, value, _ in told_of)


def _is_changed(member: Imported) -> bool:
    return any(one.is_change for one in member.left)


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
    """What the spec does not say, by cluster, then what it would change; what several have in common is told once."""
    whose: dict[tuple[str, str, str], list[tuple[str, Left]]] = defaultdict(list)
    for member in members:
        for one in member.left:
            whose[one.arm, one.value, one.why].append((_name(member), one))
    groups: dict[tuple[bool, tuple[str, ...]], list[Left]] = defaultdict(list)
    for several in whose.values():
        first = several[0][1]
        groups[first.is_change, tuple(name for name, _ in several)].append(first)
    for (is_change, names), lefts in sorted(groups.items(), key=lambda group: group[0][0]):
        yield printable(f"{'otherwise' if is_change else 'not'} in the spec of {listed(names)}:")
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
