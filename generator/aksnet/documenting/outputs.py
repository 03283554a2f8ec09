"""The page about JSON outputs: the fields of each, out of its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aksnet.documenting.json_schemas import tables_of

_INTRODUCTION = """\
# JSON outputs

What `aksnet` prints as JSON is one document with `"version": 1` in it. Each has a JSON Schema (draft-07), which is what
these tables are written from; the tests hold the outputs against it.

In the path of a field `[]` stands for each item of a list, and `*` for any key. A field is there whenever what is
around it is, unless its type says that it may be left out; what has no value is `null`. A type in code is described
below its output.
"""


def outputs_page(schemas: Mapping[str, Any]) -> str:
    """The page with every output, of the schemas by their files' names."""
    lines = [_INTRODUCTION]
    for file, schema in sorted(schemas.items()):
        lines += [f"## {_title(schema)}", "", f"[{file}](../{file})", "", *tables_of(schema)]
    return "\n".join(lines)


def _title(schema: Any) -> str:
    return str(schema["title"]).removeprefix("What ").partition(" prints")[0].partition(" writes")[0]
