"""The table of ARM's properties as the reference data has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PREVIEW = "-preview"
# The sections of the reference, and what their paths begin with in the table.
_SECTIONS = {"networkProfile": ("cluster", "networkProfile."), "cluster": ("cluster", ""), "agentPoolProfile": ("pool", "")}  # fmt: skip


def table_of(reference: Any) -> str:
    """The text of `facts/arm_properties.txt`."""
    lines: dict[str, list[str]] = {"cluster": ["networkProfile 2018-03-31 2018-08-01"], "pool": []}
    for section, (own, base) in _SECTIONS.items():
        for path, row in reference["history"][section].items():
            lines[own].append(
                f"{base}{path} {_spans(row)}{_type(reference, section, path)}"
                f"{_read_only(reference, section, path)}{_within(reference, section, path)}"
            )
            lines[own] += [f"  {word} {_spans(spans)}" for word, spans in row.get("enum", {}).items()]
    return "".join("\n".join((f"[{own}]", *rows, "")) for own, rows in lines.items())


def _spans(row: Any) -> str:
    stable = _span(row["stable"], row.get("lastStable"))
    return f"{stable} {_span(row['preview'], row.get('lastPreview'))}"


def _span(first: str | None, last: str | None) -> str:
    if first is None:
        return "-"
    return first.removesuffix(PREVIEW) + (f"..{last.removesuffix(PREVIEW)}" if last is not None else "")


def _read_only(reference: Any, section: str, path: str) -> str:
    """Since when the property is told to be read-only: the first version of the reference that says so."""
    return next((f" read-only={version[:10]}" for version in sorted(_saying(reference, section, path))), "")


def _type(reference: Any, section: str, path: str) -> str:
    """The type of the property, which is the same in every version of the reference."""
    found = {f" type={shape['t']}" for shape in _shapes(reference, section, path).values()}
    assert len(found) <= 1
    return "".join(found)


def _within(reference: Any, section: str, path: str) -> str:
    """The numbers that the property takes, which are the same in every version of the reference."""
    found = {
        f" within={shape['min']}..{shape['max']}"
        for shape in _shapes(reference, section, path).values()
        if "min" in shape
    }
    assert len(found) <= 1
    return "".join(found)


def _shapes(reference: Any, section: str, path: str) -> dict[str, Any]:
    """What the property is in each version that has it."""
    there = {version: sections[section].get(path) for version, sections in reference["versions"].items()}
    return {version: reference["shapes"][shape] for version, shape in there.items() if shape is not None}


def _saying(reference: Any, section: str, path: str) -> Iterator[str]:
    for version, shape in _shapes(reference, section, path).items():
        if "readOnly" in shape.get("flags", ()):
            yield version
