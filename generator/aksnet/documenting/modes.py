"""The pages about modes, in Markdown: `docs/` has them, and `aksnet explain` prints one."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from aksnet.documenting.markdown import code, table
from aksnet.facts.choices import PLUGINS
from aksnet.modes import MODES, Mode
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of
from aksnet.view import Parameter

_INTRODUCTION = """\
# The modes

A mode is what `--plugin`, or `network.plugin` of a spec, chooses. `aksnet explain overlay` prints the page of one.
"""
_COMPARED = """\
## Side by side

What `aksnet modes` prints (`aksnet modes overlay kubenet` only these two; `--format json` has
[this shape](../modes.schema.json)):
"""
_RECOMMENDING = """\
## How a recommendation is made

`aksnet recommend` takes what a cluster needs (`--nodes`, `--pods`, `--vnet-space`, `--windows`, `--direct-pod-access`,
`--network-policy`, …; on a terminal it asks) and ranks all ways to set its network up: what fits and what is excluded,
each with its reasons and sources, the addresses it takes, the `aksnet gen` command for the best, and what that command
leaves to you. With `--existing kubenet` what an existing cluster reaches in place comes first. `--format json` has
[this shape](../recommend.schema.json).

Nothing is excluded by a number that you did not give, nor where documents say nothing: that is a doubt, and what some
documents rule out and another one has ranks behind it. Needs that no network has together are told.
"""


def modes_page(compared: str) -> str:
    """The page of all modes, with the tables that `aksnet modes` makes."""
    rows = ((f"[{name}]({name}.md)", code(*PLUGINS[name]), _summary(mode)) for name, mode in MODES.items())
    modes = table(("mode", "also known as", "what it is"), rows)
    return "\n".join([_INTRODUCTION, *modes, "", _COMPARED, compared.rstrip("\n"), "", _RECOMMENDING])


def _summary(mode: type[Mode]) -> str:
    return inspect.cleandoc(mode.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def mode_page(name: str) -> str:
    """The page of one CNI mode: what it is, how it stands in ARM, and the fields that a spec has for it."""
    mode = MODES[name]
    return "\n".join(_mode_lines(name, mode))


def _mode_lines(name: str, mode: type[Mode]) -> Iterator[str]:
    yield f"# {name}"
    if PLUGINS[name]:
        yield from ("", f"Also known as {code(*PLUGINS[name])}.")
    yield from ("", inspect.cleandoc(mode.__doc__ or ""), "")
    yield from ("## In ARM", "", f"As `network: {{plugin: {name}}}` gives it:", "")
    yield from (*table(("property", "value"), _values(name)), "", "## Fields", "")
    own = [field for field in mode.model_fields if field not in Mode.model_fields]
    yield f"Its own: {code(*own)}." if own else "It has none of its own."
    common = (field for field in Mode.model_fields if field != "plugin")
    yield from ("", f"As every mode: {code(*common)}.", "")


def _values(name: str) -> Iterator[tuple[str, str]]:
    view = view_of(Cluster.model_validate({"network": {"plugin": name}}))
    values = {**view.values, **{f"agentPoolProfiles[].{path}": value for path, value in view.pools[0].values.items()}}
    for path, value in values.items():
        if path.startswith("networkProfile.") or path.rpartition(".")[2] in ("maxPods", "podSubnetID", "vnetSubnetID"):
            data = "an existing subnet" if isinstance(value.data, Parameter) else f"`{value.data}`"
            yield code(path), data
