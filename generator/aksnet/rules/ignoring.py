"""What is left out of a run's findings: what specs, comments and policies say, and which of it was of use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aksnet.rules.base import Hit, Rule
from aksnet.rules.policy_ignores import ignored_by
from aksnet.view import ClusterView, Ignore

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy


class Comments(NamedTuple):
    """The ignores in the comments of one file, and the policy that holds there.

    `whole`: all that the file declares is judged, so that what an ignore does not find there is not there.
    """

    file: str
    ignores: tuple[Ignore, ...]
    policy: Policy | None = None
    whole: bool = True


class Ignoring:
    """All that a run is to leave out, by file; `used` are the ignores that left something out."""

    def __init__(self, comments: Sequence[Comments]) -> None:
        self._comments: Mapping[str, list[Ignore]] = defaultdict(list)
        for one in comments:
            self._comments[one.file].extend(ignore for ignore in one.ignores if ignore.fault is None)
        self.used: set[Ignore] = set()

    def holds(self, rule: Rule, hit: Hit, cluster: ClusterView, policy: Policy | None) -> bool:
        """Whether a hit is to be left out."""
        said = set(_of_rule(cluster.ignores, rule)) if rule.ignorable else set()
        place = hit.place or cluster.place
        if place is not None and rule.ignorable and place.source in self._comments:
            about = (place._replace(column=None), place._replace(line=None, column=None))
            said.update(one for one in _of_rule(self._comments[place.source], rule) if one.about in about)
        self.used |= said
        return bool(said) or ignored_by(policy, rule, place)


def _of_rule(ignores: Iterable[Ignore], rule: Rule) -> Iterable[Ignore]:
    return (one for one in ignores if one.rule in (rule.id, rule.slug))
