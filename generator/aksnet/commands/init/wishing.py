"""What answers and flags mean: words into the wishes that a first spec is made from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path

from aksnet.addresses import Network
from aksnet.commands import planning
from aksnet.commands.asking import choice
from aksnet.commands.recommend import Given, needs_of, recommended
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts.choices import ALIASES, NEEDS, TARGETS, WAYS
from aksnet.recommending.needs import Needs, flag_of
from aksnet.recommending.ranking import Choice, refuse
from aksnet.recommending.reasons import Weight
from aksnet.recommending.ways import BY_ID, Way
from aksnet.spec.flags import Flags, Override, assignments
from aksnet.spec.nodes import Key
from aksnet.starting.bare import surrounding
from aksnet.starting.wishes import NODES, Wishes

# The answers that are no flags of their own: the mode that is chosen of those recommended, ranges to keep clear of,
# what is written beside the spec, and whether the VNet is meant to lie in one of those ranges.
MODE, CONNECTED, BESIDE = "mode", "--set vnet.peers", "beside"
AROUND = "--set vnet.on_premises"
PLUGIN, NAME, LOCATION, SPACE, TARGET = "--plugin", "--name", "--location", "--vnet-space", "--target"
MANY, MAX_PODS = "--nodes", "--max-pods"
NONE = "none"
# Fields that a flag says, by the question that is then not asked.
_SAID: dict[tuple[Key, ...], str] = {
    ("network", "plugin"): PLUGIN,
    ("name",): NAME,
    ("location",): LOCATION,
    ("vnet", "address_space"): SPACE,
    ("vnet", "peers"): CONNECTED,
    ("vnet", "on_premises"): CONNECTED,
}
_SAID_OF_POOLS = {"count": MANY, "max": MANY, "max_pods": MAX_PODS}


def said_by(sets: Sequence[str]) -> frozenset[str]:
    """The questions that `--set` has answered."""
    paths = [one.keys for one in assignments(sets)]
    of_pools = {_SAID_OF_POOLS.get(str(path[-1])) for path in paths if path[0] == "pools" and len(path) > 1}
    of_pools |= {MANY, MAX_PODS} if ("pools",) in paths else set()
    return frozenset(word for word in ({_SAID.get(path) for path in paths} | of_pools) if word is not None)


def words_of(text: str) -> list[str]:
    """The words of an answer, which stand apart by blanks or commas."""
    return [word for word in re.split(r"[\s,]+", text) if word]


def wishes_of(answers: Mapping[str, str], sets: Sequence[str], folder: Path) -> Wishes:
    """The wishes that answers say; raises AksnetError for what cannot be, alone or together."""
    needs = needs_in(answers)
    rows = ((("name",), NAME), (("location",), LOCATION))
    overrides = tuple(Override(path, answers[flag], flag) for path, flag in rows if answers.get(flag))
    return Wishes(
        way=_way(answers, needs),
        needs=needs,
        connected=_connected(answers.get(CONNECTED, "")),
        targets=_folders(targets_of(answers.get(TARGET, "")), folder),
        flags=Flags(overrides=overrides, sets=assignments(sets)),
    )


def needs_in(answers: Mapping[str, str]) -> Needs:
    """Numbers, the VNet's ranges, and what the cluster is asked to do."""
    wants = [word for word in NEEDS if answers.get(flag_of(word)) == "yes"]
    nodes, space = answers.get(MANY) or str(NODES), words_of(answers.get(SPACE, ""))
    planning.ranges(space, SPACE)  # a number of addresses, which needs may be stated with, is no range of a VNet
    needs = needs_of(Given(nodes, None, answers.get(MAX_PODS) or None, space, None, wants))
    refuse(needs)
    return needs


def _way(answers: Mapping[str, str], needs: Needs) -> Way:
    """The way that was named; of those that needs were stated for, one that fits, and else the best."""
    named = answers.get(MODE) or answers.get(PLUGIN)
    if not named:
        return recommended(needs).winner.way
    way = BY_ID[way_named(named)]
    if answers.get(MODE):
        _refuse_excluded(next(one for one in recommended(needs).choices if one.way is way))
    return way


def way_named(text: str) -> str:
    """The id of a way, which may be named as people call it."""
    folded = text.strip().lower()
    return choice(ALIASES.get(folded, folded), WAYS, PLUGIN)


def _refuse_excluded(chosen: Choice) -> None:
    why = [one.text for one in chosen.reasons if one.weight is Weight.EXCLUDES and chosen.way.ipam != "byo"]
    if why:
        raise UsageError(Problem(f"{chosen.way.id}: {why[0]}", Place(PLUGIN), "name another one, or go back"))


def _connected(text: str) -> tuple[Network, ...]:
    return planning.ranges([] if text.strip() == NONE else words_of(text), CONNECTED)


def around(answers: Mapping[str, str]) -> list[Network]:
    """The connected networks that the range of the VNet lies in, as answers have them."""
    return surrounding(needs_in(answers).space, _connected(answers.get(CONNECTED, "")))


def targets_of(text: str) -> tuple[str, ...]:
    """What is generated; nothing where the answer is none."""
    words = list(dict.fromkeys(words_of(text)))
    if words in ([], [NONE]):
        return ()
    return tuple(choice(word, TARGETS, TARGET) for word in words)


def _folders(targets: Sequence[str], folder: Path) -> dict[str, str]:
    """A folder for each target, beside the spec; where there is one already it is somebody else's."""
    return {target: next(_free(target, folder)) for target in targets}


def _free(target: str, folder: Path) -> Iterator[str]:
    names = chain((target, f"aks-{target}"), (f"aks-{target}-{number}" for number in count(2)))
    return (name for name in names if not os.path.lexists(folder / name))
