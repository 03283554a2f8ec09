"""Which policy holds for a file: the nearest one above it, or the one that the command line names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from aksnet.commands.choosing import near
from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.rules import RULES
from aksnet.rules.policy_ignores import matches
from aksnet.rules.severities import is_looser
from aksnet.spec.loading import STDIN, source_of
from aksnet.spec.nodes import Node
from aksnet.spec.policy_files import policy_in, policy_node
from aksnet.spec.validation import validated

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy

_RULES = {word: one for one in RULES for word in (one.id, one.slug)}


class Policies:
    """The policies of one run, each read and checked once."""

    def __init__(self, given: str | None) -> None:
        self._read: dict[Path, Policy] = {}
        self._excluding: dict[str, Policy | None] = {}
        self._given = self._named(given) if given is not None else None

    def of(self, name: str | None) -> Policy | None:
        """The policy for a file; for standard input, or where there is no file, that of the working directory."""
        if self._given is not None:
            return self._given
        found = policy_node(_directory(name))
        return self._policy(*found) if found is not None else None

    def excludes(self, path: str) -> str | None:
        """The file of the policy that says not to look at a file, or a folder (with a slash behind it), if one does."""
        around = os.path.dirname(path.rstrip("/"))  # noqa: PTH120
        if around not in self._excluding:
            self._excluding[around] = self._with_exclude(path)
        policy = self._excluding[around]
        return policy.file if policy is not None and matches(policy.file, policy.exclude, path) else None

    def _with_exclude(self, path: str) -> Policy | None:
        try:
            policy = self.of(path.rstrip("/"))
        except SpecError:  # it is told with what stands under that policy
            return None
        return policy if policy is not None and policy.exclude else None

    def _named(self, given: str) -> Policy:
        found = policy_in(Path(given)) if given.strip() else None
        if found is None:
            hint = "name a .aksnet.yaml, or a pyproject.toml with [tool.aksnet]"
            raise UsageError(Problem(f"{given!r} is not there, or has no policy", Place("--policy"), hint))
        return self._policy(*found)

    def _policy(self, path: Path, node: Node) -> Policy:
        from aksnet.spec.policy import Policy  # models that most runs do without

        if path not in self._read:
            policy = validated(Policy, node)
            _refuse_wrong_rules(policy, node)
            self._read[path] = policy.found_in(str(path))
        return self._read[path]


def _directory(name: str | None) -> Path:
    """Where the search for a file's policy begins: in its directory, whatever way the name takes there."""
    try:
        return Path().resolve() if name in (None, STDIN) else Path(str(name)).parent.resolve()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SpecError(Problem(f"its directory cannot be found: {reason}", Place(source_of(name or STDIN)))) from None


def _refuse_wrong_rules(policy: Policy, node: Node) -> None:
    """Raise SpecError for rules that there are none of, and for what must not be said of one."""
    problems = [*_wrong_severities(policy, node), *_wrong_ignores(policy, node)]
    if problems:
        raise SpecError(*problems)


def _wrong_severities(policy: Policy, node: Node) -> Iterator[Problem]:
    said: dict[str, str] = {}
    for word, override in policy.severities.items():
        rule, place = _RULES.get(word), node.where(("severities", word))
        if rule is None:
            yield _no_rule(word, place)
        elif said.setdefault(rule.id, word) != word:
            yield Problem(f"{word} and {said[rule.id]} are one rule", place, "keep one of them")
        elif rule.firm and is_looser(rule, override):
            yield Problem(f"{rule.id} cannot be made looser", place, "what it finds would be lost silently")
        elif override.reason is None and is_looser(rule, override):
            hint = f"write {word}: {{severity: {override.severity}, reason: …}}"
            yield Problem(f"{rule.id} is made looser without a reason", place, hint)


def _wrong_ignores(policy: Policy, node: Node) -> Iterator[Problem]:
    for number, ignore in enumerate(policy.ignores):
        rule, place = _RULES.get(ignore.rule), node.where(("ignores", number, "rule"))
        if rule is None:
            yield _no_rule(ignore.rule, place)
        elif rule.firm:
            yield Problem(f"{rule.id} cannot be ignored", place, "what it finds would be lost silently")


def _no_rule(word: str, place: Place) -> Problem:
    return Problem(f"{word!r} is no rule", place, near(word) or "aksnet rules lists them")
