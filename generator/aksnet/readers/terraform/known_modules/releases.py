"""Which releases of a module a call can mean: those that its constraint allows and that take all its inputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aksnet.expressions.values import UndeterminedError
from aksnet.facts.azurerm import Version
from aksnet.facts.constraints import terms_of
from aksnet.readers.terraform.known_modules.rows import Row


def releases(text: str) -> tuple[Version, ...]:
    """Releases by their numbers."""
    return tuple(Version(*map(int, number.split("."))) for number in text.split())


def possible(
    known: Sequence[Version], constraint: str, inputs: Iterable[str], rows: Iterable[Row]
) -> tuple[Version, ...]:
    """The releases that a call can mean, oldest first; raises UndeterminedError where it is none that is known.

    Terraform refuses inputs that a release does not have, so the inputs say as much as the constraint.
    """
    allowed = [version for version in known if _allowed(constraint, version)]
    if not allowed:
        raise UndeterminedError(f"aksnet does not know the module's version {constraint}")
    spans: dict[str, list[Row]] = {}
    for row in rows:
        spans.setdefault(row.input, []).append(row)
    given = [spans[name] for name in inputs if name in spans]
    fitting = [version for version in allowed if all(any(row.holds(version) for row in one) for one in given)]
    if not fitting:
        raise UndeterminedError("no version of the module that it can be has all these inputs")
    return tuple(fitting)


def _allowed(constraint: str, version: Version) -> bool:
    return all(term is not None and term.allows(version) for term in terms_of(constraint))
