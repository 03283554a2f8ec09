"""80x: words and numbers that azurerm does not take, in the release in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.facts import azurerm, bounds
from aksnet.facts.azurerm_schema import CLUSTER
from aksnet.facts.azurerm_words import ANY_CASE, DRIFTING, INSTEAD, LOOSE_BEFORE_3, WORDS, Drift, Word
from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_POOL, AZURERM_RELEASES
from aksnet.findings import Respell, Severity
from aksnet.planning.counting import whole
from aksnet.rules.azurerm_parts import Part, parts_of
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.provider_arguments import alike
from aksnet.view import ClusterView, Value

_REFUSED = "Terraform refuses the configuration as it validates it"


class _Said(NamedTuple):
    """A word that stands at an argument, with all words that the releases in use take, and those of any release."""

    part: Part
    key: tuple[str, str]
    text: str
    value: Value
    allowed: tuple[str, ...]
    words: tuple[Word, ...]

    @property
    def name(self) -> str:
        return self.key[1].rpartition(".")[2]

    @property
    def other_case(self) -> str | None:
        """The allowed word that differs in its case only."""
        return next((word for word in self.allowed if word.lower() == self.text.lower()), None)

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The words that all releases in use take."""
        return tuple(word.text for word in self.words if all(word.holds(one) for one in self.part.releases.known))

    @property
    def drift(self) -> Drift | None:
        """What comes of the word in every release in use that takes it, where that is a change in each plan."""
        drift = DRIFTING.get(self.key)
        return drift if drift is not None and drift.text == self.text and self._drifts(drift) else None

    def _drifts(self, drift: Drift) -> bool:
        return not self.part.releases.older and drift.since <= self.part.releases.oldest < drift.until

    @property
    def taken(self) -> bool:
        """Whether a release in use takes the word, and leaves it as it is."""
        known = self.text in self.allowed or (self.key in ANY_CASE and self.other_case is not None)
        return known and self.drift is None


def _said(cluster: ClusterView) -> Iterator[_Said]:
    """The words that no release in use takes, or that none leaves as they are."""
    for part in parts_of(cluster):
        for path, value in part.said():
            key = (part.kind, part.base + path)
            words = WORDS.get(key, ())
            if not words or not part.exists(path) or (part.releases.older and key in LOOSE_BEFORE_3):
                continue
            allowed = tuple(word.text for word in words if any(word.holds(one) for one in part.releases.known))
            for text in _texts(value, path.rpartition(".")[2]):
                said = _Said(part, key, text, value, allowed, words)
                if not said.taken:
                    yield said


def _texts(value: Value, name: str) -> list[str]:
    """The texts at an argument; an empty one only where it is known to be refused."""
    items = value.data if isinstance(value.data, list) else [value.data]
    texts = dict.fromkeys(item for item in items if isinstance(item, str))
    return [text for text in texts if text or (name, text) in INSTEAD]


@rule(
    "AKN802",
    "word-case",
    "write the word in the case that azurerm knows",
    AZURERM_CLUSTER,
    AZURERM_POOL,
    answer=f"{_REFUSED}. Overlay with a capital it takes from 3.61 to the end of 3: up to 3.71 every plan replaces the"
    " cluster, and from 3.72 on it shows a change.",
)
def word_case(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Words stand in the case that azurerm knows them in.

    The service does not care about the case, the provider does: it compares letter by letter. Before 3.61 it calls the
    mode Overlay, with a capital, and knows nothing else; from 3.62 on it is overlay. Azurerm 3 still takes the old
    word, and reads it back in small letters, so that no plan is ever empty. Where releases of both kinds may be in use,
    either word is let be.
    """
    for said in _said(cluster):
        if said.drift is not None:
            yield _drifting(said, said.drift)
        elif said.other_case is not None:
            yield _respelled(said, said.other_case)


def _drifting(said: _Said, drift: Drift) -> Hit:
    """A word that is taken, and never at rest."""
    place, word = said.value.place, drift.text.lower()
    fix = Respell(place, said.text, word) if place is not None and word in said.everywhere else None
    replaced = said.part.releases.newest < drift.in_place
    fate = "each plan replaces the cluster" if replaced else "each plan shows a change"
    message = f"{said.name} is {said.text}, which azurerm {drift.since.major} takes and reads back as {word}: {fate}"
    return Hit(message, place, None if replaced else Severity.WARNING, _moved(said, word), fix=fix)


def _moved(said: _Said, word: str) -> str:
    """What to write, where only newer releases may know it."""
    since = next(one.since for one in said.words if one.text == word)
    return (
        f"write {word}"
        if since <= said.part.releases.oldest
        else f"allow azurerm {since} or newer only, and write {word}"
    )


def _respelled(said: _Said, word: str) -> Hit:
    place = said.value.place
    fix = Respell(place, said.text, word) if place is not None else None
    message = f"{said.name} is {said.text}, which {said.part.releases.words} knows as {word}"
    drift = DRIFTING.get(said.key)
    if drift is None or word != drift.text:
        return Hit(message, place, hint=f"write {word}", fix=fix)
    since = next(one.since for one in said.words if one.text == said.text.lower())
    if said.part.releases.newest >= drift.since:  # where the word that is taken replaces the cluster
        return Hit(message, place, hint=f"allow azurerm {since} or newer")
    return Hit(message, place, hint=f"write {word}, or allow azurerm {since} or newer", fix=fix)


@rule(
    "AKN803",
    "unknown-word",
    "write a word that the release of azurerm in use knows",
    AZURERM_CLUSTER,
    AZURERM_POOL,
    AZURERM_RELEASES,
    answer=f"{_REFUSED}: expected one of the words that it knows.",
)
def unknown_word(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A word is one of those that azurerm knows for the argument.

    The provider has lists of its own, which follow the service's some releases later and lack some of its words, such
    as the policy none. Judged are all releases that may be in use, as with the names of arguments. A word that
    resembles none of them is not told where a release may be in use that is not known here.
    """
    for said in _said(cluster):
        hint = _hint(said) if said.other_case is None else None
        if hint is not None:
            message = f"{said.name} is {said.text or 'an empty text'}, which {said.part.releases.words} does not know"
            yield Hit(message, said.value.place, hint=hint)


def _hint(said: _Said) -> str | None:
    """What to do; None where a release may know the word."""
    releases = said.part.releases
    later = next((one for one in said.words if one.text.lower() == said.text.lower()), None)
    instead = INSTEAD.get((said.name, said.text))
    if later is not None and later.since > releases.newest:
        return f"allow azurerm {later.since} or newer, or choose {_one_of(said.allowed)}"
    if instead is not None and not releases.guessed:
        return instead
    meant = alike(said.text, list(said.allowed))
    if meant is not None:
        return f"did you mean {meant}?"
    return None if releases.newer or releases.older else f"choose {_one_of(said.allowed)}"


def _one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


@rule(
    "AKN805",
    "provider-bounds",
    "choose a number in azurerm's range",
    AZURERM_CLUSTER,
    answer=f"{_REFUSED}, though the service would take the number.",
    facts=("TF-08",),
)
def provider_bounds(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Numbers of outbound profiles lie in azurerm's ranges, where these are narrower than the service's.

    The service lets idle flows of a load balancer last 120 minutes, azurerm from 3.97 on 100 at the most; and no
    managed IPv6 address is said by leaving the argument out, and not by 0.
    """
    for part in parts_of(cluster):
        if part.kind != CLUSTER or part.base or part.releases.older or part.releases.guessed:
            continue
        narrower = {path: bound for path, (bound, since) in _NARROWER.items() if since <= part.releases.oldest}
        for path, (low, high) in narrower.items():
            value = part.written.get(path)
            data = value.data if value is not None else None
            if value is not None and whole(data) and not low <= data <= high and _served(path, data):
                name = path.rpartition(".")[2]
                message = f"{name} is {data}, and {part.releases.words} takes {low} to {high}"
                yield Hit(message, value.place, hint=f"choose {low} to {high}{_OR_LEAVE if data == 0 else ''}")


_OR_LEAVE = ", or leave it out"
_NARROWER = {
    row.name: (row.bounds, row.bounded) for row in azurerm.CLUSTER if row.name is not None and row.bounds is not None
}
_ARM = {row.name: row.path.removeprefix("networkProfile.") for row in azurerm.CLUSTER}


def _served(path: str, number: int) -> bool:
    """Whether the service takes the number: where it does not, AKN324 says so."""
    return all(bound.holds(number) for bound in bounds.BOUNDS if bound.path == _ARM[path])


RULES = (word_case, unknown_word, provider_bounds)
