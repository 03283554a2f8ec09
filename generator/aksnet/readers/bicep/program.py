"""Bicep as a program: a main file with values for its parameters, evaluated to the resources that it declares."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aksnet.expressions.tree import Literal
from aksnet.expressions.values import Val
from aksnet.readers.bicep.instance import Setting
from aksnet.readers.bicep.modules import Composite
from aksnet.readers.bicep.sources import Parsed, Sources
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.resources import Reading
from aksnet.readers.template.deployment import Deployment
from aksnet.readers.template.given import Given

_ABOVE = {
    "subscription": Deployment(group=None),
    "managementGroup": Deployment(None, None),
    "tenant": Deployment(None, None),
}


def read(path: Path, files: Files, parameters: Mapping[str, Val] | None = None, label: str | None = None) -> Reading:
    """What a Bicep file declares, with the values of a parameters file or else with its defaults."""
    shown = files.shown(path) if label is None else label
    sources = Sources(files)
    try:
        parsed = sources.parsed(path)
    except UnreadableError as error:
        return Reading(shown, (), (error.problem,))
    values = {name.lower(): value for name, value in (parameters or {}).items()}
    return evaluated(sources, parsed, Given(values), shown)


def evaluated(sources: Sources, parsed: Parsed, given: Given, label: str) -> Reading:
    """What a file declares with values for its parameters."""
    scope = parsed.file.target_scope
    deployment = _ABOVE.get(str(scope.value), Deployment()) if isinstance(scope, Literal) else Deployment()
    main = Composite(sources, parsed, given, Setting(deployment))
    return Reading(label, tuple(main.resources()), tuple(sources.problems), tuple(sources.templates.notes))
