"""The colours of the pictures, light and dark, after Okabe and Ito; roles differ in lightness or pattern, too."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.planning.balance import Verdict
from aksnet.reports.plans.pictures.slices import Role


class Palette(NamedTuple):
    """One scheme: grounds, what is written and drawn on them, and the roles with the lines of their patterns."""

    grounds: dict[str, str]
    inks: dict[str, str]
    lines: dict[str, str]
    roles: dict[Role, str]
    patterns: dict[Role, str]


# What an ink of a verdict is called.
VERDICTS = {
    Verdict.FITS: "fits",
    Verdict.TIGHT: "tight",
    Verdict.DOES_NOT_FIT: "unfit",
    Verdict.OPEN: "open",
    Verdict.UNUSED: "open",
}

LIGHT = Palette(
    grounds={"ground": "#ffffff", "plain": "#ffffff", "unused": "#edf0f3"},
    inks={
        "ink": "#16191d",
        "soft": "#454c54",
        "fits": "#00583f",
        "tight": "#7a4700",
        "unfit": "#a83200",
        "open": "#454c54",
    },
    lines={"edge": "#2b3138", "thin": "#a9b2bc"},
    roles={
        Role.RESERVED: "#3c434b",
        Role.OTHER: "#009e73",
        Role.NODES: "#0072b2",
        Role.PODS: "#56b4e9",
        Role.SURGE: "#f0e442",
        Role.FREE: "#ffffff",
        Role.OVER: "#d55e00",
    },
    patterns={Role.SURGE: "#8a6100", Role.OTHER: "#ffffff", Role.OVER: "#ffffff"},
)

DARK = Palette(
    grounds={"ground": "#12161b", "plain": "#28313b", "unused": "#0b0e12"},
    inks={
        "ink": "#f1f4f7",
        "soft": "#b9c2cc",
        "fits": "#5fd6ad",
        "tight": "#f2bd4a",
        "unfit": "#ff9d70",
        "open": "#b9c2cc",
    },
    lines={"edge": "#cfd6dd", "thin": "#4d5762"},
    roles={
        Role.RESERVED: "#d5dbe1",
        Role.OTHER: "#008a64",
        Role.NODES: "#1f86c7",
        Role.PODS: "#56b4e9",
        Role.SURGE: "#e3d73c",
        Role.FREE: "#28313b",
        Role.OVER: "#e0661a",
    },
    patterns={Role.SURGE: "#6b4b00", Role.OTHER: "#ffffff", Role.OVER: "#12161b"},
)

# The lines of each pattern, in a square of 8.
PATTERNS = {
    Role.SURGE: "M-2 2L2-2M-2 10L10-2M6 10L10 6",
    Role.OTHER: "M2 1v2M6 5v2",
    Role.OVER: "M0 0L8 8M8 0L0 8",
}
_FONT = "Segoe UI,Roboto,Helvetica Neue,Arial,Liberation Sans,sans-serif"
_LETTERS = (
    f".picture text{{font-family:{_FONT};font-size:12px}}"
    ".picture .small,.picture .number{font-size:11px}.picture .heading{font-size:16px}.picture .title{font-size:22px}"
    ".picture .title,.picture .heading,.picture .name,.picture .number{font-weight:bold}"
    ".picture .line{fill:none}.picture .bad{stroke-width:3px}.picture .end-of-range{stroke-width:2px}"
    ".picture .end{text-anchor:end}"
)


def style_sheet() -> str:
    """The rules for every picture: light as such, dark where the reader's screen is; paper is always light."""
    dark = f"@media screen and (prefers-color-scheme:dark){{\n{_rules(DARK)}\n}}"
    return f"\n{_LETTERS}\n{_rules(LIGHT)}\n{dark}\n"


def pattern_of(role: Role) -> str:
    """The id of the pattern of a role."""
    return f"aksnet-{role}"


def _rules(palette: Palette) -> str:
    filled = {**palette.grounds, **palette.inks}
    rules = [f".picture .{name}{{fill:{colour}}}" for name, colour in filled.items()]
    rules += [f".picture .{name}{{stroke:{colour}}}" for name, colour in palette.lines.items()]
    rules.append(f".picture .bad{{stroke:{palette.inks['unfit']}}}")
    for role, colour in palette.roles.items():
        if role in palette.patterns:
            rules.append(f".picture .{role}{{fill:url(#{pattern_of(role)})}}")
            rules.append(f".picture .{role}-ground{{fill:{colour}}}")
            rules.append(f".picture .{role}-lines{{stroke:{palette.patterns[role]}}}")
        else:
            rules.append(f".picture .{role}{{fill:{colour}}}")
    return "\n".join(rules)
