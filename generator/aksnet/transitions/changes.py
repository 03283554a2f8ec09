"""What is told of one cluster between before and after: verdicts, dangers, and the steps to the goal."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.configuration import Planned
from aksnet.errors import Place, Problem
from aksnet.facts.azurerm import Version
from aksnet.facts.sources import Source
from aksnet.findings import Severity
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Reason, Tool, worst_of_azure, worst_of_tool
from aksnet.view import ClusterView, PoolView


class Maker(NamedTuple):
    """The tool that makes a cluster afterwards, and in which releases it may be.

    `provider` is azurerm, azapi, avm, bicep, arm or az. `releases` are exact versions of azurerm, at least one where it
    is azurerm; `words` is what they are called together ("4.66.0", "~> 4.0"); `assumed`: nobody says which. `guessed`:
    nobody says with which tool either. `narrowed` is why not all are in use that the words allow. `standing`: the one
    in use is not known here, and the release stands for it.
    """

    provider: str
    releases: tuple[Version, ...] = ()
    words: str | None = None
    assumed: bool = False
    guessed: bool = False
    narrowed: str | None = None
    standing: bool = False


class Danger(NamedTuple):
    """Something that a plan does not show, or that two sides see differently: a finding by the id of its rule (9xx).

    Severity, hint and source stand where they differ from the rule's.
    """

    rule: str
    message: str
    place: Place | None = None
    severity: Severity | None = None
    hint: str | None = None
    source: Source | None = None


class Step(NamedTuple):
    """One step of a runbook.

    `edge` is the id of the single change in `azure/edges.py`. `preconditions` have to hold before it, `commands` are
    for the shell (az, kubectl), `changes` what to write, by language ("terraform", "bicep", "arm"); `effects` what
    happens to what runs, `verify` how to see that it is done, and `back` how to go back, None where one cannot.
    """

    edge: str
    title: str
    preconditions: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    effects: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()
    back: str | None = None
    sources: tuple[str, ...] = ()


class Runbook(NamedTuple):
    """The steps to the goal; without any where there is nothing to do.

    Where there is no path, `unreachable` says so in a sentence, `nearest` which states can be reached, and the steps
    are those of a cut-over to a new cluster. `open` says what no step is planned for, as a value cannot be told.
    """

    steps: tuple[Step, ...] = ()
    unreachable: str | None = None
    nearest: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class PoolChange(NamedTuple):
    """What is told of one pool; before or after is None where it is not there."""

    name: str
    before: PoolView | None
    after: PoolView | None
    azure: OfAzure
    tool: OfTool


class Readdressed(NamedTuple):
    """A resource of Terraform that has another address afterwards: the cluster, or the `pool` of that name.

    `certain`: both sides surely have one state, so that it is another resource.
    """

    pool: str | None
    before: str
    after: str
    certain: bool


class Pair(NamedTuple):
    """One cluster before and after; None where it is not there.

    `planned` are Terraform's own words in a plan, by address, where the two are the two sides of one. `faults` say what
    is wrong with where it leads: what rules call an error afterwards, and did not before; `surrounding` are those of
    them that a new cluster would not have, as it gets ranges and subnets of its own. `readdressed` is what of it
    has another address of Terraform's, and `forgotten` the addresses that leave its state without being destroyed.
    `hidden` has why something may be there afterwards all the same, by its address before: what could not be read.
    """

    name: str
    before: ClusterView | None
    after: ClusterView | None
    maker: Maker
    planned: tuple[tuple[str, Planned], ...] = ()
    faults: tuple[Reason, ...] = ()
    surrounding: tuple[Reason, ...] = ()
    readdressed: tuple[Readdressed, ...] = ()
    forgotten: tuple[str, ...] = ()
    hidden: tuple[tuple[str, Problem], ...] = ()


class Change(NamedTuple):
    """All that is told of one cluster; `azure` and `tool` are about the cluster itself, and `pools` about each pool."""

    pair: Pair
    azure: OfAzure
    tool: OfTool
    pools: tuple[PoolChange, ...] = ()
    runbook: Runbook = Runbook()
    dangers: tuple[Danger, ...] = ()

    @property
    def name(self) -> str:
        """The cluster's name."""
        return self.pair.name

    @property
    def azure_verdict(self) -> Azure:
        """What the service does at the worst, with the cluster or with one of its pools."""
        return worst_of_azure((self.azure.verdict, *(pool.azure.verdict for pool in self.pools)))

    @property
    def tool_verdict(self) -> Tool:
        """What the tool does at the worst, with the cluster or with one of its pools."""
        return worst_of_tool((self.tool.verdict, *(pool.tool.verdict for pool in self.pools)))


__all__ = ["Change", "Danger", "Maker", "Pair", "Planned", "PoolChange", "Readdressed", "Runbook", "Step"]
