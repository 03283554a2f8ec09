"""`outputs:` of a spec: which files aksnet writes, for which cluster, in which language and version."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from aksnet.errors import Place, Problem, SpecError
from aksnet.modes.base import AS_TEXT, Model, Word, matching
from aksnet.spec.layers import Loaded
from aksnet.spec.loading import STDIN, source_of
from aksnet.spec.models import ClusterName
from aksnet.spec.nodes import Node
from aksnet.spec.validation import validated

# How files end whose names may be taken for that of a directory.
_ENDS = (".tf", ".tofu", ".bicep", ".bicepparam", ".json", ".sh")
# Whose language it is that a file of people's is in; files with other names may be templates of either.
_LANGUAGES = {".tf": "terraform", ".tofu": "terraform", ".bicep": "bicep"}
# What stands for the name of the cluster in a path.
CLUSTER = "{cluster}"
_ENTRY = "{target: terraform, path: main.tf}"
_EXAMPLE = f"outputs: [{_ENTRY}]"


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


class Asked(NamedTuple):
    """An output for one cluster of a spec, which is known by its number; `node` is what it was read from."""

    number: int
    output: Output
    path: Path
    node: Node

    def place(self, key: str) -> Place:
        """Where a key of the output stands, or the output where it has no such key."""
        return self.node.where((key,))


def outputs_of(loaded: Loaded, names: Sequence[str]) -> list[Asked]:
    """The outputs of a spec for each of its clusters, whose names are given in order; raises SpecError."""
    node = loaded.outputs
    if node is None or node.is_null:
        hint = f"say in the spec where text goes, for example {_EXAMPLE}"
        raise SpecError(Problem("the spec has no outputs: there is nothing to write", Place(_first(loaded)), hint))
    if node.kind is not tuple:
        raise SpecError(Problem("outputs is no list", node.place, f"for example {_EXAMPLE}"))
    numbers = {name: number for number, name in enumerate(names)}
    problems: list[Problem] = []
    found = [one for entry in node.items.values() for one in _asked(entry, numbers, problems)]
    if problems:
        raise SpecError(*problems)
    return found


def _first(loaded: Loaded) -> str:
    return next(iter(loaded.texts), "--file")


def _asked(entry: Node, numbers: Mapping[str, int], problems: list[Problem]) -> Iterator[Asked]:
    if entry.kind is not dict:
        words = "nothing" if entry.is_null else repr(entry.data) if entry.kind is object else "a list"
        problems.append(Problem(f"{words} stands where an output is due", entry.place, f"for example {_ENTRY}"))
        return
    try:
        output = validated(Output, entry)
    except SpecError as error:
        problems.extend(error.problems)
        return
    fault = _fault_of_path(output)
    if fault is not None:
        problems.append(fault._replace(place=entry.where(("path",))))
        return
    base = _directory(entry.where(("path",)))
    if output.cluster is not None and output.cluster not in numbers:
        hint = f"there is: {', '.join(list(numbers)[:8])}{', …' if len(numbers) > 8 else ''}"
        problems.append(Problem(f"there is no cluster {output.cluster!r}", entry.where(("cluster",)), hint))
        return
    for name in [output.cluster] if output.cluster is not None else numbers:
        yield Asked(numbers[name], output, base / output.path.replace(CLUSTER, name), entry)


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


def _directory(place: Place) -> Path:
    """What a path in a spec starts from: the directory of the file that it stands in."""
    return Path() if place.source == source_of(STDIN) else Path(place.source).parent
