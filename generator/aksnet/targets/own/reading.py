"""A user's parts read beside aksnet's own: what they must not say is told before anything is rendered."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from aksnet.errors import AksnetError, Place, Problem
from aksnet.resources import OwnTemplates, template
from aksnet.targets.contracts import Contract
from aksnet.targets.own.grammar import includes, stored, wrongs


class Parts(NamedTuple):
    """The parts of a language by name: what was read of them, and the paths of those that are the user's."""

    trees: dict[str, nodes.Template]
    files: dict[str, str]


def read(contract: Contract, override: str, own: OwnTemplates, environment: Environment) -> Parts:
    """The parts of a language; raises AksnetError for what is wrong with the user's."""
    texts, files = _texts(contract, override, own)
    trees, problems = {}, []
    for name, text in texts.items():
        try:
            trees[name] = environment.parse(text)
            stored(trees[name])  # looks at every node
        except TemplateSyntaxError as error:
            problems.append(in_words(error, files[name]))
        except (RecursionError, MemoryError, ValueError):
            problems.append(Problem("this is nested too deeply to be read", Place(files[name])))
    if not problems:
        problems = [*_refused(trees, files, contract), *_circles(trees, files)]
    if problems:
        raise AksnetError(*problems)
    return Parts(trees, files)


def in_words(error: TemplateSyntaxError, file: str) -> Problem:
    """What Jinja says of a text that is no template."""
    said = [one[:1].lower() + one[1:] for one in (error.message or "").rstrip(".").split(". ")]
    return Problem(said[0], Place(file, error.lineno), ". ".join(said[1:]) or None)


def _texts(contract: Contract, override: str, own: OwnTemplates) -> tuple[dict[str, str], dict[str, str]]:
    """The text of each part, and the path of each that is the user's."""
    given = dict(own.texts)
    texts, files = {}, {}
    for part in contract.parts:
        places = [f"{contract.language}/{override}/{part.file}"] if override else []
        places.append(f"{contract.language}/{part.file}")
        mine = next((place for place in places if place in given), None)
        if mine is not None:
            files[part.file] = os.path.join(own.directory, mine)  # noqa: PTH118 - as the user wrote it
            texts[part.file] = given[mine]
        else:
            texts[part.file] = next(text for text in map(template, places) if text is not None)
    return texts, files


def _refused(trees: Mapping[str, nodes.Template], files: Mapping[str, str], contract: Contract) -> Iterator[Problem]:
    """What the user's parts must not say."""
    names = {one.name for one in contract.names}.union(*map(stored, trees.values()), {"loop"})
    for name, file in files.items():
        for line, message, hint in wrongs(trees[name], trees.keys(), names):
            yield Problem(message, Place(file, line), hint)


def _circles(trees: Mapping[str, nodes.Template], files: Mapping[str, str]) -> Iterator[Problem]:
    """Parts of the user's that include themselves, through others or at once."""
    for name, file in files.items():
        for line, included in includes(trees[name]):
            if name in _reached(included, trees):
                way = "itself" if included == name else f"{included}, which leads back to {name}"
                yield Problem(f"this part includes {way}", Place(file, line), "includes must come to an end")


def _reached(name: str, trees: Mapping[str, nodes.Template]) -> set[str]:
    """The parts that including one brings in."""
    reached: set[str] = set()
    pending = [name]
    while pending:
        one = pending.pop()
        if one in trees and one not in reached:
            reached.add(one)
            pending += (included for _, included in includes(trees[one]))
    return reached
