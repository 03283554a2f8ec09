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
from aksnet.spec.nodes import Key, Node
from aksnet.spec.policy_files import policy_in, policy_node
from aksnet.spec.validation import validated

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy

_FIRM = "take this out: what the rule finds would be lost silently"
_RULES = {word: one for one in RULES for word in (one.id, one.slug)}


class Policies:
    """The policies of one run, each read and checked once."""

    def __init__(self, given: str | None) -> None:
        self._read: dict[Path, Policy] = {}
        self._excluding: dict[str, Policy | None] = {}
        self._left_out: dict[str, bool] = {}
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

    def leaves_out(self, file: str) -> bool:
        """Whether a policy says not to look at a file, or at a folder around it."""
        if file not in self._left_out:
            self._left_out[file] = file != STDIN and any(map(self.excludes, _around(file)))
        return self._left_out[file]

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
            _refuse_what_does_nothing(policy, node, path)
            self._read[path] = policy.found_in(str(path))
        return self._read[path]


def _directory(name: str | None) -> Path:
    """Where the search for a file's policy begins: in its directory, whatever way the name takes there."""
    try:
        return Path().resolve() if name in (None, STDIN) else Path(str(name)).parent.resolve()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SpecError(Problem(f"its directory cannot be found: {reason}", Place(source_of(name or STDIN)))) from None


def _around(file: str) -> Iterator[str]:
    """A file and the folders around it, with a slash behind them, as far as its repository goes."""
    yield file
    folder = os.path.dirname(file)  # noqa: PTH120
    while folder.strip("./") and not os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
        yield f"{folder}/"
        folder = os.path.dirname(folder)  # noqa: PTH120


def _refuse_what_does_nothing(policy: Policy, node: Node, path: Path) -> None:
    """Raise SpecError for rules that there are none of, for what must not be said of one, and for paths of no file."""
    problems = [*_wrong_severities(policy, node), *_wrong_ignores(policy, node), *_wrong_globs(policy, node, path)]
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
            yield Problem(f"{rule.id} cannot be made looser", place, _FIRM)
        elif override.reason is None and is_looser(rule, override):
            hint = f"write {word}: {{severity: {override.severity}, reason: …}}"
            yield Problem(f"{rule.id} is made looser without a reason", place, hint)


def _wrong_ignores(policy: Policy, node: Node) -> Iterator[Problem]:
    for number, ignore in enumerate(policy.ignores):
        rule, place = _RULES.get(ignore.rule), node.where(("ignores", number, "rule"))
        if rule is None:
            yield _no_rule(ignore.rule, place)
        elif rule.firm:
            yield Problem(f"{rule.id} cannot be ignored", place, _FIRM)


def _wrong_globs(policy: Policy, node: Node, path: Path) -> Iterator[Problem]:
    """Paths from the root of the disk: a slash in front means the policy's folder."""
    folder = f"{path.parent.resolve()}/"
    said: list[tuple[tuple[Key, ...], tuple[str, ...]]] = [(("exclude",), policy.exclude)]
    said += [(("ignores", number, "paths"), one.paths or ()) for number, one in enumerate(policy.ignores)]
    for at, globs in said:
        for number, glob in enumerate(globs):
            if len(folder) > 1 and glob.startswith(folder):
                hint = f"write {glob.removeprefix(folder)}: a path starts from the policy's folder"
                yield Problem(f"{glob!r} names no file", node.where((*at, number)), hint)


def _no_rule(word: str, place: Place) -> Problem:
    return Problem(f"{word!r} is no rule", place, near(word) or "aksnet rules lists them")
