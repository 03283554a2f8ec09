"""What the pictures say in words: verdicts with their sign, a range in a sentence, a VNet in a line."""

from __future__ import annotations

from collections import Counter

from aksnet.addresses import overlap
from aksnet.planning.balance import Balance, Verdict
from aksnet.planning.plan import ClusterPlan, Plan
from aksnet.reports.plans.pictures.sections import Entry, Section, four

HOW_TO_READ = (
    "On a map every block has its true place and size: each step of a prefix halves the longer side, so addresses go "
    "from left to right and from top to bottom. Colours show what an upgrade of everything takes at the most, "
    "bars are at scales of their own. ✓ fits, ! tight, ✗ does not fit, ? open: a size or a need is "
    "not known, – not used: nothing in the spec is in it."
)
SIGNS = {Verdict.FITS: "✓", Verdict.TIGHT: "!", Verdict.DOES_NOT_FIT: "✗", Verdict.OPEN: "?", Verdict.UNUSED: "–"}


_SUMMED_UP = {**{verdict: str(verdict) for verdict in Verdict}, Verdict.FITS: "fit", Verdict.DOES_NOT_FIT: "too small"}


def count(number: int, one: str, many: str = "") -> str:
    """So many things."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def verdict_of(plan: Plan, balance: Balance) -> str:
    """The verdict with its sign."""
    verdict = plan.verdict(balance)
    return f"{SIGNS[verdict]} {verdict}"


def summary(plan: Plan) -> str:
    """The plan in one line."""
    found = Counter(plan.verdict(one) for one in plan.ranges)
    told = ", ".join(f"{found[verdict]:,} {words}" for verdict, words in _SUMMED_UP.items() if found[verdict])
    parts = [count(len(plan.clusters), "cluster"), count(len(plan.vnets), "VNet"), count(len(plan.ranges), "range")]
    passed = [f"{one.name} passes a ceiling" for one in plan.clusters if not all(each.holds for each in one.ceilings)]
    return "; ".join([f"{', '.join(parts)}: {told}" if told else ", ".join(parts), *passed])


def heading_of(section: Section) -> str:
    """The title of a section."""
    return f"VNet {section.vnet.name}" if section.vnet is not None else "Ranges without a VNet in this plan"


def space_of(section: Section) -> str:
    """How large a VNet is, and what of it is given to subnets."""
    if section.vnet is None:
        return "AKS's own subnets, and subnets that are there already: how large those are is not in the spec"
    ranges = ", ".join(section.vnet.space) or "no address space"
    if not section.space:
        return f"{ranges}: no IPv4 range, so nothing is counted and there is no map"
    given, size = section.given, section.size
    spoken = f"{size:,} addresses, {given:,} given to subnets, {max(size - given, 0):,} free"
    six = len(section.vnet.space) > len(section.space)
    return f"{ranges}: {spoken}{' (IPv4 counts, IPv6 is not drawn)' if six else ''}"


def name_of(balance: Balance) -> str:
    """A range by the name that people know."""
    return balance.name if balance.subnet else f"{balance.kind} of {', '.join(balance.clusters)}"


def kind_of(balance: Balance) -> str:
    """What a range is for."""
    return f"{balance.kind}, by default" if balance.implied else str(balance.kind)


def prefixes_of(balance: Balance) -> str:
    """The ranges as they are written."""
    return ", ".join(balance.texts) or "range not known"


def need_of(balance: Balance) -> str:
    """What is taken of what there is, in figures."""
    if balance.unknown is not None:
        return balance.unknown
    if balance.room is None:
        return f"needs {count(balance.needed, 'address', 'addresses')}"
    return f"{balance.upgrade:,} of {balance.room:,}"


def figures_of(balance: Balance) -> str:
    """What is taken of what there is, where there is no room for a reason why that is not known."""
    if balance.unknown is None:
        return need_of(balance)
    return "" if balance.room is None else f"has {balance.room:,}"


def left_of(balance: Balance) -> str:
    """What is left of a range, or what would do."""
    if balance.unknown is not None:
        return figures_of(balance)
    prefix = balance.prefix_needed
    would_do = f"a /{prefix} would do" if prefix is not None else "no range is as large"
    if balance.spare is None:
        return would_do
    if balance.spare >= 0:
        return f"{balance.spare:,} left"
    # nodes that are made with few addresses ask for more as they run more pods
    later = " for all pods" if balance.least < balance.upgrade and balance.least <= (balance.room or 0) else ""
    return f"{-balance.spare:,} too few{later}, {would_do}"


def clash_of(section: Section, entry: Entry) -> str:
    """With which other subnets of its VNet a subnet overlaps, and whether it is out of the space; mostly nothing."""
    own = four(entry.balance.networks)
    if entry.balance.vnet is None or not own:
        return ""
    met = sorted(section.clashes.get(entry.number, set()) - {entry.number})
    more = f" and {len(met) - 4:,} more" if len(met) > 4 else ""
    words = [f"overlaps {', '.join(map(str, met[:4]))}{more}"] if met else []
    if section.space and not any(overlap(a, around) for a in own for around in section.space):
        words.append("not in the VNet's ranges")
    return "; ".join(words)


def tip_of(plan: Plan, entry: Entry, network: object) -> str:
    """What a pointer shows on a map."""
    one = entry.balance
    return f"{entry.number} {one.name} {network}: {need_of(one)}; {plan.verdict(one)}"


def passed_by(cluster: ClusterPlan) -> list[str]:
    """The ceilings that a cluster passes."""
    return [f"✗ {one.words}: {one.has:,} of {one.most:,}" for one in cluster.ceilings if not one.holds]


def sentence(plan: Plan, entry: Entry) -> str:
    """A range in a sentence."""
    one = entry.balance
    told = f"{entry.number} {name_of(one)} ({kind_of(one)}), {prefixes_of(one)}: "
    if one.unknown is not None or one.room is None:
        return f"{told}{'; '.join(filter(None, (need_of(one), left_of(one))))}; {plan.verdict(one)}"
    moments = f"{one.now:,} now, {one.most:,} at the most, {one.upgrade:,} in an upgrade, of {one.room:,}"
    return f"{told}{moments}; {left_of(one)}; {plan.verdict(one)}"


def described(plan: Plan, section: Section) -> str:
    """A section in words, for whoever cannot see its picture."""
    told = ". ".join(sentence(plan, one) for one in section.entries)
    return f"{heading_of(section)}, {space_of(section)}. {told}."
