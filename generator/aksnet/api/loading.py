"""`aksnet.load` and `aksnet.loads`: from files, folders, texts and plain data to clusters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aksnet.api.arguments import (
    Paths,
    Source,
    StrPath,
    a,
    hinted_in_python,
    in_words_of_python,
    path_of,
    paths_of,
    sources_of,
)
from aksnet.api.clusters import Clusters, unread_of
from aksnet.commands.policies import Policies
from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, ReadError, SpecError, UsageError
from aksnet.readers.inputs import STDIN, Inputs, Request, read_with_texts
from aksnet.readers.specs import described
from aksnet.rules.policy_ignores import matches
from aksnet.spec import shared
from aksnet.spec.policy_files import policy_node


def load(
    source: Source,
    *,
    var_files: Paths = (),
    parameters: StrPath | None = None,
    policy: StrPath | None = None,
    open_addresses: bool = False,
    partial: bool = False,
) -> Clusters:
    """The clusters of files and folders, or of a spec as plain data (a mapping).

    Whatever `aksnet check` reads: specs, Terraform, Bicep, ARM, plans and states as JSON, answers of az. `var_files`
    give values to variables of Terraform, `parameters` (a file in JSON) to those of Bicep and ARM. `policy` is the file
    of one, else the nearest above each file holds, or for plain data above the working directory; what it excludes is
    not looked at, and `notes` say so of what is named itself. With `open_addresses` a spec may leave ranges open, for
    `aksnet.plan`.

    Raises ReadError (SpecError where it is a spec) for what cannot be read as a whole: with `partial` it is told by
    `unread` instead. Raises UsageError for paths that are not there, and for values that nothing asks for.
    """
    policies = _policies(policy)
    if isinstance(source, Mapping):
        _refuse_values(var_files, parameters)
        inputs = Inputs([described(source, planned=open_addresses)], {})
    else:
        inputs = _read(_request(source, var_files, parameters, policies, open_addresses=open_addresses))
    return _clusters(inputs, policies, open_addresses=open_addresses, partial=partial)


def loads(
    text: str,
    filename: StrPath | None = None,
    *,
    var_files: Paths = (),
    parameters: StrPath | None = None,
    policy: StrPath | None = None,
    open_addresses: bool = False,
    partial: bool = False,
) -> Clusters:
    """The clusters of a text, which stands in the place of the file `filename`, as `aksnet.load` reads that.

    Its suffix says what the text is ("main.tf"), and the files beside it are read as far as the text asks for them.
    Without a name it is a spec, or JSON that says itself what it is; places then call it `<stdin>`.
    """
    if not isinstance(text, str):
        raise TypeError(f"aksnet.loads takes a text, and this is {a(text)}: read it, or decode it")
    policies = _policies(policy)
    request = _request(STDIN, var_files, parameters, policies, open_addresses=open_addresses)._replace(
        paths=[STDIN],
        stdin_filename=path_of(filename, "filename") if filename is not None else None,
        stdin=lambda: text.encode("utf-8", "surrogatepass"),
    )
    return _clusters(_read(request), policies, open_addresses=open_addresses, partial=partial)


def forget() -> None:
    """Look at policies and shared defaults anew: a program that stays may have changed them since the last call."""
    shared.forget()
    policy_node.cache_clear()
    matches.cache_clear()


def _policies(policy: StrPath | None) -> Policies:
    forget()
    with in_words_of_python():
        return Policies(path_of(policy, "policy") if policy is not None else None)


def _request(
    source: object,
    var_files: object,
    parameters: object,
    policies: Policies,
    *,
    open_addresses: bool,
) -> Request:
    paths = sources_of(source, "aksnet.load")
    if not paths:
        raise UsageError(Problem("there is nothing to read", hint="name files or folders"))
    return Request(
        paths,
        var_files=paths_of(var_files, "var_files"),
        parameters=path_of(parameters, "parameters") if parameters is not None else None,
        whole=not open_addresses,
        excluding=policies.excludes,
    )


def _refuse_values(var_files: object, parameters: object) -> None:
    for name, given in (("var_files", paths_of(var_files, "var_files")), ("parameters", parameters)):
        if given:
            raise UsageError(Problem("a spec takes no values of variables", Place(name), "leave it out"))


def _read(request: Request) -> Inputs:
    with in_words_of_python():
        return read_with_texts(request)


def _clusters(inputs: Inputs, policies: Policies, *, open_addresses: bool, partial: bool) -> Clusters:
    inputs = inputs._replace(configurations=[*map(_in_words_of_python, inputs.configurations)])
    if not partial:
        refuse_unread(inputs.configurations)
    return Clusters(inputs, policies, open_addresses=open_addresses)


def _in_words_of_python(one: Configuration) -> Configuration:
    """What was read, with hints that name arguments."""
    if not one.unread:
        return one
    return one._replace(unread=tuple(map(hinted_in_python, one.unread)))


def refuse_unread(configurations: Sequence[Configuration]) -> None:
    """Raise ReadError for what could not be read, or SpecError where all of it are specs."""
    problems = unread_of(configurations)
    if problems:
        specs = all(one.views is not None for one in configurations if one.unread)
        raise SpecError(*problems) if specs else ReadError(*problems)
