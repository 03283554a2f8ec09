"""What is told of arguments and words is what the real provider refused, release by release.

The reference data says of pairs of configurations, by release, whether `terraform validate` took both of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from aksnet.facts import azurerm_renames as renames
from aksnet.facts.azurerm import Version
from places import reference
from terraform_clusters import REST, SIZE, cluster, refused, with_pool

_REFUSED = "INEXPRESSIBLE"
_NAP = 'node_provisioning_profile {\n    mode = "Manual"\n  }'
# In the data these stand for the older name as well, which the runs on azurerm 3 had.
_OLDER = {row.new: row.old for row in renames.POOL if row.since == Version(4)}
# Lines of the cluster's own pool that a pair says otherwise.
_POOL = ('name       = "system"', SIZE)


def _lines(data: dict[str, Any], version: str) -> Iterator[str]:
    for name, value in data.items():
        called = _OLDER.get(name, name) if version.startswith("3") else name
        if isinstance(value, dict) and "unknown" in value:
            yield f"{called} = {value['unknown']}"
        elif isinstance(value, dict):
            yield "\n".join((f"{called} {{", *_lines(value, version), "}"))
        elif value is not None:
            yield f"{called} = {json.dumps(value)}"


def _text(data: dict[str, Any] | None, version: str) -> str:
    return "\n".join(_lines(data or {}, version))


def _rest(version: str, more: str = "") -> str:
    return f"{REST}\n  {more}\n  {_NAP if version.startswith('5') else ''}"


@cache
def _is_refused(version: str, profile: str, more: str, pool: str, *left_out: str) -> bool:
    text = cluster(version, common=_rest(version, more)).replace('network_plugin = "azure"', profile)
    said = (*(line.split()[0] for line in pool.splitlines()), *left_out)
    for line in _POOL:
        text = text.replace(line, "") if line.split()[0] in said else text
    return refused(text.replace("node_count = 3", f"node_count = 3\n    {pool}"))


@cache
def _is_pool_refused(version: str, pool: str) -> bool:
    return refused(with_pool(version, SIZE, pool).replace(REST, _rest(version)))


def _either_refused(transition: dict[str, Any], version: str) -> bool:
    for side in ("old", "new"):
        pool = _text(transition.get(f"{side}_pool"), version)
        if transition["kind"] == "pool":
            wrong = _is_pool_refused(version, pool)
        else:
            profile = transition[side] or {"network_plugin": "azure"}
            more = _text(transition.get(f"{side}_extra"), version)
            left_out = [name for name, value in (transition.get(f"{side}_pool") or {}).items() if value is None]
            wrong = _is_refused(version, _text(profile, version), more, pool, *left_out)
        if wrong:
            return True
    return False


def _verdicts(transition: dict[str, Any], versions: list[str]) -> Iterator[tuple[str, bool]]:
    """Whether a pair was refused, in each release with another verdict than the one before it, and in that one."""
    since = {one["from"]: one["verdict"] for one in transition["verdicts"]}
    verdict = _REFUSED
    said: dict[str, bool] = {}
    before = versions[0]
    for version in versions:
        if version in since and since[version] != verdict:
            said[before] = verdict == _REFUSED
            verdict = since[version]
            said[version] = verdict == _REFUSED
        before = version
    yield from (said | {transition["last_run"]: verdict == _REFUSED}).items()


def test_what_is_told_is_what_the_provider_refused() -> None:
    data = reference("azurerm-transitions.json")
    wrong = [
        f"{transition['id']} {version}: {'refused' if expected else 'taken'}"
        for transition in data["transitions"]
        if transition["verdicts"] and not transition.get("live_state")
        for version, expected in _verdicts(transition, data["versions"])
        if _either_refused(transition, version) is not expected
    ]
    assert wrong == []


@pytest.mark.parametrize(("line", "expected"), [("network_policy = null", False), ('network_policy = "none"', True)])
def test_the_comparison_can_fail(line: str, expected: bool) -> None:
    assert _is_refused("4.81.0", f'network_plugin = "azure"\n{line}', "", "") is expected
