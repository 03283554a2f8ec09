"""The questions of `aksnet init`, in their order: those that flags have answered are not asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from aksnet.commands import dialogue, questions
from aksnet.commands.init.wishing import (
    AROUND,
    BESIDE,
    CONNECTED,
    LOCATION,
    MANY,
    MAX_PODS,
    MODE,
    NAME,
    NONE,
    PLUGIN,
    SPACE,
    TARGET,
    around,
    needs_in,
)
from aksnet.commands.recommend import recommended
from aksnet.facts import scale, service
from aksnet.facts.choices import TARGETS
from aksnet.recommending.reasons import Weight
from aksnet.recommending.ways import BY_ID
from aksnet.starting.beside import PIPELINES
from aksnet.starting.drafting import Draft, NoVnetError
from aksnet.starting.wishes import LOCATION as REGION
from aksnet.starting.wishes import NODES

Answers = Mapping[str, str]
Check = Callable[[Answers], Draft]
OTHERWISE = "nothing was written; with --yes nothing is asked, and flags say what is not the default"
BACK = "back"
# What decides most on the mode: the questions of `aksnet recommend` with these flags.
_NEEDS = ("--windows", "--direct-pod-access", "--network-policy")


class _BackError(Exception):
    """The answer before is to be asked for once more."""


class Step(NamedTuple):
    """One question: what it answers, its words, what `?` tells, its default, and whether it has to be asked.

    The default is shown in brackets; `before` tells something before it is asked.
    """

    key: str
    words: str
    help: str
    default: Callable[[Answers, Check], str]
    asked: Callable[[Answers, Check], bool] = lambda answers, check: True
    before: Callable[[Answers], None] = lambda _: None
    yes: bool = False


def _fixed(text: str) -> Callable[[Answers, Check], str]:
    return lambda answers, check: text


def _is_advised(answers: Answers, check: Check) -> bool:
    """Whether no mode was named, so that one is recommended."""
    return answers.get(PLUGIN) == ""


def _is_flat(answers: Answers, check: Check) -> bool:
    made = check({key: text for key, text in answers.items() if key not in (CONNECTED, SPACE)})
    return made.wishes.way.flat and any("max_pods" in pool for pool in made.spec["pools"])


def _has_vnet(answers: Answers, check: Check) -> bool:
    """Whether there is a VNet to have a range: pools may be in subnets that are there already."""
    try:
        return "vnet" in check(answers).spec
    except NoVnetError:
        return True


def _lies_in_another(answers: Answers, check: Check) -> bool:
    return bool(around(answers))


def _tell_around(answers: Answers) -> None:
    networks = " and ".join(map(str, around(answers)))
    text = f"{answers[SPACE]} lies in {networks}, which is connected: a peering of such networks Azure refuses"
    dialogue.tell_wrapped("  ", text)


def _winner(answers: Answers, check: Check) -> str:
    return recommended(needs_in(answers)).winner.way.id


def _tell_winner(answers: Answers) -> None:
    winner = recommended(needs_in(answers)).winner
    dialogue.tell_wrapped("  ", f"recommended is {winner.way.id}, {winner.way.words}:")
    for one in sorted(winner.reasons, key=lambda reason: list(Weight).index(reason.weight)):
        dialogue.tell_wrapped(f"  {'+' if one.weight is Weight.FOR else '-'} ", one.text)


def _pods(answers: Answers, check: Check) -> str:
    return next(str(pool["max_pods"]) for pool in check(answers).spec["pools"] if "max_pods" in pool)


def _space(answers: Answers, check: Check) -> str:
    """The range that aksnet finds, where there is one."""
    try:
        return " ".join(check(answers).spec["vnet"]["address_space"])
    except NoVnetError:
        return _NOT_FOUND


_NOT_FOUND = "none is free"
_MODES = "\n".join(f"  {way.id}: {way.words}" for way in BY_ID.values())
_PLUGIN_HELP = f"how pods get addresses; enter asks what you need:\n{_MODES}"
_MODE_HELP = f"enter takes what is recommended; there is:\n{_MODES}"
_PODS_HELP = f"{service.MIN_MAX_PODS} to {service.MAX_MAX_PODS}; each takes an address of the VNet"
_CONNECTED_HELP = "of peered VNets and on premises, with blanks between; new ranges keep clear of them"
_AROUND_HELP = "yes where the network on premises announces all of it and leaves this part to Azure; no asks again"
_TARGET_HELP = "what aksnet sync writes; several with blanks between"
_BESIDE_HELP = "a hook for every commit, and a pipeline that checks what is pushed; several with blanks between"
_ASKED = {one.flag: one for one in questions.QUESTIONS}


def _steps(name: str) -> tuple[Step, ...]:
    """All questions in their order."""
    return (
        Step(
            PLUGIN,
            "CNI mode, if you know it",
            _PLUGIN_HELP,
            _fixed(""),
        ),
        *(Step(flag, _ASKED[flag].words, _ASKED[flag].help, _fixed("no"), _is_advised, yes=True) for flag in _NEEDS),
        Step(
            MODE,
            "CNI mode",
            _MODE_HELP,
            _winner,
            _is_advised,
            _tell_winner,
        ),
        Step(NAME, "name of the cluster", "1 to 63 letters, digits, - and _", _fixed(name)),
        Step(LOCATION, "region", "its short name, as az account list-locations prints it", _fixed(REGION)),
        Step(MANY, "nodes at the most", f"the autoscaler's maximum, up to {scale.MAX_NODES:,}", _fixed(str(NODES))),
        Step(MAX_PODS, "pods on a node at the most", _PODS_HELP, _pods, _is_flat),
        Step(CONNECTED, "ranges of connected networks", _CONNECTED_HELP, _fixed(NONE), _has_vnet),
        Step(
            SPACE,
            "range of the VNet",
            "enter takes one that is large enough and meets none of the others",
            _space,
            _has_vnet,
        ),
        Step(
            AROUND,
            "is that part set aside on premises for this VNet",
            _AROUND_HELP,
            _fixed("no"),
            _lies_in_another,
            _tell_around,
            yes=True,
        ),
        Step(TARGET, f"generate {', '.join(TARGETS)}, or {NONE}", _TARGET_HELP, _fixed("terraform")),
        Step(BESIDE, f"add pre-commit, {', '.join(PIPELINES)}, or {NONE}", _BESIDE_HELP, _fixed(NONE)),
    )


def converse(given: Answers, settled: Collection[str], name: str, check: Check) -> dict[str, str]:
    """The answers to all questions, those given among them; `check` makes the spec and refuses what cannot be.

    `name` is what the cluster is called where enter says so.
    """
    print(f"a first spec; ? explains, enter takes what stands in brackets, {BACK} goes back", file=sys.stderr)
    answers, history, steps = dict(given), list[str](), _steps(name)
    while (step := _next(steps, answers, settled, check)) is not None:
        try:
            answers[step.key] = _ask(step, answers, check)
            history.append(step.key)
        except _BackError:
            if history:
                del answers[history.pop()]
    return answers


def _next(steps: Sequence[Step], answers: Answers, settled: Collection[str], check: Check) -> Step | None:
    open_steps = (one for one in steps if one.key not in answers and one.key not in settled)
    return next((one for one in open_steps if one.asked(answers, check)), None)


def _ask(step: Step, answers: Answers, check: Check) -> str:
    step.before(answers)
    default = step.default(answers, check)
    prompt = f"{step.words} [{default or 'ask me'}]: "
    return dialogue.answer(prompt, step.help, lambda text: _taken(text, step, default, answers, check), OTHERWISE)


def _taken(text: str, step: Step, default: str, answers: Answers, check: Check) -> str:
    if text.lower() == BACK:
        raise _BackError
    if step.yes:
        text = "yes" if dialogue.yes_or_no(text, default=False) else "no"
    if step.key == AROUND and text == "no":
        raise _BackError
    # what aksnet finds stays open, so that the spec says who chose it
    answer = text or ("" if step.key == SPACE else default)
    try:
        check({**answers, step.key: answer})
    except NoVnetError:
        if step.key != CONNECTED:  # after these a range may be said that aksnet does not find
            raise
    return answer
