"""83x: words that ARM does not have, spells in another case, or has in other API versions only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts import arm, arm_versions
from aksnet.facts.arm_properties import Property, Spans, ends, tables
from aksnet.facts.sources import ARM_REFERENCE, RELEASES
from aksnet.findings import Respell, Severity
from aksnet.paths import MODE
from aksnet.rules.arm_members import NEWER_MODULE, Said, is_newer, members, said_by
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

# Azure takes the first in any case (fact MODE-13), and answers with the others in another one than ARM's.
ANY_CASE = (
    "networkProfile.networkPlugin",
    "networkProfile.loadBalancerSku",
    "networkProfile.loadBalancerProfile.backendPoolType",
)
# AKN207 tells of families that there are not.
ELSEWHERE = ("networkProfile.ipFamilies[]",)
_BESIDE = {"cluster": arm.CLUSTER_WORDS, "pool": arm.POOL_WORDS}


class Word(NamedTuple):
    """A word that is written where ARM has a list of them; `folded` are those of ARM that differ in case alone."""

    said: Said
    path: str
    found: Property
    text: str
    place: Place | None

    @property
    def folded(self) -> list[str]:
        return [one for one in self.found.words if one.lower() == self.text.lower()]

    @property
    def right(self) -> str:
        """The word as ARM spells it, in the API version in use where it has it."""
        version = self.said.version
        had = (one for one in self.folded if version is not None and self.found.words[one].has(version))
        return next(had, self.text if self.text in self.folded else self.folded[-1])

    @property
    def spans(self) -> Spans:
        """The API versions that have the word."""
        return self.found.words[self.right]

    @property
    def choices(self) -> list[str]:
        """The words that the API version in use has; where it cannot be told, those that are still there."""
        version, words = self.said.version, self.found.words
        if version is None:
            return [one for one, spans in words.items() if not list(ends(spans))] or list(words)
        return [one for one, spans in words.items() if spans.has(version)] or list(words)

    @property
    def missing(self) -> bool:
        """Whether the API version in use is known not to have the word."""
        return self.said.version is not None and not self.spans.has(self.said.version)


def _words(cluster: ClusterView) -> Iterator[Word]:
    """Every word that is known, wherever ARM has a list of them and the API version the property."""
    for said in said_by(cluster):
        for member in members(said):
            found = member.found
            if found is None or found.read_only is not None or not found.words or not isinstance(member.data, str):
                continue
            if said.version is None or found.spans.has(said.version):
                yield Word(said, member.path, found, member.data, member.place)


@rule(
    "AKN834",
    "arm-word-case",
    "write it as ARM does",
    ARM_REFERENCE,
    RELEASES,
    answer="Azure takes most words in any case, and no page says which. Neither Bicep nor azapi tell. What compares"
    " words (policies, queries, the next plan) sees another one than the one that the service answers with.",
    severity=Severity.INFO,
)
def word_case(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Words are written in ARM's case.

    All lists of words of the API are open: for the compilers every text is as good as any other. The oldest previews
    spelled Overlay with a capital. Of networkPlugin the release notes say that any case will do; loadBalancerSku and
    backendPoolType the service itself spells in two ways: of these nothing is said.
    """
    for word in _words(cluster):
        if word.folded and word.text != word.right and not word.missing and word.found.path not in ANY_CASE:
            ours = word.place is not None and word.said.declared.module is None
            fix = Respell(word.place, word.text, word.right) if ours and word.place is not None else None
            message = f"{word.path} is {word.text!r}, which ARM spells {word.right}"
            yield Hit(message, word.place, hint=f"write {word.right}", fix=fix)


@rule(
    "AKN835",
    "arm-unknown-word",
    "choose a word that the property takes",
    ARM_REFERENCE,
    answer="Azure refuses it. Neither Bicep nor azapi tell, because all lists of words of the API are open.",
)
def unknown_word(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A word is one that the property takes in some API version.

    For the compilers every text is as good as any other, so that a slip of the pen shows first when Azure reads it.
    """
    for word in _words(cluster):
        told = word.found.path in ELSEWHERE or word.text.lower() in _known_besides(word)
        if word.folded or told or is_newer(word.said):
            continue
        yield Hit(f"{word.path} takes no {word.text!r}", word.place, hint=_better(word))


def _better(word: Word) -> str:
    """The word that is meant, or those of the API version in use."""
    if word.found.path == MODE and word.text.lower() == "none":
        return "leave it out: that is how there is no mode"
    words = word.choices
    from difflib import get_close_matches

    near = get_close_matches(word.text.lower(), [one.lower() for one in words], 1, 0.7)
    meant = next((one for one in words if near and one.lower() == near[0]), None)
    return f"did you mean {meant}?" if meant is not None else f"it takes {_listed(words)}"


def _known_besides(word: Word) -> tuple[str, ...]:
    """Words that documents have and no API version that is published."""
    return tuple(one.lower() for one in _BESIDE[word.said.kind].get(word.found.path, ()))


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


@rule(
    "AKN836",
    "word-not-in-version",
    "choose an API version that has the word",
    ARM_REFERENCE,
    answer="Azure refuses it from API version 2024-01-01 on; of older ones, which are less strict, it is a warning."
    " Neither Bicep nor azapi tell, because all lists of words of the API are open.",
)
def word_not_in_version(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The API version in use has every word that is written.

    A property may be older than some of its words, which come with later API versions, often with a preview first.
    """
    for word in _words(cluster):
        if word.folded and word.missing:
            strict = word.said.version is not None and word.said.version >= arm_versions.STRICT
            severity = Severity.ERROR if strict else Severity.WARNING
            message, hint = _not_there(word)
            yield Hit(message, word.place, severity, hint)


def _not_there(word: Word) -> tuple[str, str]:
    """What is said of a word that the API version does not have, and what to do."""
    version = word.said.version_words
    if _object_by_now(word):
        return f"{word.path} is the text {word.text!r}, and {version} has an object there", f"give it type {word.right}"
    hint = NEWER_MODULE if word.said.declared.module is not None else _versions_of(word.spans)
    return f"{word.path} {word.text} is not in {version}", hint


def _object_by_now(word: Word) -> bool:
    """Whether the word is the type of an object in the API version in use, and was a plain text once."""
    found = tables()[word.said.kind].get(f"{word.found.path}.type".lower())
    return found is not None and word.said.version is not None and found.spans.has(word.said.version)


def _versions_of(spans: Spans) -> str:
    """Which API versions have a word."""
    last = list(ends(spans))
    if last:
        return f"choose another word: API version {' and '.join(last)} had it last"
    if spans.stable.first is None:
        return f"only previews have it, from {spans.preview.first}-preview on"
    since = f"choose {spans.stable.first} or newer"
    return since if spans.preview.first is None else f"{since}, or a preview from {spans.preview.first}-preview on"


RULES = (word_case, unknown_word, word_not_in_version)
