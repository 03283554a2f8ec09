"""Which edits are made at once: those of all fixes that do not get into each other's way."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from aksnet.errors import Place
from aksnet.expressions.source import Source
from aksnet.findings import Edit, Finding
from aksnet.fixing.editing import edit_of
from aksnet.fixing.languages import language_of
from aksnet.fixing.members import Member
from aksnet.fixing.writing import Language

Edits = Mapping[Finding, tuple[Edit, ...]]
_Span = tuple[int, int, str]


def edits_of(findings: Iterable[Finding], texts: Mapping[str, str]) -> Edits:
    """The edits of each finding that can be fixed now.

    The first of two that touch each other is made, and the other one waits for the next run; of two that want a
    different text in one place neither is made.
    """
    wanted = dict(_wanted(findings, texts))
    real = {edit.source: os.path.realpath(edit.source) for edit in wanted.values()}
    rivals: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for edit in wanted.values():
        rivals[(real[edit.source], edit.start, edit.end)].add(edit.text)
    chosen: dict[str, list[_Span]] = defaultdict(list)
    made: dict[Finding, tuple[Edit, ...]] = {}
    for finding, edit in wanted.items():
        agreed = len(rivals[(real[edit.source], edit.start, edit.end)]) == 1
        if agreed and _taken(edit, chosen[real[edit.source]]):
            made[finding] = (edit,)
    return made


def _taken(edit: Edit, chosen: list[_Span]) -> bool:
    """Put an edit among the chosen ones, which are sorted; false where it touches one of them that is not the same."""
    span = edit[1:]
    at = bisect_left(chosen, span)
    if span in chosen[at : at + 1]:
        return True
    if any(edit.start <= end and start <= edit.end for start, end, _ in chosen[max(0, at - 1) : at + 1]):
        return False
    chosen.insert(at, span)
    return True


def _wanted(findings: Iterable[Finding], texts: Mapping[str, str]) -> Iterator[tuple[Finding, Edit]]:
    files: dict[str, _File | None] = {}
    for finding in findings:
        if finding.fix is None:
            continue
        name = finding.fix.place.source
        if name not in files:
            files[name] = _file(name, texts)
        file = files[name]
        member = file.member(finding.fix.place) if file is not None else None
        edit = edit_of(finding.fix, file.source, member, file.language) if file and member else None
        if edit is not None:
            yield finding, edit


class _File:
    """A file with what its resources say, by place."""

    def __init__(self, source: Source, language: Language) -> None:
        self.source = source
        self.language = language
        self._members = {source.place(one.at): one for one in language.members(source)}

    def member(self, place: Place) -> Member | None:
        """What stands at a place."""
        return self._members.get(place)


def _file(name: str, texts: Mapping[str, str]) -> _File | None:
    language = language_of(name)
    return _File(Source(name, texts[name]), language) if language is not None and name in texts else None


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made, none of which touches another."""
    parts, at = [], 0
    for start, end, new in sorted({edit[1:] for edit in edits}):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])
