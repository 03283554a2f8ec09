"""`aksnet recommend`: from what a cluster needs to a ranked list of ways to set its network up."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from aksnet.addresses import Network, has_host_bits, network_of
from aksnet.commands import questions
from aksnet.commands.asking import choice, number
from aksnet.commands.showing_tables import table_options
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import scale, service
from aksnet.facts.choices import ALIASES, NEEDS, WAYS
from aksnet.recommending.assumptions import notes_of
from aksnet.recommending.contradictions import contradiction_of
from aksnet.recommending.lacking import lacking
from aksnet.recommending.needs import Needs, flag_of
from aksnet.recommending.ranking import recommend, refuse
from aksnet.reports.choices import Recommendation, render

_SPACE = "--vnet-space"


class Given(NamedTuple):
    """What the command line says, as given; `wants` are words of `choices.NEEDS`."""

    nodes: str | None = None
    pods: str | None = None
    max_pods: str | None = None
    vnet_space: Sequence[str] = ()
    existing: str | None = None
    wants: Sequence[str] = ()


def run(given: Given, output_format: str) -> str:
    """The recommendation as text; where nothing is given, the needs are asked one by one on a terminal.

    Raises UsageError for needs that cannot be, alone or together.
    """
    if all(one in (None, (), []) for one in given):
        given = _asked()
    recommendation = recommended(needs_of(given))
    return render(recommendation, output_format, table_options())


def recommended(needs: Needs) -> Recommendation:
    """The recommendation for needs; raises UsageError where they contradict each other."""
    choices = recommend(needs)
    contradiction = contradiction_of(needs, choices)
    if contradiction is not None:
        raise UsageError(contradiction)
    return Recommendation(needs, choices, tuple(notes_of(needs, choices)), lacking(needs, choices[0]))


def needs_of(given: Given) -> Needs:
    """What was given, as numbers, ranges and words."""
    space, addresses = _space(given.vnet_space)
    return Needs(
        nodes=number(given.nodes, "--nodes", f"a cluster has {scale.MAX_NODES:,} nodes at the most [SCALE-01]"),
        pods=number(given.pods, "--pods", f"static blocks go up to about {scale.MAX_STATIC_PODS:,} pods [IP-17]"),
        max_pods=number(given.max_pods, "--max-pods", f"a node takes {service.MAX_MAX_PODS} at the most [POD-01]"),
        space=space,
        addresses=addresses,
        existing=_existing(given.existing),
        wants=frozenset(given.wants),
    )


def _existing(word: str | None) -> str | None:
    if word is None:
        return None
    folded = word.strip().lower()
    return choice(ALIASES.get(folded, folded), WAYS, "--existing")


def _space(texts: Sequence[str]) -> tuple[tuple[Network, ...], int | None]:
    """Ranges, or one number of addresses."""
    numbers = [text for text in texts if re.fullmatch("-?[0-9][0-9,_' ]*", text.strip(), re.ASCII)]
    if not numbers:
        return tuple(_range(text.strip()) for text in texts), None
    if len(texts) > 1:
        hint = "give ranges, or one number of addresses"
        raise UsageError(Problem(f"{numbers[0]!r} is given beside another space", Place(_SPACE), hint))
    return (), number(numbers[0].strip(), _SPACE, f"the largest VNet is a /{scale.MIN_PREFIX} [IP-16]")


def _range(text: str) -> Network:
    place, hint = Place(_SPACE), "for example 10.240.0.0/20, or a number of addresses"
    try:
        network = network_of(text)
    except ValueError as error:
        raise UsageError(Problem(f"{text!r} is no address range: it {error}", place, hint)) from None
    if network.version != 4:
        raise UsageError(Problem(f"{text!r} is an IPv6 range where an IPv4 range is due", place, hint))
    if has_host_bits(text):
        raise UsageError(Problem(f"{text!r} does not begin where its prefix does", place, f"write {network}"))
    return network


def _asked() -> Given:
    if not sys.stdin.isatty():
        flags = ", ".join(("--nodes", "--pods", _SPACE, "--existing", *map(flag_of, NEEDS)))
        hint = f"say it with {flags}; on a terminal aksnet asks for it"
        raise UsageError(Problem("nothing is known of what the cluster needs", hint=hint))
    return _given(questions.ask(lambda answers: refuse(needs_of(_given(answers)))))


def _given(answers: dict[str, str]) -> Given:
    """Answers by flag, as the command line would give them."""
    return Given(
        nodes=answers.get("--nodes"),
        pods=answers.get("--pods"),
        vnet_space=answers.get(_SPACE, "").split(),
        existing=answers.get("--existing"),
        wants=[word for word in NEEDS if flag_of(word) in answers],
    )
