"""The part of SARIF 2.1.0 that a report uses, as a JSON Schema of our own: stricter than the published one.

The published schema is not in this repository. Where the variable SARIF_SCHEMA names a copy of it, a test asks it too.
"""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "object", "additionalProperties": False, "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}  # fmt: skip
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_URI = {"type": "string", "pattern": r"^[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+$"}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


_RULE = _object(
    ["id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
    id={"type": "string", "pattern": "^AKN[0-9]{3}$"},
    name={"type": "string", "pattern": "^[A-Za-z0-9]+$"},
    shortDescription=_TEXT,
    fullDescription=_TEXT,
    help=_object(["text"], text={"type": "string", "minLength": 1}, markdown={"type": "string", "minLength": 1}),
    helpUri=_URI,
    defaultConfiguration=_object(["level"], level=_LEVEL),
)
_PHYSICAL = _object(
    ["artifactLocation", "region"],
    artifactLocation=_object(["uri"], uri=_URI, uriBaseId={"const": "%SRCROOT%"}),
    region=_object(["startLine"], startLine={"type": "integer", "minimum": 1}, startColumn={"type": "integer", "minimum": 1}),
)  # fmt: skip
_LOCATION = _object(
    ["logicalLocations"],
    physicalLocation=_PHYSICAL,
    logicalLocations={"type": "array", "minItems": 1, "items": _object(["name", "kind"], name={"type": "string"}, kind={"const": "resource"})},
)  # fmt: skip
_REPLACEMENT = _object(
    ["deletedRegion", "insertedContent"],
    deletedRegion=_object(
        ["startLine", "startColumn", "endLine", "endColumn"],
        **{key: {"type": "integer", "minimum": 1} for key in ("startLine", "startColumn", "endLine", "endColumn")},
    ),
    insertedContent=_object(["text"], text={"type": "string"}),
)
_CHANGE = _object(
    ["artifactLocation", "replacements"],
    artifactLocation=_PHYSICAL["properties"]["artifactLocation"],
    replacements={"type": "array", "minItems": 1, "items": _REPLACEMENT},
)
_FIX = _object(
    ["description", "artifactChanges"],
    description=_TEXT,
    artifactChanges={"type": "array", "minItems": 1, "items": _CHANGE},
)
_RESULT = _object(
    ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_TEXT,
    locations={"type": "array", "minItems": 1, "items": _LOCATION},
    partialFingerprints={"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
    fixes={"type": "array", "minItems": 1, "items": _FIX},
)
_INVOCATION = _object(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications={
        "type": "array",
        "items": _object(
            ["level", "message"],
            level=_LEVEL,
            message=_TEXT,
            locations={"type": "array", "items": _object(["physicalLocation"], physicalLocation=_PHYSICAL)},
        ),
    },
)
_DRIVER = _object(["name", "version", "rules"], name={"const": "aksnet"}, version={"type": "string"}, rules={"type": "array", "uniqueItems": True, "items": _RULE})  # fmt: skip
_RUN = _object(
    ["tool", "invocations", "columnKind", "results"],
    tool=_object(["driver"], driver=_DRIVER),
    invocations={"type": "array", "minItems": 1, "items": _INVOCATION},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": _RESULT},
)
SHAPE = _object(
    ["$schema", "version", "runs"],
    **{"$schema": _URI},
    version={"const": "2.1.0"},
    runs={"type": "array", "minItems": 1, "items": _RUN},
)
