"""The comments of files that say what is to be left out, with the policy that holds for each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aksnet.commands.policies import Policies
from aksnet.comments import ignores_in
from aksnet.errors import Problem, SpecError
from aksnet.rules import Comments
from aksnet.spec.loading import STDIN, source_of

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy


def comments_of(texts: Mapping[str, str], policies: Policies, told: Sequence[Problem]) -> Iterator[Comments]:
    """The ignores in the comments of files; a file of which something is told is not judged as a whole."""
    partly = {problem.place.source for problem in told if problem.place is not None}
    for file, text in texts.items():
        ignores = ignores_in(file, text)
        if ignores:
            yield Comments(file, ignores, _policy_of(file, policies), file not in partly)


def name_of(file: str) -> str:
    """What a command calls the file that places name."""
    return STDIN if file == source_of(STDIN) else file


def _policy_of(file: str, policies: Policies) -> Policy | None:
    try:
        return policies.of(name_of(file))
    except SpecError:  # it is told with the clusters that stand under it
        return None
