"""A spec that a program has as plain data, as the tree that a file is read into; its values have no lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import MAX_DEPTH, Key, Node, Scalar, mapping, scalar, sequence
from aksnet.spec.sayings import dotted
from aksnet.spec.schema_ids import refuse_other_schema, without_schema

# What places call it.
SOURCE = "<spec>"
_PLACE = Place(SOURCE)
_HINT = "a spec has mappings, lists, texts, numbers and booleans: str(…) makes a text"
# No field takes a number as long as that; Python itself does not print those of thousands of digits.
_MAX_BITS = 256


def spec_of(data: Mapping[str, object]) -> Node:
    """The tree of a spec, as a file with the same in it has it; raises SpecError for what no file could say."""
    return refuse_other_schema(without_schema(node_of(data)))


def node_of(data: object, path: tuple[Key, ...] = ()) -> Node:
    """The tree of plain data; raises SpecError for what no file could say."""
    if len(path) > MAX_DEPTH:
        raise SpecError(Problem(f"the spec is nested more than {MAX_DEPTH} levels deep", _PLACE))
    if isinstance(data, Mapping):
        return mapping(_PLACE, _entries(data, path))
    if isinstance(data, list | tuple):
        return sequence(_PLACE, [node_of(item, (*path, at)) for at, item in enumerate(data)])
    return scalar(_scalar(data, path), _PLACE)


def _entries(data: Mapping[object, object], path: tuple[Key, ...]) -> Iterator[tuple[str, Place, Node]]:
    for key, item in data.items():
        if not isinstance(key, str):
            raise _refused(path, f"this has a key that is {_a(key)}", "the keys of a spec are texts")
        yield str.__str__(key), _PLACE, node_of(item, (*path, key))


def _scalar(data: object, path: tuple[Key, ...]) -> Scalar:
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, str):
        return str.__str__(data)  # a member of an enumeration as its value
    if isinstance(data, int) and data.bit_length() <= _MAX_BITS:
        return int(data)
    if isinstance(data, int):
        raise _refused(path, "this is a number that no field of a spec takes", "write a smaller one")
    if isinstance(data, float):
        raise _refused(
            path, f"this is {data!r}, and no field of a spec is a fraction", "write it as a text, such as '1.30'"
        )
    raise _refused(path, f"this is {_a(data)}", _HINT)


def _a(data: object) -> str:
    name = type(data).__name__
    return f"an {name}" if name[0] in "AEIOUaeiou" else f"a {name}"


def _refused(path: tuple[Key, ...], message: str, hint: str) -> SpecError:
    return SpecError(Problem(f"{dotted(path)}{message}", _PLACE, hint))
