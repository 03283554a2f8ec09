"""6xx: what specs and comments say to leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, Rule, rule
from aksnet.view import ClusterView, Ignore

# How many ignores of one cluster get a suggestion: looking for one takes its time.
_HINTS = 3


@rule(
    "AKN601",
    "unused-ignore",
    "take the ignore out",
    answer="Nothing happens at the service; the next finding of that rule would be left out without anybody's intent.",
    severity=Severity.WARNING,
)
def unused_ignore(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An ignore names a rule that finds nothing, here or in any other cluster that has it from the same defaults.

    What was ignored is mended, or never was there. An ignore that stays behind hides the next case, which its reason
    was not written for. Of a rule that did not run (one left out on the command line, or one about a target where
    nothing is generated) it is not known whether it would find something, so that its ignore is no fault; nor is one in
    a file that was not read or judged as a whole, or where the rule asks for a value that cannot be told. In a file in
    which no cluster has anything no ignore is told either: what it is for may be switched off by a variable.

    An ignore in a comment holds for the line that it stands in, or for the next one where it stands alone in its line;
    not for what stands below an empty line, nor for all of the block that the next line opens. `ignore-file` holds for
    all of the file. Where no cluster has anything in a file, nothing is said of its ignores.
    """
    of_use = context.used | context.undecided
    for ignore in cluster.ignores:
        one = context.known.get(ignore.rule)
        if one is not None and one.ignorable and one.id in context.ran and ignore not in of_use:
            of_line = ignore.about is not None and ignore.about.line is not None
            where = "in its line" if of_line else "here"
            hint = _moved(ignore, one, context) if of_line else None
            yield Hit(f"{one.id} is ignored, and finds nothing {where}", ignore.place, hint=hint)


def _moved(ignore: Ignore, one: Rule, context: Context) -> str | None:
    """Where the ignore belongs: the nearest line in which its rule finds something, rather below than above."""
    place = ignore.place
    at = place.line if place is not None and place.line is not None else 0
    lines = context.lines.get((one.id, place.source), frozenset()) if place is not None else frozenset()
    if not lines:
        return None
    line = min(lines, key=lambda number: (number < at, abs(number - at)))
    return f"{one.id} finds something in line {line}: put the ignore in that line, or alone right above it"


@rule(
    "AKN602",
    "ignore-without-rule",
    "write the id or the slug of a rule: aksnet rules lists them",
    answer="The ignore has no effect.",
)
def ignore_without_rule(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An ignore names no rule, or one that cannot be ignored.

    A rule on what a target cannot express is not to be ignored: the setting would be dropped without a word. Nor are
    the rules on ignores themselves, and an organisation's policy is changed in its own file.
    """
    named = [ignore for ignore in cluster.ignores if ignore.fault is None]
    for number, ignore in enumerate(named):
        one = context.known.get(ignore.rule)
        if one is None:
            hint = _near(ignore.rule, context.known) if number < _HINTS else None
            yield Hit(f"{ignore.rule!r} is no rule", ignore.place, hint=hint)
        elif not one.ignorable:
            yield Hit(f"{one.id} cannot be ignored", ignore.place, hint="change what it finds, and take the ignore out")


@rule(
    "AKN604",
    "ignore-without-reason",
    "write behind the brackets why: aksnet: ignore[AKN401] moves in spring",
    answer="The ignore holds, and nobody knows when it may go.",
)
def ignore_without_reason(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An ignore says why.

    Whoever meets it later has to know whether it still holds. A spec demands the reason, and so does a comment: the
    words behind the brackets.
    """
    told: set[int | None] = set()
    for ignore in cluster.ignores:
        one = context.known.get(ignore.rule)
        line = ignore.place.line if ignore.place is not None else None
        if one is not None and one.ignorable and not ignore.reason and line not in told:
            told.add(line)
            yield Hit(f"{one.id} is ignored without a reason", ignore.place)


@rule(
    "AKN605",
    "malformed-ignore",
    "write aksnet: ignore[AKN401] and the reason, in a comment of one line",
    answer="The comment has no effect.",
)
def malformed_ignore(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A comment that begins like an ignore is one.

    It names the rules in square brackets, several with commas, and the reason behind them: `aksnet: ignore[AKN401]
    moves in spring` for the line that it stands in or above, `aksnet: ignore-file[AKN401] moves in spring` for all of
    its file.
    """
    for ignore in cluster.ignores:
        if ignore.fault is not None:
            yield Hit(ignore.fault, ignore.place)


def _near(word: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    words = {one.lower(): one for one in known}
    # ids that differ by a digit are near each other, and mean nothing alike
    near = get_close_matches(word.lower(), words, n=1, cutoff=1.0 if word.lower().startswith("akn") else 0.6)
    return f"did you mean {words[near[0]]}?" if near else None


RULES: tuple[Rule, ...] = (unused_ignore, ignore_without_rule, ignore_without_reason, malformed_ignore)
