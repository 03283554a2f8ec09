"""`aksnet modes`: the CNI modes side by side, what they are and what works with them."""

from __future__ import annotations

from collections.abc import Sequence

from aksnet.commands.asking import choice
from aksnet.commands.showing_tables import table_options
from aksnet.facts.choices import ALIASES, PLUGINS
from aksnet.reports.modes import render


def modes(words: Sequence[str], output_format: str) -> str:
    """The modes that the words name, each once, or all of them; raises UsageError for a word that names none."""
    named = [ALIASES.get(word.strip().lower(), word.strip().lower()) for word in words]
    for word, plugin in zip(words, named, strict=True):
        if plugin not in PLUGINS:
            choice(word, (*PLUGINS, *ALIASES), "MODE")
    return render(list(dict.fromkeys(named)) or list(PLUGINS), output_format, table_options())
