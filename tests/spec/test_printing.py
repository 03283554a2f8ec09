"""A spec that aksnet writes reads back as what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.spec.loading import parse
from aksnet.spec.printing import printed
from hostile import HOSTILE
from places import SPECS


def _plain(value: object) -> object:
    """Lists as the reader makes them."""
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _json(value: object) -> object:
    if isinstance(value, dict):
        return {key: _json(below) for key, below in value.items()}
    return [*map(_json, value)] if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", sorted(SPECS))
def test_a_sample_reads_back_as_it_was(name: str) -> None:
    spec = parse("aksnet.yaml", SPECS[name].read_text(encoding="utf-8")).plain()
    assert parse("aksnet.yaml", printed(_json(spec))).plain() == spec  # type: ignore[arg-type]


def test_small_things_stand_in_braces_and_remarks_above_what_they_explain() -> None:
    spec = {
        "network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/16"},
        "pools": [{"name": "system", "count": 3}, {"name": "user", "zones": ["1", "2"]}],
        "tags": {"a b": "yes"},
    }
    remarks = {
        ("network", "pod_cidr"): "a private range\nof its own",
        ("pools", 1): "for work",
        ("pools", 1, "zones"): "two",
    }
    assert printed(spec, remarks, ["the head"]) == (  # type: ignore[arg-type]
        "# the head\n"
        "network:\n"
        "  plugin: overlay\n"
        "  # a private range\n"
        "  # of its own\n"
        "  pod_cidr: 10.244.0.0/16\n"
        "pools:\n"
        "  - {name: system, count: 3}\n"
        "  # for work\n"
        "  - name: user\n"
        "    # two\n"
        '    zones: ["1", "2"]\n'
        "tags:\n"
        '  "a b": "yes"\n'
    )


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_SCALARS = st.one_of(
    _TEXT,
    st.sampled_from([text for text in HOSTILE.values() if "\0" not in text]),
    st.integers(-9999, 9999),
    st.booleans(),
    st.none(),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(_TEXT, below, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(_TEXT, _VALUES, min_size=1, max_size=4))
def test_whatever_is_written_reads_back(spec: dict[str, object]) -> None:
    assert parse("a.yaml", printed(spec)).plain() == _plain(spec)  # type: ignore[arg-type]
