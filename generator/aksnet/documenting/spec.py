"""The page about the fields of a spec, of the rows that its schema has about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.documenting.markdown import code, table
from aksnet.schema.rows import Row, rows

_INTRODUCTION = """\
# The spec

A spec is YAML, JSON or TOML, with one cluster, or several under `clusters`. Only `network` is required, and of it only
`plugin`. `aksnet schema` prints [its JSON Schema](../spec.v1.schema.json), by which editors complete and check it.
Samples worth copying: [overlay](../../samples/overlay/aksnet.yaml), [pods in a subnet of their
own](../../samples/pod-subnet/aksnet.yaml), [a fleet](../../samples/fleet/aksnet.yaml).

In a path `[]` stands for each item of a list, and `<name>` for a name of your own. What a cluster has may stand under
`defaults` as well, and [in layers](../layers.md). Some fields are there for the rules to check against, and are not
written: `aksnet gen --emit cluster` says so.
"""
_NAMES = ("field", "takes", "what it says")


def spec_page() -> str:
    """The page with every field: what stands alone first, then what has members."""
    parts: dict[str, list[Row]] = {}
    for row in rows():
        parts.setdefault(row.path.partition(".")[0].removesuffix("[]"), []).append(row)
    alone = [row for fields in parts.values() if len(fields) == 1 for row in fields]
    lines = [_INTRODUCTION, "## A cluster, and what is around it", "", *_fields(alone)]
    for part, fields in parts.items():
        if len(fields) > 1:
            lines += [f"## {part}", "", *_fields(fields)]
    return "\n".join(lines)


def _fields(fields: Iterable[Row]) -> Iterator[str]:
    yield from (*table(_NAMES, ((code(row.path), row.type, " ".join(_said(row))) for row in fields)), "")


def _said(row: Row) -> Iterator[str]:
    if row.of:
        yield f"With {code(*row.of.split(', '))}."
    yield row.description.replace("<", "&lt;")
    if row.required:
        yield "Required."
    if row.default:
        yield f"Default: {code(row.default)}."
    if row.examples and not row.words:
        yield f"For example {code(row.examples[0])}."
    if row.retires:
        yield f"{row.retires}."
    yield from (f"<br>{code(word)}: {meaning}" for word, meaning in row.words)
