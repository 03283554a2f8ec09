"""The page about the fields of an organisation's policy, of its schema."""

from __future__ import annotations

from aksnet.documenting.json_schemas import tables_of
from aksnet.schema.policy_schema import policy_schema

_INTRODUCTION = """\
# The policy

What an organisation asks for beyond Azure's own rules, in `.aksnet.yaml` or under `[tool.aksnet]` in `pyproject.toml`.
[How to write one](../how-to/policy.md); `aksnet schema policy` prints [its JSON Schema](../policy.v1.schema.json).

In the path of a field `[]` stands for each item of a list, and `*` for any key. A type in code is described below.
"""


def policy_page() -> str:
    """The page with every field."""
    return "\n".join([_INTRODUCTION, *tables_of(policy_schema())])
