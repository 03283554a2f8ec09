"""The picture of a plan: golden files, its text alternative, its colours, hostile names, and how large it gets."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from aksnet.planning.balance import Balance, Other, RangeKind
from aksnet.planning.formulas import Take
from aksnet.planning.notes import Note
from aksnet.planning.plan import Plan, VnetPlan
from aksnet.reports.plans import PlanOptions, render
from aksnet.reports.plans.pictures.colours import DARK, LIGHT, PATTERNS
from aksnet.reports.plans.pictures.slices import Role
from golden import assert_golden
from hostile import HOSTILE
from places import GOLDEN, SPECS
from plans import plan

SVG = "{http://www.w3.org/2000/svg}"
SPEC_FILES = sorted((Path(__file__).parent / "specs").glob("*.yaml"))
PALETTES = {"light": LIGHT, "dark": DARK}


def _plan(path: Path) -> Plan:
    return plan(path.read_text(encoding="utf-8"))


def _parsed(text: str) -> Xml.Element:
    return Xml.fromstring(text)  # noqa: S314 - our own text


def _svg(made: Plan) -> str:
    return render(made, "svg", PlanOptions())


def subnets(number: int, space: str, length: int) -> str:
    """A spec of one cluster in a VNet with so many subnets, of which the first have a pool each."""
    first = int.from_bytes(bytes(map(int, space.partition("/")[0].split("."))), "big")
    starts = [(first + (n << (32 - length))).to_bytes(4, "big") for n in range(number)]
    prefixes = [f"{'.'.join(map(str, start))}/{length}" for start in starts]
    lines = [f"    team-{n:03}: {{prefix: {prefix}}}" for n, prefix in enumerate(prefixes)]
    pools = [
        f"  - {{name: p{n}, mode: {'System' if n == 0 else 'User'}, min: 1, max: {1 + n % 26}, subnet: team-{n:03}}}"
        for n in range(min(number, 100))
    ]
    head = [
        "name: dense",
        "location: westeurope",
        "network: {plugin: overlay, pod_cidr: 172.16.0.0/12}",
        "vnet:",
        f"  address_space: [{space}]",
        "  subnets:",
    ]
    return "\n".join([*head, *lines, "pools:", *pools])


def test_pictures_and_pages_are_those_of_the_golden_files(update_golden: bool) -> None:
    texts = {}
    for path in SPEC_FILES:
        made = _plan(path)
        texts[f"{path.stem}.svg"] = _svg(made)
        texts[f"{path.stem}.html"] = render(made, "html", PlanOptions(explain=path.stem == "small"))
    assert_golden(GOLDEN / "plans" / "pictures", texts, update=update_golden)


@pytest.mark.parametrize("name", SPECS)
def test_every_sample_has_a_picture(name: str) -> None:
    root = _parsed(_svg(_plan(SPECS[name])))
    assert root.get("role") == "img"
    assert all(node.text for node in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("path", SPEC_FILES, ids=lambda path: path.stem)
def test_the_same_plan_makes_the_same_bytes(path: Path) -> None:
    assert _svg(_plan(path)) == _svg(_plan(path))


@pytest.mark.parametrize("path", SPEC_FILES, ids=lambda path: path.stem)
def test_the_text_alternative_names_every_range_with_its_verdict(path: Path) -> None:
    made = _plan(path)
    root = _parsed(_svg(made))
    ids = {node.get("id"): node.text for node in root if node.get("id")}
    words = " ".join(ids[one] or "" for one in (root.get("aria-labelledby") or "").split())
    for balance in made.ranges:
        assert ", ".join(balance.texts) in words
        assert f"{made.verdict(balance)}." in words
        if balance.room is not None and balance.unknown is None:
            assert f"{balance.upgrade:,} in an upgrade, of {balance.room:,}" in words


@pytest.mark.parametrize("path", SPEC_FILES, ids=lambda path: path.stem)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    text = _svg(_plan(path)).replace('xmlns="http://www.w3.org/2000/svg"', "", 1)
    assert not re.search("https?:|//|<script|<image|href|@import", text)
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {"#aksnet-surge", "#aksnet-other", "#aksnet-over"}


@pytest.mark.parametrize("path", SPEC_FILES, ids=lambda path: path.stem)
def test_coordinates_have_two_decimals_at_the_most(path: Path) -> None:
    root = _parsed(_svg(_plan(path)))
    numbers = [node.get(name) for node in root.iter() for name in ("x", "y", "width", "height")]
    assert all(re.fullmatch(r"-?\d+(\.\d{1,2})?", one) for one in numbers if one is not None)


@pytest.mark.parametrize(("space", "length"), [("10.0.0.0/16", 27), ("10.0.0.0/8", 29), ("10.0.0.0/16", 25)])
def test_500_subnets_take_less_than_a_megabyte(space: str, length: int) -> None:
    made = plan(subnets(500, space, length))
    for output_format in ("svg", "html"):
        text = render(made, output_format, PlanOptions())
        assert len(text.encode()) < 1_000_000
    numbers = {node.text for node in _parsed(_svg(made)).iter(f"{SVG}text")}
    assert {str(n) for n in range(1, 501)} <= numbers


def test_500_subnets_with_two_pools_each_take_less_than_a_megabyte() -> None:
    made = plan(subnets(500, "10.0.0.0/16", 27))
    used = made.ranges[15]
    ranges = [
        one
        if one.vnet is None
        else one._replace(kind=used.kind, shares=used.shares * 2, clusters=used.clusters, unknown=None)
        for one in made.ranges
    ]
    for output_format in ("svg", "html"):
        assert len(render(made._replace(ranges=tuple(ranges)), output_format, PlanOptions()).encode()) < 1_000_000


def _hostile(text: str) -> Plan:
    """A plan with a text in every field that has one."""
    made = _plan(next(path for path in SPEC_FILES if path.stem == "fleet"))
    take = Take(1, 1, 1, text, (text,))
    ranges = [
        one._replace(
            name=text,
            texts=(text,),
            clusters=tuple(text for _ in one.clusters),
            others=(Other(text, 3, (text,)),),
            unknown=one.unknown and text,
            shares=tuple(share._replace(cluster=text, pool=text, take=take) for share in one.shares),
        )
        for one in made.ranges
    ]
    clusters = [
        one._replace(
            name=text,
            mode=text,
            notes=(Note(text, (text,)),),
            ceilings=tuple(each._replace(words=text, has=each.most + 1, facts=(text,)) for each in one.ceilings),
            binding=one.binding and one.binding._replace(words=text),
            growth=tuple(each._replace(pool=text, stopped_by=text) for each in one.growth),
        )
        for one in made.clusters
    ]
    vnets = [one._replace(name=text, space=(*one.space, text)) for one in made.vnets]
    return Plan(tuple(ranges), tuple(clusters), tuple(vnets))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    plain = [node.tag for node in _parsed(_svg(_hostile("x"))).iter() if node.tag != f"{SVG}text"]
    root = _parsed(_svg(_hostile(HOSTILE[name])))
    assert {node.tag for node in root.iter()} - {f"{SVG}text"} == set(plain)
    assert all((node.text or "").isprintable() for node in root.iter(f"{SVG}text"))


def test_markup_in_a_name_is_no_markup() -> None:
    text = _svg(_hostile("]]></style><script>alert(1)</script>\x00\ud800"))
    assert "<script" not in text
    assert text.count("</style>") == 1


@pytest.mark.parametrize(
    "made",
    [
        Plan((), (), ()),
        Plan((), (), (VnetPlan("x", (), ("nonsense", "fd00::/48"), (), 0, True),)),
        Plan((Balance(RangeKind.SUBNET, "x", ()),), (), ()),
        Plan((Balance(RangeKind.POD_CIDR, "pod CIDR", ("gone",), unknown="why"),), (), ()),
    ],
    ids=["nothing", "no IPv4", "a range alone", "a range of a cluster that is not there"],
)
def test_plans_with_next_to_nothing_have_a_picture(made: Plan) -> None:
    for output_format in ("svg", "html"):
        assert "Address plan" in render(made, output_format, PlanOptions(explain=True))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_text_is_legible_on_every_ground(name: str) -> None:
    palette = PALETTES[name]
    for ink, colour in palette.inks.items():
        for ground, behind in palette.grounds.items():
            assert _contrast(colour, behind) >= 4.5, (ink, ground)


@pytest.mark.parametrize("name", PALETTES)
def test_any_two_roles_differ_in_lightness_or_in_pattern(name: str) -> None:
    """Any two can be neighbours in a bar, where what stands between them has no addresses."""
    palette = PALETTES[name]
    for one, other in combinations(palette.roles, 2):
        patterns = PATTERNS.get(one), PATTERNS.get(other)
        lightness = _contrast(palette.roles[one], palette.roles[other])
        assert lightness >= 1.5 or patterns[0] != patterns[1], (one, other, lightness)


@pytest.mark.parametrize("name", PALETTES)
def test_the_roles_that_mostly_stand_side_by_side_differ_in_lightness_alone(name: str) -> None:
    roles = PALETTES[name].roles
    order = [Role.RESERVED, Role.NODES, Role.PODS, Role.SURGE, Role.OVER, Role.FREE]
    assert all(_contrast(roles[one], roles[other]) >= 1.25 for one, other in pairwise(order))


def test_every_pattern_has_its_colour() -> None:
    assert all(set(palette.patterns) == set(PATTERNS) for palette in PALETTES.values())


@pytest.mark.parametrize("name", PALETTES)
def test_the_lines_of_a_pattern_are_seen_on_its_ground(name: str) -> None:
    palette = PALETTES[name]
    assert all(_contrast(line, palette.roles[role]) >= 3 for role, line in palette.patterns.items())


FAMILIAR = [path for path in (*SPEC_FILES, *SPECS.values()) if path.stem != "odd"]


@pytest.mark.parametrize("path", FAMILIAR, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_no_words_of_the_programs_own_are_stretched(path: Path) -> None:
    """Words get a length where the width of a letter is only guessed, and none of the program's own letters is."""
    assert "textLength" not in _svg(_plan(path))
