"""`aksnet schema`: the JSON Schema of specs, and that of policies, for editors and validators."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from aksnet.commands.asking import choice
from aksnet.commands.telling import tell
from aksnet.commands.writing import write_own
from aksnet.errors import Place, Problem, UsageError, printable
from aksnet.facts.choices import SCHEMAS
from aksnet.schema.modeline import NAME
from aksnet.schema.policy_schema import policy_schema_text
from aksnet.schema.spec_schema import schema_text
from aksnet.spec.loading import STDIN
from aksnet.spec.schema_ids import is_schema

# What messages call what a schema is of.
_SAID = {"spec": "specs", "policy": "policies"}


def schema(what: str, output: str | None) -> str | None:
    """The text of a schema, or None where it was written into a file; raises UsageError and OutputError."""
    choice(what, SCHEMAS, "WHAT")
    text = schema_text() if what == "spec" else policy_schema_text()
    if output is None:
        return text
    _refuse(output)
    name = f"schema of aksnet's {_SAID[what]}"
    write_own(Path(output), text.encode(), name, partial(_is_own, what))
    tell(printable(f"the {name} is in {output}"))
    return None


def _is_own(kind: str, data: bytes) -> bool:
    return is_schema(data.decode("utf-8", "replace"), kind)


def _refuse(output: str) -> None:
    """Raise UsageError for what is no name of a file."""
    problem: tuple[str, str] | None = None
    if not output.strip():
        problem = "the file has no name", "is a variable not set?"
    elif output == STDIN:
        problem = "- is no file", "leave --output out: standard output gets the schema"
    elif output.endswith(("/", os.sep)) or os.path.isdir(output):  # noqa: PTH112  # it may be no name
        problem = f"{output} is a folder", f"name the file in it, such as {NAME}"
    if problem is not None:
        raise UsageError(Problem(problem[0], Place("--output"), problem[1]))
