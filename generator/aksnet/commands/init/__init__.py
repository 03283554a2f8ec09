"""`aksnet init`: a first spec, and the files that keep it checked, asked for on a terminal or said with flags."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from aksnet.commands import dialogue
from aksnet.commands.asking import choice
from aksnet.commands.init.conversation import OTHERWISE, Answers, Check, converse
from aksnet.commands.init.first_check import found_in
from aksnet.commands.init.places import Spot, read, refuse_name, schema_change, spot_of
from aksnet.commands.init.wishing import (
    BESIDE,
    LOCATION,
    MANY,
    NAME,
    NONE,
    PLUGIN,
    SPACE,
    TARGET,
    said_by,
    wishes_of,
    words_of,
)
from aksnet.commands.telling import emit, tell, tell_findings
from aksnet.commands.writing import replace_files
from aksnet.errors import Place, Problem, UsageError, printable
from aksnet.findings import Severity
from aksnet.starting.beside import PIPELINES, PRE_COMMIT, beside_others, hooks, pipeline, pre_commit
from aksnet.starting.drafting import Draft, draft
from aksnet.starting.origin import FILL_IN, origin
from aksnet.starting.text import text_of

HOOKS = "pre-commit"
_TERRAFORM = "terraform"


class Given(NamedTuple):
    """What the command line says, as given; `yes` says that nothing is asked."""

    directory: str | None = None
    plugin: str | None = None
    name: str | None = None
    location: str | None = None
    nodes: str | None = None
    vnet_space: Sequence[str] = ()
    targets: Sequence[str] = ()
    pre_commit: bool = False
    pipeline: str | None = None
    sets: Sequence[str] = ()
    yes: bool = False


class _Files(NamedTuple):
    """What is to be written, each with what was there; hooks that somebody has to add; what has to be filled in."""

    texts: Mapping[Path, tuple[bytes | None, bytes]]
    to_add: str = ""
    to_fill: tuple[Path, ...] = ()


def run(given: Given, today: date) -> int:
    """Write a first spec, and what was asked for beside it: all of it, or nothing.

    Raises AksnetError for answers that cannot be, where something is in the way, and where rules find an error.
    """
    spot = spot_of(given.directory)
    answers, check = _answers(given), _checking(given, spot, today)
    check(answers)
    try:
        if not given.yes:
            answers = _conversed(answers, given.sets, spot, check)
        _tell_what_stays(spot, answers)
        made = check(answers)
        _tell_doubts(text_of(made), spot, today, asks=not given.yes)
        files = _files(made, answers, spot)
        replace_files(files.texts)
    except KeyboardInterrupt:
        print("\ninterrupted: nothing was written", file=sys.stderr)
        raise
    _tell_written(files, made, spot)
    return 0


def _tell_doubts(text: str, spot: Spot, today: date, *, asks: bool) -> None:
    """Tell what the rules warn of before anything is written; a person may still leave it."""
    warnings = [one for one in found_in(text, spot.spec, today) if one.severity is Severity.WARNING]
    tell_findings(warnings)
    if warnings and asks and not dialogue.agreed("write it all the same", OTHERWISE):
        raise UsageError(Problem("nothing was written"))


def _answers(given: Given) -> dict[str, str]:
    """What flags say, by the questions that they answer."""
    rows = {
        PLUGIN: given.plugin,
        NAME: given.name,
        LOCATION: given.location,
        MANY: given.nodes,
        SPACE: " ".join(given.vnet_space) if given.vnet_space else None,
        TARGET: " ".join(given.targets) if given.targets else None,
        "--pipeline": given.pipeline,
    }
    blank = next((flag for flag, text in rows.items() if text is not None and not text.strip()), None)
    if blank is not None:
        raise UsageError(Problem("nothing is said with it", Place(blank), "is a variable not set?"))
    service = rows.pop("--pipeline")
    beside = [
        *([HOOKS] if given.pre_commit else []),
        *([choice(service, tuple(PIPELINES), "--pipeline")] if service else []),
    ]
    rows[BESIDE] = " ".join(beside) or None
    return {flag: text for flag, text in rows.items() if text is not None}


def _checking(given: Given, spot: Spot, today: date) -> Check:
    """What makes a spec of answers, and raises AksnetError where they cannot be or where rules find an error."""

    @cache
    def made(rows: tuple[tuple[str, str], ...]) -> Draft:
        answers = dict(rows)
        refuse_name(spot, _beside(answers))
        one = draft(wishes_of(_whole(answers, spot), given.sets, spot.folder))
        found_in(text_of(one), spot.spec, today)
        return one

    return lambda answers: made(tuple(sorted(answers.items())))


def _whole(answers: Answers, spot: Spot) -> Answers:
    """The answers with the defaults of those that are left out."""
    return {NAME: spot.cluster, TARGET: _TERRAFORM, **answers}


def _beside(answers: Answers) -> list[str]:
    """What is written beside the spec."""
    words = words_of(answers.get(BESIDE, NONE))
    return [choice(word, (HOOKS, *PIPELINES), "the answer") for word in dict.fromkeys(words) if words != [NONE]]


def _conversed(answers: Answers, sets: Sequence[str], spot: Spot, check: Check) -> dict[str, str]:
    if not sys.stdin.isatty():
        flags = "--plugin, --name, --location, --nodes, --vnet-space, --target, --pre-commit, --pipeline, --set"
        hint = f"say --yes, and with {flags} what is not the default"
        raise UsageError(Problem("there is no terminal to ask on", hint=hint))
    return converse(answers, said_by(sets), spot.cluster, check)


def _path(word: str, spot: Spot) -> Path:
    """The file that is written for one of the words beside the spec, in the root of the repository."""
    return spot.root / (PRE_COMMIT if word == HOOKS else PIPELINES[word])


def _tell_what_stays(spot: Spot, answers: Answers) -> None:
    """Tell of what was asked for and is there already."""
    for word in _beside(answers):
        if os.path.lexists(_path(word, spot)):
            what = "hooks are printed, and not written into it" if word == HOOKS else "no other is written"
            tell(printable(f"note: {os.path.relpath(_path(word, spot))} is there already and stays as it is: {what}"))


def _files(made: Draft, answers: Answers, spot: Spot) -> _Files:
    source, syncs = origin(), "outputs" in made.spec
    texts: dict[Path, tuple[bytes | None, bytes]] = {spot.spec: (None, text_of(made).encode())}
    texts |= schema_change(spot.folder)
    to_add, to_fill = "", []
    for word in _beside(answers):
        path = _path(word, spot)
        if not os.path.lexists(path):
            make = pre_commit if word == HOOKS else partial(pipeline, word)
            text = make(spot.from_root, source, syncs=syncs)
            texts[path] = None, text.encode()
            to_fill += [path] if FILL_IN in text else []
        elif word == HOOKS:
            to_add = beside_others(hooks(spot.from_root, source, syncs=syncs), read(path))
    return _Files(texts, to_add, tuple(to_fill))


def _tell_written(files: _Files, made: Draft, spot: Spot) -> None:
    for path in files.texts:
        tell(printable(os.path.relpath(path)))
    for path in files.to_fill:
        tell(printable(f"note: {os.path.relpath(path)} has one place to fill in: SOURCE, where pip finds aksnet"))
    azure = spot.root / PIPELINES["azure"]
    if azure in files.texts:
        tell(printable(f"note: Azure DevOps runs {os.path.relpath(azure)} once somebody makes a pipeline of it"))
    if files.to_add:
        tell(printable(f"note: add this under repos: in {os.path.relpath(spot.root / PRE_COMMIT)}"))
        emit(files.to_add)
    tell("next:")
    for command in _next(made, spot):
        tell(printable(f"  {command}"))


def _next(made: Draft, spot: Spot) -> Iterator[str]:
    """The first commands, each as it can be typed."""
    spec = shlex.quote(spot.typed)
    yield f"aksnet check {spec}"
    yield f"aksnet plan {spec}"
    provider = " --provider azapi" if made.azapi else ""
    yield f"aksnet sync {spec}" if "outputs" in made.spec else f"aksnet gen {spec}{provider}"
