"""What a rule is: an id, a severity, its sources, and a pure check over a view."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from aksnet.dialects import Dialect
from aksnet.errors import Place
from aksnet.facts.sources import Source
from aksnet.facts.versions import Version
from aksnet.findings import Fix, Severity
from aksnet.planning.fleet import Fleet
from aksnet.planning.peerings import Peerings
from aksnet.planning.ranges import Ranges
from aksnet.planning.uses import Uses
from aksnet.view import ClusterView, Ignore

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy

# What a hint may begin with that is spelt as it is typed.
_COMMANDS = ("aksnet", "az")


class Context(NamedTuple):
    """What a check may depend on beside the cluster.

    The day; what is to be written; the organisation's policy; the cluster's `ranges`; its place in the run; the `fleet`
    of all clusters of the run, how its VNets are peered, and who uses each subnet and route table that several may use,
    by its key there; and, for the rules on ignores, all rules by id and slug, the ids of those that ran, the ignores
    that were of use, those of which that cannot be told, and the lines of each file in which a rule found something, by
    its id and the file.
    """

    today: date
    dialects: tuple[Dialect, ...] = ()
    policy: "Policy | None" = None
    ranges: Ranges = Ranges(ClusterView("", {}))
    number: int = 0
    fleet: Fleet = Fleet()
    peerings: Peerings = Peerings(Fleet())
    uses: Uses = Uses(Fleet())
    known: "Mapping[str, Rule]" = MappingProxyType({})
    ran: frozenset[str] = frozenset()
    used: frozenset[Ignore] = frozenset()
    undecided: frozenset[Ignore] = frozenset()
    lines: Mapping[tuple[str, str], frozenset[int]] = MappingProxyType({})


class Hit(NamedTuple):
    """One place where a rule is broken; severity, hint and source stand where they differ from the rule's.

    `others` are the numbers of the other clusters that it is about, where the rule looks across clusters; `wants` is
    the oldest Kubernetes that would do, where that is what it is about.
    """

    message: str
    place: Place | None
    severity: Severity | None = None
    hint: str | None = None
    source: Source | None = None
    fix: Fix | None = None
    others: tuple[int, ...] = ()
    wants: Version | None = None


Check = Callable[[ClusterView, Context], Iterator[Hit]]


class Rule(NamedTuple):
    """One rule.

    `hint` says how to fix it, `answer` what happens at the service (or with the tool) when nobody does, `codes` are
    the service's error codes. `facts` are the ids of what Microsoft or the provider documents. `since` and `until` are
    the days between which Azure holds to it, where it changed its mind. `across`: it holds a cluster against others of
    the run. The check's docstring has the summary in its first line and the reason below.
    """

    id: str
    slug: str
    severity: Severity
    hint: str
    answer: str
    codes: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    since: str | None
    until: str | None
    across: bool
    check: Check

    @property
    def summary(self) -> str:
        """What is wrong, in one line."""
        return (self.check.__doc__ or "").split("\n\n")[0]

    @property
    def why(self) -> str:
        """Why it matters, in paragraphs of one line each."""
        paragraphs = (self.check.__doc__ or "").split("\n\n")[1:]
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    @property
    def advice(self) -> str:
        """The hint as a sentence; a command keeps its spelling."""
        is_command = self.hint.split()[0] in _COMMANDS
        return f"{self.hint if is_command else self.hint[:1].upper() + self.hint[1:]}."

    @property
    def about_ignores(self) -> bool:
        """Whether the rule is about ignores, and so has to know what the others found."""
        return self.id.startswith("AKN6")

    @property
    def of_changes(self) -> bool:
        """Whether the rule is about a change: it finds nothing in one cluster, and has no sample."""
        return self.id.startswith("AKN9")

    @property
    def firm(self) -> bool:
        """Whether nobody may make less of it, because something would be lost without a word."""
        return self.about_ignores or (self.of_targets and self.severity is Severity.ERROR)

    @property
    def ignorable(self) -> bool:
        """Whether a spec may silence it: not what an organisation's policy says, nor what a change does."""
        return not self.firm and not self.of_changes and not self.id.startswith("AKN7")

    @property
    def of_targets(self) -> bool:
        """Whether the rule is about what is to be written: then it says nothing where nothing is."""
        return self.id.startswith("AKN5")


def rule(
    id: str,  # noqa: A002 - the word that everybody uses for it
    slug: str,
    hint: str,
    *sources: Source,
    answer: str = "",
    facts: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
    since: str | None = None,
    until: str | None = None,
    across: bool = False,
) -> Callable[[Check], Rule]:
    """Make a check a rule; a test holds that its docstring has a summary and a reason."""

    def make(check: Check) -> Rule:
        return Rule(id, slug, severity, hint, answer, codes, facts, sources, since, until, across, check)

    return make
