"""A spec as YAML that people keep: one key in a line, small things in braces, and remarks above what they explain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from aksnet.spec.nodes import Key
from aksnet.spec.yaml_text import resolve
from aksnet.view import Json

Remarks = Mapping[tuple[Key, ...], str]
# How long a line in braces may become, and from which depth on there are such lines.
_WIDTH, _DEEP = 110, 2
_PLAIN = re.compile(r"<[\w .-]+>|[A-Za-z/_][\w./-]*|[0-9]+(?:\.[0-9]+){3}(?:/[0-9]+)?", re.ASCII)
# What YAML does not take as it is, though JSON would.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def printed(spec: Mapping[str, Json], remarks: Remarks | None = None, head: Sequence[str] = ()) -> str:
    """The text of a spec; a remark stands above the key at its path, and `head` above all of it, line by line."""
    lines = [*_remark("\n".join(head), 0)] if head else []
    lines += _mapping(spec, (), remarks or {})
    return "".join(f"{line}\n" for line in lines)


def scalar_text(value: Json) -> str:
    """A scalar as YAML, in quotes where it would mean something else without."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and isinstance(resolve(value), str):
        return value
    return _UNPRINTABLE.sub(lambda found: _escaped(found[0]), json.dumps(value, ensure_ascii=False))


def _escaped(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"


def _remark(text: str, indent: int) -> Iterator[str]:
    for line in text.splitlines():
        yield f"{' ' * indent}# {line}".rstrip()


def _mapping(node: Mapping[str, Json], path: tuple[Key, ...], remarks: Remarks) -> Iterator[str]:
    indent = 2 * len(path)
    for key, value in node.items():
        at = (*path, key)
        yield from _remark(remarks.get(at, ""), indent)
        yield from _value(f"{' ' * indent}{scalar_text(key)}:", value, at, remarks)


def _value(lead: str, value: Json, at: tuple[Key, ...], remarks: Remarks) -> Iterator[str]:
    flow = f"{lead} {_flow(value)}"
    if not isinstance(value, dict | list) or not value or _is_small(value, at, flow, remarks):
        yield flow
    elif isinstance(value, dict):
        yield lead
        yield from _mapping(value, at, remarks)
    else:
        yield lead
        yield from _items(value, at, remarks)


def _is_small(value: Json, at: tuple[Key, ...], flow: str, remarks: Remarks) -> bool:
    """Whether a collection stands in one line: lists of scalars, and below the first level mappings of such.

    What has a remark inside does not.
    """
    if any(path[: len(at)] == at and len(path) > len(at) for path in remarks):
        return False
    deep = len(at) >= _DEEP or isinstance(value, list)
    return deep and len(flow) <= _WIDTH and all(_is_flat(one) for one in _children(value))


def _children(value: Json) -> Sequence[Json]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _is_flat(value: Json) -> bool:
    return not isinstance(value, dict) and not any(isinstance(one, dict | list) for one in _children(value))


def _items(items: Sequence[Json], path: tuple[Key, ...], remarks: Remarks) -> Iterator[str]:
    indent = " " * (2 * len(path))
    for number, item in enumerate(items):
        at = (*path, number)
        yield from _remark(remarks.get(at, ""), len(indent))
        flow = f"{indent}- {_flow(item)}"
        if isinstance(item, dict) and item and not _is_small(item, at, flow, remarks):
            first, *rest = _mapping(item, at, remarks)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield flow


def _flow(value: Json) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar_text(key)}: {_flow(below)}' for key, below in value.items())}}}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else scalar_text(value)
