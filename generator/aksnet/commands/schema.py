"""`aksnet schema`: the JSON Schema of specs, for editors and validators."""

from __future__ import annotations

import os
from pathlib import Path

from aksnet.commands.writing import write_own
from aksnet.errors import Place, Problem, UsageError
from aksnet.schema.modeline import NAME
from aksnet.schema.spec_schema import schema_text
from aksnet.spec.loading import STDIN
from aksnet.spec.schema_ids import is_schema


def schema(output: str | None) -> str | None:
    """The text of the schema, or None where it was written into a file; raises UsageError and OutputError."""
    if output is None:
        return schema_text()
    _refuse(output)
    write(Path(output))
    return None


def write_beside(spec: Path) -> Path:
    """Write the schema into the folder of a spec, under the name that its first lines give; returns its path.

    Raises OutputError where something else has that name.
    """
    path = spec.parent / NAME
    write(path)
    return path


def write(path: Path) -> None:
    """Write the schema into a file, where there is none or an older schema."""
    write_own(path, schema_text().encode(), "schema of aksnet", _is_own)


def _is_own(data: bytes) -> bool:
    return is_schema(data.decode("utf-8", "replace"))


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
