"""Whether what Terraform's own plan says of a resource can be what a verdict says."""

from __future__ import annotations

from aksnet.configuration import Planned
from aksnet.transitions.verdicts import Tool

# What a plan calls an update.
_TOUCHED = frozenset({Tool.IN_PLACE, Tool.ROTATE, Tool.PERMANENT_DIFF, Tool.ERROR_AT_APPLY})
_REPLACED = frozenset({("create", "delete"), ("delete", "create")})


def contradicts(planned: Planned, expected: Tool) -> bool:
    """Whether a plan says something else of a resource that is there before and afterwards."""
    if expected is Tool.UNDECIDED:
        return False
    if planned.actions in _REPLACED:
        return expected is not Tool.REPLACE
    if planned.actions == ("update",):
        return expected not in _TOUCHED
    return planned.actions == ("no-op",) and expected is not Tool.NO_OP
