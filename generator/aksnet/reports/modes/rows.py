"""What is to be told of the modes, as rows that every format prints in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.facts.choices import PLUGINS
from aksnet.facts.sources import Source
from aksnet.facts.support import DESCRIBED, FEATURES


def said_of(plugin: str) -> dict[str, str]:
    """What a mode is in words, by what it is about."""
    described = DESCRIBED[plugin]
    retires = f", retires on {described.retires}" if described.retires is not None else ""
    return {
        "also known as": ", ".join(PLUGINS[plugin]),
        "what it is": described.what,
        "addresses": described.addresses,
        "scale": described.scale,
        "operating systems": described.systems,
        "network policy": described.policies,
        "support": f"{described.support}{retires}",
    }


def descriptions(plugins: Sequence[str]) -> Iterator[list[str]]:
    """A row for each thing that is said of all modes: its name, and the words of each mode."""
    said = [said_of(plugin) for plugin in plugins]
    return ([key, *(one[key] for one in said)] for key in said[0])


def sources_of(plugins: Sequence[str]) -> Iterator[Source]:
    """The pages that all of it comes from."""
    for plugin in plugins:
        yield from DESCRIBED[plugin].sources
    for feature in FEATURES:
        yield from feature.all_sources
