"""Which policy holds for a file: the nearest one above it, or the one that the command line names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aksnet.commands.choosing import near
from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.rules import RULES
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
        self._given = self._named(given) if given is not None else None

    def of(self, name: str | None) -> Policy | None:
        """The policy for a file; for standard input, or where there is no file, that of the working directory."""
        if self._given is not None:
            return self._given
        found = policy_node(_directory(name))
        return self._policy(*found) if found is not None else None

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
            _refuse_what_is_no_severity(policy, node)
            self._read[path] = policy.found_in(str(path))
        return self._read[path]


def _directory(name: str | None) -> Path:
    """Where the search for a file's policy begins: in its directory, whatever way the name takes there."""
    try:
        return Path().resolve() if name in (None, STDIN) else Path(str(name)).parent.resolve()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SpecError(Problem(f"its directory cannot be found: {reason}", Place(source_of(name or STDIN)))) from None


def _refuse_what_is_no_severity(policy: Policy, node: Node) -> None:
    """Raise SpecError for rules that there are none of, and for a looser severity that has no reason."""
    problems = []
    said: dict[str, str] = {}
    for word, override in policy.severities.items():
        rule, place = _RULES.get(word), node.where(("severities", word))
        if rule is None:
            problems.append(Problem(f"{word!r} is no rule", place, near(word) or "aksnet rules lists them"))
        elif said.setdefault(rule.id, word) != word:
            problems.append(Problem(f"{word} and {said[rule.id]} are one rule", place, "keep one of them"))
        elif rule.firm and is_looser(rule, override):
            problems.append(Problem(f"{rule.id} cannot be made looser", place, "what it finds would be lost silently"))
        elif override.reason is None and is_looser(rule, override):
            hint = f"write {word}: {{severity: {override.severity}, reason: …}}"
            problems.append(Problem(f"{rule.id} is made looser without a reason", place, hint))
    if problems:
        raise SpecError(*problems)
