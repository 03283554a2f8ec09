"""Which policy holds for a file: the nearest one above it, or the one that the command line names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.rules import RULES
from aksnet.rules.severities import is_looser
from aksnet.spec.loading import STDIN
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
        self._given = self._named(given) if given is not None else None

    def of(self, name: str | None) -> Policy | None:
        """The policy for a file; for standard input, or where there is no file, that of the working directory."""
        if self._given is not None:
            return self._given
        path = Path.cwd() if name in (None, STDIN) else Path(str(name)).absolute().parent
        found = policy_node(path)
        return self._policy(*found) if found is not None else None

    def _named(self, given: str) -> Policy:
        found = policy_in(Path(given))
        if found is None:
            hint = "name a .aksnet.yaml, or a pyproject.toml with [tool.aksnet]"
            raise UsageError(Problem(f"{given!r} is not there, or has no policy", Place("--policy"), hint))
        return self._policy(*found)

    def _policy(self, path: Path, node: Node) -> Policy:
        from aksnet.spec.policy import Policy  # models that most runs do without

        if path not in self._read:
            policy = validated(Policy, node)
            _refuse_what_is_no_severity(policy, node)
            self._read[path] = policy
        return self._read[path]


def _refuse_what_is_no_severity(policy: Policy, node: Node) -> None:
    """Raise SpecError for rules that there are none of, and for a looser severity that has no reason."""
    problems = []
    for word, override in policy.severities.items():
        rule, place = _RULES.get(word), node.where(("severities", word))
        if rule is None:
            problems.append(Problem(f"{word!r} is no rule", place, "aksnet rules lists them"))
        elif rule.firm and is_looser(rule, override):
            problems.append(Problem(f"{rule.id} cannot be made looser", place, "what it finds would be lost silently"))
        elif override.reason is None and is_looser(rule, override):
            hint = f"write {word}: {{severity: {override.severity}, reason: …}}"
            problems.append(Problem(f"{rule.id} is made looser without a reason", place, hint))
    if problems:
        raise SpecError(*problems)
