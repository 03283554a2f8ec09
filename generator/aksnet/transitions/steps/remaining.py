"""What is no change of the graph: settings that Azure changes in place, and those that it never changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.facts import az
from aksnet.paths import AUTHORIZED, LOAD_BALANCER, NAT, PRIVATE
from aksnet.transitions.azure.judging import PROVISIONING
from aksnet.transitions.changes import Change, Step
from aksnet.transitions.steps.shell import TERRAFORM, flag, of_cluster, show, update
from aksnet.transitions.verdicts import Azure, Reason
from aksnet.view import ClusterView

_ID, _AZ = "settings", "az"
_NO_FLAG = "{} has no flag here: az aks update --help"
_BACK = {_AZ: "az aks update with the values that they had"}
# What has a flag to turn it on, and one to turn it off.
_SWITCHES = {PRIVATE: ("--enable-private-cluster", "--disable-private-cluster")}
_NUMBERS = (LOAD_BALANCER, NAT)
_NAMES = {
    PROVISIONING: "--node-provisioning-mode",
    "sku.tier": "--tier",
    **{path: row.flag for path, row in az.CLUSTER.items() if path.startswith(_NUMBERS) and row.flag is not None},
}
_APPLY = "apply the whole text; the plan must change only what is named here, and replace nothing"
_DEPLOY = "deploy the whole text"


def never_changed(change: Change) -> str | None:
    """Why it takes a new cluster although the way of the network is free; None where it does not."""
    if change.azure.verdict is not Azure.RECREATE:
        return None
    fixed = [_said(reason) for reason in change.azure.reasons if reason.verdict is Azure.RECREATE]
    return f"Azure never changes {', nor '.join(dict.fromkeys(fixed))}: it takes a new cluster" if fixed else None


def _said(reason: Reason) -> str:
    return f"{reason.path} from {reason.before or 'nothing'} to {reason.after or 'nothing'}"


def remaining_steps(change: Change, steps: Sequence[Step]) -> Iterator[Step]:
    """The settings that are left when the steps are done; one apply does them, and nothing needs to be said alone."""
    before, after = change.pair.before, change.pair.after
    if not steps or before is None or after is None:
        return
    provider, left = change.pair.maker.provider, tuple(_left(change, steps))
    if provider == _AZ:
        left = tuple(one for one in left if not _made(steps, _flags(one.path, after)))
    if not left:
        return
    paths = list(dict.fromkeys(reason.path for reason in left))
    flags = {path: words for path in paths if (words := _flags(path, after)) is not None}
    unsaid = [path for path in paths if path not in flags]
    terraform = provider in TERRAFORM
    yield Step(
        _ID,
        f"change what is left in place: {', '.join(paths)}",
        ("all steps before are done", *(_NO_FLAG.format(path) for path in unsaid if provider == _AZ)),
        (update(before, *flags.values()),) if flags else (),
        () if provider == _AZ else (("terraform" if terraform else provider, _APPLY if terraform else _DEPLOY),),
        verify=tuple(_look(before, path, after) for path in paths),
        back=_BACK.get(provider, "apply the text as it was" if terraform else "deploy the text as it was"),
        sources=tuple(dict.fromkeys(source.url for reason in left for source in reason.sources)),
    )


def _made(steps: Sequence[Step], flags: str | None) -> bool:
    """Whether a command of the steps gives the setting already; other tools may write it instead of that command."""
    return flags is not None and any(f" {flags} " in f"{command} " for step in steps for command in step.commands)


def _flags(path: str, after: ClusterView) -> str | None:
    """The flag of `az aks update` for a setting, None where none is known here."""
    value = after.known(path)
    if path in _SWITCHES:
        return _SWITCHES[path][0 if value is True else 1]
    if path == AUTHORIZED:  # an empty one lets everybody in again
        return flag("--api-server-authorized-ip-ranges", ",".join(after.texts(path)))
    name = _NAMES.get(path)
    return flag(name, str(value)) if name is not None and isinstance(value, str | int) else None


def _look(before: ClusterView, path: str, after: ClusterView) -> str:
    """The command that shows the setting, and what it then prints where that is one line."""
    value = after.known(path)
    if isinstance(value, str | int):
        return show(before, path, value if isinstance(value, str) else str(value).lower())
    return f"az aks show {of_cluster(before)} {flag('--query', path)}"


def _left(change: Change, steps: Sequence[Step]) -> Iterator[Reason]:
    """Reasons for what no step has done; what a step asks for before it has been done by then."""
    covered = " ".join(text for step in steps for text in (*dict(step.changes).values(), *step.verify))
    early = {one.path for one in change.azure.reasons if one.verdict is Azure.STEPS and one.path != PRIVATE}
    for one in change.azure.reasons:
        late = one.verdict is Azure.IN_PLACE or (one.verdict is Azure.STEPS and one.path == PRIVATE)
        if late and one.path not in covered and one.path not in early:
            yield one
