"""What the rules find in a first spec, before it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aksnet.commands.policies import Policies
from aksnet.commands.progress import Progress
from aksnet.commands.sync.syncing import Wanted, prepared_of
from aksnet.errors import AksnetError, Problem
from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from aksnet.spec.flags import NONE
from aksnet.spec.fleets import fleet_of
from aksnet.spec.layers import Layers, cluster_views, loaded
from aksnet.spec.loading import parse
from aksnet.spec.shared import shared_by


class FoundError(AksnetError):
    """Errors that rules found."""

    exit_code = 1


def found_in(text: str, file: Path, today: date) -> list[Finding]:
    """What check and sync would find in a spec with this text; raises FoundError where it is an error."""
    shared = shared_by(str(file))
    below = [shared.node] if shared is not None else []
    spec = loaded(fleet_of(*below, parse(str(file), text)), NONE, {str(file): text})
    if spec.outputs is not None:
        judged = prepared_of(spec, Wanted(Layers((str(file),)), today), Progress()).judged
    else:
        policies = [Policies(None).of(name) for name in spec.files]
        judged = check(cluster_views(spec), Context(today), policies=policies)
    errors = [one for one in judged.findings if one.severity is Severity.ERROR]
    if errors:
        raise FoundError(*(Problem(f"{one.rule} {one.slug}: {one.message}", None, one.hint) for one in errors))
    return list(judged.findings)
