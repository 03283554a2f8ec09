"""A user's templates as text: read, rendered, and looked at before anybody gets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NoReturn

from jinja2 import TemplateSyntaxError, nodes

from aksnet.errors import AksnetError, Place, Problem
from aksnet.resources import OwnTemplates
from aksnet.targets.own.environment import OwnEnvironment, Piece, TooDeepError, lines_of
from aksnet.targets.own.looking import Made, look_at_values
from aksnet.targets.own.parts import CONTRACTS
from aksnet.targets.own.reading import in_words, read
from aksnet.targets.own.references import look_at_references
from aksnet.targets.printing import Encode

_SEE = "docs/templates.md says what each part receives"


def print_own(
    language: str, name: str, encode: Encode, names: Mapping[str, Any], override: str, own: OwnTemplates
) -> str:
    """The template's text with `names` in it; raises AksnetError for what is wrong with a part of the user's."""
    return _made(language, name, encode, names, override, own).text


def print_own_together(
    language: str, parts: Sequence[str], encode: Encode, names: Mapping[str, Any], override: str, own: OwnTemplates
) -> list[str]:
    """The texts of files that are one whole, which refer to nothing that none of them declares."""
    made = {part.removesuffix(".j2"): _made(language, part, encode, names, override, own) for part in parts}
    look_at_references(made, language, own)
    return [one.text for one in made.values()]


def _made(language: str, name: str, encode: Encode, names: Mapping[str, Any], override: str, own: OwnTemplates) -> Made:
    environment, files = _prepared(language, encode, override, own)
    pieces = _pieces(environment, files, name, names)
    made = Made(pieces, files, [part for part in environment.loaded if part in files])
    if made.used:
        look_at_values(made, CONTRACTS[language].quote)
        found = own.fault(name.removesuffix(".j2"), made.text)
        if found is not None:
            at, problem = found
            raise AksnetError(made.problem(f"what this makes cannot be read: {problem.message}", at, problem.hint))
    return made


@cache
def _prepared(
    language: str, encode: Encode, override: str, own: OwnTemplates
) -> tuple[OwnEnvironment, Mapping[str, str]]:
    """The environment with all parts of a language, and the paths of those that are the user's."""
    environment = OwnEnvironment(encode)
    parts = read(CONTRACTS[language], override, own, environment)
    environment.trees = parts.trees
    environment.files = {name: parts.files.get(name, f"{language}/{name} of aksnet") for name in parts.trees}
    return environment, parts.files


def _pieces(
    environment: OwnEnvironment, files: Mapping[str, str], name: str, names: Mapping[str, Any]
) -> Sequence[Piece]:
    try:
        return environment.pieces_of(name, names)
    except Exception as error:
        _tell(error, environment, files)


def _tell(error: Exception, environment: OwnEnvironment, files: Mapping[str, str]) -> NoReturn:
    """Raise what the user can act on, where the error comes out of a part of theirs; else the error itself."""
    if isinstance(error, TooDeepError) and str(error) in files:
        raise AksnetError(Problem("this is nested too deeply to be run", Place(files[str(error)]))) from error
    if isinstance(error, TemplateSyntaxError) and (error.name or "") in files:
        raise AksnetError(in_words(error, files[error.name or ""])) from error
    through = list(lines_of(error, {file: name for name, file in environment.files.items()}))
    own = [Place(files[name], line) for name, line in through if name in files]
    if not own or (isinstance(error, TypeError) and through[-1][0] not in files):
        raise error  # a value of the spec that has no literal
    name, line = through[-1]
    hint = _SEE if name in files else _beyond(environment, files, name, line)
    raise AksnetError(Problem(str(error), own[-1], hint)) from error


def _beyond(environment: OwnEnvironment, files: Mapping[str, str], name: str, line: int) -> str:
    """Where an error shows in a part of aksnet's, and which name that it uses there a part of the user's gives."""
    used = {node.name for node in environment.trees[name].find_all(nodes.Name) if node.lineno == line}
    for part, file in files.items():
        for node in environment.trees[part].find_all(nodes.Name):
            if node.ctx != "load" and node.name in used:
                return f"aksnet's {name} uses {node.name}, which is given at {Place(file, node.lineno)}; {_SEE}"
    return f"it shows in line {line} of aksnet's {name}; {_SEE}"
