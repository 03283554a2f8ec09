"""A first spec as the text of a file."""

from __future__ import annotations

from aksnet.schema.modeline import HEAD
from aksnet.spec.printing import printed
from aksnet.starting.drafting import Draft
from aksnet.starting.remarks import remarks_of

NAME = "aksnet.yaml"


def text_of(draft: Draft) -> str:
    """The spec with a remark on each choice, and with what ties it to its schema in editors."""
    return printed(draft.spec, remarks_of(draft), HEAD)
