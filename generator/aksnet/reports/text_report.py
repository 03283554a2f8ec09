"""The report for people: each finding with its line and a caret under what is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from aksnet.errors import Place, printable
from aksnet.findings import Finding, Severity
from aksnet.reports.report import Options, Report, merged, names_of

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD = "1"
# What marks a finding that --fix mends.
_FIXABLE = "[*]"
# How much of a long line is shown, and how much of that stands before the caret.
_WIDTH, _BEFORE = 100, 60


def render(report: Report, options: Options) -> str:
    """The findings one after the other, and a line that sums them up where that is asked for."""
    lines = _Lines(report.texts)
    several = len(report.clusters) > 1 or report.others
    found = merged(report.findings)
    blocks = [
        "\n".join(_block(finding, names_of(clusters), lines, options, several, fixable=finding in report.edits))
        for finding, clusters in found
    ]
    if not options.summed_up:
        return "\n".join(blocks)
    count = sum(finding in report.edits for finding, _ in found)
    fixable = [f"{_FIXABLE} {count:,} fixable with --fix"] if count else []
    return "\n".join([*blocks, _summed_up(report), *fixable]) + "\n"


class _Lines:
    """The lines of the files, each file split once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._split: dict[str, list[str]] = {}

    def at(self, place: Place) -> str | None:
        """The line of a place, where it has one."""
        if place.source not in self._split:
            self._split[place.source] = self._texts.get(place.source, "").split("\n")
        lines = self._split[place.source]
        return lines[place.line - 1] if place.line is not None and 0 < place.line <= len(lines) else None


def _block(
    finding: Finding, clusters: str, lines: _Lines, options: Options, several: bool, *, fixable: bool
) -> Iterator[str]:
    """One finding; among several clusters it says whose it is."""
    severity = _coloured(finding.severity.value, _COLOURS[finding.severity], options)
    rule = _coloured(f"{finding.rule} {finding.slug}", _BOLD, options)
    lead = f"{finding.place}: " if finding.place else ""
    cluster = f"{clusters}: " if clusters and (several or not finding.place) else ""
    mark = f" {_FIXABLE}" if fixable else ""
    yield printable(lead) + f"{severity} {rule}{mark}: " + printable(f"{cluster}{finding.text}")
    if finding.place is not None:
        yield from _excerpt(finding.place, lines)
    yield f"  hint: {printable(finding.hint)}"
    if finding.url is not None:
        yield f"  see: {finding.url}"
    yield ""


def _excerpt(place: Place, lines: _Lines) -> Iterator[str]:
    text = lines.at(place)
    if text is None or not text.strip():
        return
    column = place.column or len(text) - len(text.lstrip()) + 1
    start = max(0, column - 1 - _BEFORE) if len(text) > _WIDTH else 0
    number = str(place.line)
    yield f"  {number} | {printable(text[start : start + _WIDTH])}"
    yield f"  {' ' * len(number)} | {' ' * (column - 1 - start)}^"


def _coloured(text: str, code: str, options: Options) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if options.colour else text


def _summed_up(report: Report) -> str:
    counts = Counter(finding.severity for finding, _ in merged(report.findings))
    summary = report.summary
    nothing = "nothing found"
    if summary.unread:
        nothing = "nothing found in what was read" if summary.clusters else "nothing was checked"
    elif not (summary.clusters or summary.known or summary.unknown):  # pools may be judged without their cluster
        nothing = "nothing was checked: there is no cluster here"
    found = ", ".join(_number(counts[one], one.value) for one in Severity if counts[one]) or nothing
    ignored = f"; {_number(summary.ignored, 'finding')} ignored" if summary.ignored else ""
    before = f"; {_number(summary.baseline, 'finding')} in the baseline" if summary.baseline else ""
    looked_at = f"{_number(summary.clusters, 'cluster')} in {_number(summary.files, 'file')}"
    unknown = f"; {_number(summary.unknown, 'value')} not known: rules on them are silent" if summary.unknown else ""
    unread = f"; {_number(summary.unread, 'file')} not read as a whole" if summary.unread else ""
    return f"{found} ({looked_at}{ignored}{before}{unknown}{unread})"


def _number(count: int, what: str) -> str:
    plural = what if count == 1 or what == "info" else f"{what}s"
    return f"{count:,} {plural}"
