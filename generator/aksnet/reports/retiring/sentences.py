"""The words of the view of retirements, which the formats for people share."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.reports.migrations.words import called
from aksnet.reports.retiring.calendar import Calendar, Concerned, Row, Way
from aksnet.transitions.verdicts import Azure

COLUMNS = ("date", "days", "what retires", "clusters", "pools", "what comes after it")
# How many clusters with the same way are named; JSON and CSV have them all.
SHOWN = 20


def table_of(calendar: Calendar) -> Iterator[list[str]]:
    """A row for each thing that retires."""
    for row in calendar.rows:
        what, day, instead = row.retirement[:3]
        pools = f"{row.pools:,}" if row.pools else ""
        yield [str(day), days_of(row, calendar), what, f"{row.clusters:,}", pools, instead]


def days_of(row: Row, calendar: Calendar) -> str:
    """How far away the day is."""
    days = row.days(calendar.today)
    if days == 0:
        return "today"
    number = f"{abs(days):,} day{'s' if abs(days) != 1 else ''}"
    return f"{number} left" if days > 0 else f"past by {number}"


def lead_of(calendar: Calendar) -> str:
    """What the view is of; where there is nothing in it, this is all that there is to say."""
    fleet = counted(calendar.clusters, "cluster")
    within = f" within {counted(calendar.within, 'day')}" if calendar.within is not None else ""
    if calendar.rows:
        return f"what retires{within} of {fleet}, seen on {calendar.today}"
    return f"nothing retires{within} of {fleet}, seen on {calendar.today}"


def counted(number: int, what: str) -> str:
    """So many of something."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def who_of(some: list[Concerned]) -> str:
    """How many have the same way out."""
    clusters = counted(len({one.number for one in some}), "cluster")
    pools = sum(one.pool is not None for one in some)
    return f"{counted(pools, 'pool')} of {clusters}" if pools else clusters


def way_of(way: Way) -> str:
    """The way out in a sentence: both verdicts, or what to do."""
    if way.azure is None or way.provider is None:
        return way.hint or ""
    at_once = "in one change " if way.azure == Azure.STEPS else ""
    hangs = f"; what decides cannot be told: {', '.join(way.open)}" if way.open else ""
    why = f"; {way.unreachable}" if way.unreachable else ""
    return f"Azure {way.azure}; {at_once}{called(way.provider, way.version)}: {way.tool}{hangs}{why}"


def place_of(one: Concerned) -> str:
    """The cluster or the pool, and where that is said."""
    name = one.cluster if one.pool is None else f"{one.cluster}, pool {one.pool}"
    return f"{name} ({one.place})" if one.place is not None else name


def removed_of(row: Row, calendar: Calendar) -> str | None:
    """When node images are gone as well, and what that means."""
    removed = row.retirement.removed
    if removed is None:
        return None
    were = "were" if calendar.today > removed else "are"
    return f"its node images {were} removed on {removed}: after that pools cannot scale"


def command_of(row: Row) -> str | None:
    """What tells the way in full, with the commands of every step."""
    return f"aksnet migrate {row.goal} PATH" if row.goal is not None else None


def undecided_of(calendar: Calendar) -> Iterator[str]:
    """What cannot be told, and of how many clusters."""
    clusters = counted(len({one.number for one in calendar.undecided}), "cluster")
    if calendar.undecided:
        yield f"of {clusters} it cannot be told whether more retires:"
    for one in calendar.undecided[:SHOWN]:
        name = one.cluster if one.pool is None else f"{one.cluster}, pool {one.pool}"
        where = f" ({one.place})" if one.place is not None else ""
        yield f"  {name}: {one.path or 'all of it'}: {one.why}{where}"
    if len(calendar.undecided) > SHOWN:
        yield more(len(calendar.undecided))


def more(number: int) -> str:
    """That there are more than are shown."""
    return f"  and {number - SHOWN:,} more: --format json has all of them"
