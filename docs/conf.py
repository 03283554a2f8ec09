"""The settings of the documentation's site, which Sphinx builds of the Markdown beside this file.

`sphinx-build -W -n --keep-going -b html docs SITE` fails where a link or an anchor leads nowhere. Forges show the
same pages, so what they would show as code is added here while pages are read: the contents, and which stay out of it.
"""

from __future__ import annotations

from typing import Any

project = "aksnet"
copyright = "the aksnet authors"  # noqa: A001 - Sphinx's own name for it
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
nitpicky = True
# A text says what its page says: two dashes are what an option begins with.
smartquotes = False
# What is written depends on the pages alone: no day, and no version of aksnet.
html_last_updated_fmt = None
html_show_sphinx = False
html_copy_source = False
html_theme = "furo"
html_title = "aksnet"
myst_heading_anchors = 4
html_use_index = False
# A part of a file, as pages show it, need not be a whole one in its language.
suppress_warnings = ["misc.highlighting_failure"]

# The four kinds of pages, and where they stand; a page that is in none of them fails the build.
KINDS = {
    "Tutorial": "tutorial",
    "How to": (
        "how-to/choose-a-mode how-to/size-a-subnet how-to/plan how-to/generate how-to/show how-to/check how-to/adopt "
        "how-to/* migrate layers sync pipelines templates"
    ),
    "Reference": (
        "reference/commands reference/spec reference/policy modes/README modes/* rules/README reference/* python"
    ),
    "Explanation": "explanation/*",
}


def add_contents(app: object, name: str, source: list[str]) -> None:
    """Put the contents under the first page, and leave the pages of single rules to their table and the search."""
    if name == "index":
        source[0] += "".join(map(_contents, KINDS))
    if name.startswith("rules/AKN"):
        source[0] = f"---\norphan: true\n---\n{source[0]}"


def _contents(kind: str) -> str:
    pages = "\n".join(KINDS[kind].split())
    return f"\n```{{toctree}}\n:hidden:\n:glob:\n:caption: {kind}\n\n{pages}\n```\n"


def setup(app: Any) -> dict[str, bool]:
    """What Sphinx calls once."""
    app.connect("source-read", add_contents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
