"""What `aksnet import` says beside the spec: what is to be filled in, and what the spec cannot say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aksnet.commands.import_text import listed
from aksnet.errors import Place, printable
from aksnet.importing.imported import Imported, Left, Open
from aksnet.spec.placeholders import placeholder

_HINT = "  hint: give the values of variables with --var-file or --parameters, or write them into the spec"


def told(members: Sequence[Imported]) -> Iterator[str]:
    """The lines that tell it, for people."""
    yield from _open(members)
    yield from _left(members)


def _open(members: Sequence[Imported]) -> Iterator[str]:
    """Each value that is to be filled in, once, with where it stands and why it is not known."""
    found: dict[str, list[tuple[str, Open]]] = defaultdict(list)
    for member in members:
        for one in member.placeholders:
            found[one.name].append((_name(member), one))
    if found:
        yield f"{_number(len(found), 'value')} to fill in:"
    for name, several in found.items():
        whose, one = several[0]
        path = ".".join(map(str, one.path))
        more = f" and {_number(len(several) - 1, 'other place')}" if several[1:] else ""
        where = f" of {whose}" if len(members) > 1 else ""
        yield printable(f"  {placeholder(name)}, {path}{where}{more}: {_at(one.place)}{one.reason}")
    if found:
        yield _HINT


def _left(members: Sequence[Imported]) -> Iterator[str]:
    """What the spec does not say, by cluster; what several have in common is told once."""
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
            more = "" if len(names) == 1 else " (and so on)"
            yield printable(f"  {_at(one.place)}{one.arm}{f' {one.value}' if one.value else ''}: {one.why}{more}")


def _name(member: Imported) -> str:
    return str(member.spec["name"])


def _at(place: Place | None) -> str:
    return f"{place}: " if place is not None else ""


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
