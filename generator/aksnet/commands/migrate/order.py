"""Signs that what is and what is to be were named the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from aksnet.commands.migrate.sides import Side, Sides
from aksnet.configuration import Made
from aksnet.errors import Place, Problem
from aksnet.facts.releases import releases_of
from aksnet.transitions import Pair
from aksnet.view import ClusterView, Declaration

_NUMBERS = re.compile(r"[0-9]+")
# What tells how a cluster is, and not how somebody wants it.
_DEPLOYED = ("terraform-state", "az")


def notes_on(sides: Sides, pairs: Sequence[Pair]) -> Iterator[Problem]:
    """One note where something shows that the old side is the later one."""
    signs = [] if sides.together else [*_of_outputs(sides), *_of_clusters(pairs)]
    if signs:
        message = f"old and new look swapped: {'; '.join(dict.fromkeys(signs))}"
        yield Problem(message, Place(sides.old.path), "name first what is, then what is to be")


def _of_outputs(sides: Sides) -> Iterator[str]:
    """What tools say of their own outputs."""
    for old, new in zip(_made(sides.old), _made(sides.new), strict=False):
        if old.lineage is not None and old.lineage == new.lineage and (old.serial or 0) > (new.serial or 0):
            yield f"{sides.old.path} is serial {old.serial} of the state, {sides.new.path} serial {new.serial}"
        if old.when is not None and new.when is not None and old.when > new.when:
            yield f"{sides.old.path} was planned at {old.when}, {sides.new.path} at {new.when}"
        if _is_lower(new.version, old.version):
            yield f"{sides.old.path} is of Terraform {old.version}, {sides.new.path} of {new.version}"


def _made(side: Side) -> list[Made]:
    return [one.made for one in side.configurations if one.made is not None]


def _of_clusters(pairs: Sequence[Pair]) -> Iterator[str]:
    for pair in pairs:
        if pair.before is not None and pair.after is not None:
            yield from _of_cluster(pair.before, pair.after)


def _of_cluster(before: ClusterView, after: ClusterView) -> Iterator[str]:
    old, new = before.declared, after.declared
    if new is not None and new.language in _DEPLOYED and (old is None or old.language not in _DEPLOYED):
        file = PurePath(after.place.source).name if after.place is not None else "the new one"
        yield f"{file} tells how {after.name} is, and the other how it is to be"
    path = "kubernetesVersion"
    if _is_lower(after.text(path), before.text(path)):
        yield f"the Kubernetes version of {after.name} goes from {before.text(path)} down to {after.text(path)}"
    if old is not None and new is not None:
        yield from _of_versions(old, new)


def _of_versions(old: Declaration, new: Declaration) -> Iterator[str]:
    """Versions of providers and API versions that go down."""
    theirs, ours = (one.provider.version if one.provider is not None and one.by_azurerm else None for one in (old, new))
    earlier, later = (releases_of(said) if said is not None else None for said in (theirs, ours))
    if earlier is not None and later is not None and later.newest < earlier.oldest:
        yield f"the version of azurerm goes from {theirs} down to {ours}"
    if old.language == new.language and _is_lower(new.api_version, old.api_version):
        yield f"the API version goes from {old.api_version} down to {new.api_version}"


def _is_lower(text: str | None, than: str | None) -> bool:
    """Whether a version is lower, as far as both say a number."""
    one, two = (tuple(map(int, _NUMBERS.findall(said or "")))[:3] for said in (text, than))
    shared = min(len(one), len(two))
    return bool(shared) and one[:shared] < two[:shared]
