"""What every schema of aksnet begins with, and how it is written."""

from __future__ import annotations

import json

from aksnet.schema.pieces import Schema
from aksnet.spec.schema_ids import URN

VERSION = 1


def headed(kind: str, schema: Schema) -> Schema:
    """The schema of a kind of file with its id and its version."""
    comment = (
        f"version {VERSION} of the schema, written by aksnet schema. New fields and words keep the version; it changes "
        f"where a {kind} that was right would be wrong."
    )
    draft = "http://json-schema.org/draft-07/schema#"
    return {"$schema": draft, "$id": f"{URN}{kind}:v{VERSION}", "$comment": comment, **schema}


def written(schema: Schema) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
