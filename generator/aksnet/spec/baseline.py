"""A baseline: the findings that were there on the day it was written, and are not told again."""

from typing import Annotated, Literal

from pydantic import Field

from aksnet.modes.base import Many, Model


class Entry(Model):
    """Findings that are alike but for their lines; `file` is told from the folder of the baseline."""

    rule: str
    file: str
    cluster: str
    message: str
    count: Annotated[int, Field(ge=1)]


class Baseline(Model):
    """What the file holds."""

    version: Literal[1]
    findings: Many[Entry]
