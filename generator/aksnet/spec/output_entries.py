"""The entries of `outputs:` in a spec, and what is wrong with them as far as they tell by themselves."""

from collections.abc import Iterator
from typing import Annotated, Literal

from aksnet.errors import Problem, SpecError
from aksnet.modes.base import AS_TEXT, Model, Word, matching
from aksnet.spec.models import ClusterName
from aksnet.spec.nodes import Node
from aksnet.spec.validation import validated

# How files end whose names may be taken for that of a directory.
_ENDS = (".tf", ".tofu", ".bicep", ".bicepparam", ".json", ".sh")
# Whose language it is that a file of people's is in; files with other names may be templates of either.
_LANGUAGES = {".tf": "terraform", ".tofu": "terraform", ".bicep": "bicep"}
_ENTRY = "{target: terraform, path: main.tf}"
EXAMPLE = f"outputs: [{_ENTRY}]"


_ADDRESS = matching(
    r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)+",
    "address of a resource, such as azurerm_kubernetes_cluster.prod",
)


class Output(Model):
    """One file, or the files of one directory, that aksnet writes; without `cluster` for each cluster of the spec.

    With `emit: block` it is a file that people write, and only the lines between markers are aksnet's; all others are
    aksnet's as a whole, and `path` is their directory. `resource` is the address of the cluster's resource in
    Terraform, where pools stand beside it.
    """

    cluster: ClusterName | None = None
    target: Literal["terraform", "bicep", "arm", "az"] = "terraform"
    emit: Literal["block", "cluster", "module", "inputs"] = "block"
    provider: Literal["azurerm", "azapi"] = "azurerm"
    provider_version: Annotated[Word, AS_TEXT] | None = None
    api_version: Word | None = None
    preview: bool = False
    resource: Annotated[Word, _ADDRESS] = "azurerm_kubernetes_cluster.this"
    path: Word


def faults_of_outputs(node: Node | None) -> list[Problem]:
    """What is wrong with the outputs of a spec, whatever its clusters are called."""
    try:
        entries = list(entries_of(node)) if node is not None else []
    except SpecError as error:
        return list(error.problems)
    faults = [problem for entry in entries for problem in _faults(entry)]
    return faults or list(_twice([(entry, output_of(entry)) for entry in entries]))


def _twice(entries: list[tuple[Node, Output]]) -> Iterator[Problem]:
    """Markers of one cluster that two outputs want in one file; an output without a cluster is for each of them."""
    first: dict[str, dict[str | None, Node]] = {}
    for entry, output in entries:
        if output.emit == "block":
            there = first.setdefault(output.path, {})
            keys = (output.cluster, None) if output.cluster is not None else tuple(there)
            other = next((there[key] for key in keys if key in there), None)
            if other is not None:
                hint = f"leave one of them out (the first: {other.where(('path',))})"
                yield Problem(f"two outputs write {output.path}", entry.where(("path",)), hint)
            there.setdefault(output.cluster, entry)


def entries_of(node: Node) -> Iterator[Node]:
    """The entries of outputs; raises SpecError where these are no list."""
    if node.kind is not tuple and not node.is_null:
        raise SpecError(Problem("outputs is no list", node.place, f"for example {EXAMPLE}"))
    yield from node.items.values()


def output_of(entry: Node) -> Output:
    """What an entry says; raises SpecError where it is no output."""
    if entry.kind is not dict:
        words = "nothing" if entry.is_null else repr(entry.data) if entry.kind is object else "a list"
        raise SpecError(Problem(f"{words} stands where an output is due", entry.place, f"for example {_ENTRY}"))
    output = validated(Output, entry)
    fault = _fault_of_path(output)
    if fault is not None:
        raise SpecError(fault._replace(place=entry.where(("path",))))
    return output


def _faults(entry: Node) -> tuple[Problem, ...]:
    try:
        output_of(entry)
    except SpecError as error:
        return error.problems
    return ()


def _fault_of_path(output: Output) -> Problem | None:
    """What is wrong with the name of a file or a directory, as far as it tells by itself."""
    if output.emit != "block" and output.path.endswith(_ENDS):
        message = f"{output.path} is the name of a file, and with emit: {output.emit} this is a directory"
        return Problem(message, hint="name the directory; for markers in a file leave out emit")
    if output.emit == "block" and output.path.endswith(".json"):
        hint = "name a file in the language itself, or let aksnet own files: emit: cluster"
        return Problem(f"{output.path} is JSON, which has no comments, and so no place for markers", hint=hint)
    return _fault_of_language(output) if output.emit == "block" else None


def _fault_of_language(output: Output) -> Problem | None:
    """Whether a file would get text of another language; a target that has no markers at all is told elsewhere."""
    language = language_of(output.path)
    if language is None or output.target in (language, "arm", "az"):
        return None
    message = f"{output.path} is a file of {language}, and the target here is {output.target}"
    default = "" if "target" in output.model_fields_set else " by default"
    return Problem(f"{message}{default}", hint=f"say target: {language}, or name another file")


def language_of(name: str) -> str | None:
    """The target that a file of people's is for, as far as its name tells."""
    return next((language for end, language in _LANGUAGES.items() if name.lower().endswith(end)), None)
