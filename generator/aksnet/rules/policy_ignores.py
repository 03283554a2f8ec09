"""What a policy says to leave out: a rule's findings, in the files that its globs name."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from aksnet.errors import Place
from aksnet.rules.base import Rule

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from aksnet.spec.policy import Policy


def ignored_by(policy: Policy | None, rule: Rule, place: Place | None) -> bool:
    """Whether the policy ignores what a rule finds at a place."""
    if policy is None or rule.firm:
        return False
    return any(
        one.paths is None or (place is not None and matches(policy.file, one.paths, place.source))
        for one in policy.ignores
        if one.rule in (rule.id, rule.slug)
    )


@lru_cache(maxsize=4096)
def matches(policy: str, globs: tuple[str, ...], path: str) -> bool:
    """Whether globs of a policy's file, which start from its folder as in .gitignore, name a path or one around it."""
    around, name = os.path.split(os.path.abspath(path))  # noqa: PTH100  # a link is named by where it stands itself
    whole = os.path.join(os.path.realpath(around), name) + ("/" if path.endswith("/") else "")  # noqa: PTH118
    folder = os.path.join(os.path.dirname(os.path.realpath(policy)), "")  # noqa: PTH118, PTH120
    return whole.startswith(folder) and _spec(globs).match_file(whole.removeprefix(folder))


@lru_cache(maxsize=256)
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)
