"""What was read of configurations, for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aksnet.configuration import Configuration, Entry, Part
from aksnet.reports.shows import json_show, text_show
from aksnet.view import Origin

FORMATS = ("text", "json")
_FILLED = (Origin.PROVIDER, Origin.IMPLIED)


def render(configurations: Sequence[Configuration], output_format: str, *, resolved: bool) -> str:
    """The configurations in a format; `resolved` leaves in what provider and service fill in."""
    shown = configurations if resolved else [_written(one) for one in configurations]
    return json_show.render(shown) if output_format == "json" else text_show.render(shown)


def _written(configuration: Configuration) -> Configuration:
    """The configuration without what nobody wrote."""
    clusters = [
        one._replace(values=_kept(one.values), pools=tuple(map(_part, one.pools))) for one in configuration.clusters
    ]
    return configuration._replace(clusters=tuple(clusters), pools=tuple(map(_part, configuration.pools)))


def _part(part: Part) -> Part:
    return part._replace(values=_kept(part.values))


def _kept(values: Mapping[str, Entry]) -> dict[str, Entry]:
    return {path: entry for path, entry in values.items() if entry.origin not in _FILLED}
