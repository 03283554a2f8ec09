"""Where this aksnet was installed from, so that a pipeline can install the same."""

from __future__ import annotations

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError
from typing import NamedTuple

# What stands where nobody can tell it, for people to fill in.
FILL_IN = "git+<where aksnet's repository is>@<a commit>"
_PUBLIC = re.compile(r"https://[\w.-]+(:[0-9]+)?/[\w./~-]+", re.ASCII)
_COMMIT = re.compile("[0-9a-f]{40}", re.ASCII)


class Origin(NamedTuple):
    """A repository of git, and the commit in it."""

    url: str
    commit: str

    @property
    def requirement(self) -> str:
        """The same for pip."""
        return f"git+{self.url}@{self.commit}"


def origin() -> Origin | None:
    """The repository that pip or pipx installed aksnet from, where it was one that a pipeline reaches.

    https://packaging.python.org/specifications/direct-url/ says what installers write down. An address with a name or
    a password in it is told to nobody.
    """
    try:
        text = Distribution.from_name("aksnet").read_text("direct_url.json")
        said = json.loads(text or "null")
    except (PackageNotFoundError, OSError, ValueError):
        return None
    vcs = said.get("vcs_info") if isinstance(said, dict) else None
    if not isinstance(vcs, dict) or vcs.get("vcs") != "git":
        return None
    url, commit = str(said.get("url")), str(vcs.get("commit_id"))
    return Origin(url, commit) if _PUBLIC.fullmatch(url) and _COMMIT.fullmatch(commit) else None
