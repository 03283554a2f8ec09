"""Whether a text may be a spec, by its name and a look at its lines: cheap enough for every file of a folder."""

from __future__ import annotations

import re
from pathlib import PurePath

LANGUAGE = "aksnet"
SPEC_KEYS = re.compile(r"^(network|clusters|defaults)\s*:|^\[+(network|clusters|defaults)", re.MULTILINE)
JSON_SPEC = re.compile(r'"(network|clusters)"\s*:')
# What the two keys may have become by a slip, and what stands under them in whatever spelling.
_SLIPS = re.compile(r"""^\[*["']?(?:net|clu|def)\w*["']?[ \t]*[.:=\]]|"(?:net|clu|def)\w*"\s*:""", re.MULTILINE)
_WORDS = ("plug", "overlay", "cilium", "subnet", "kubenet", "byo")
# Larger JSON nobody writes by hand, and so has no slips.
_BY_HAND = 100_000
# What the schema of specs is called: beside a spec, in a checkout of aksnet, and by its id.
_SCHEMA = (
    r"""(?:[^\s"']*\baksnet\.schema\.json|[^\s"']*\baksnet[^\s"']*/spec\.v1\.schema\.json|urn:aksnet:spec\b[^\s"']*)"""
)
# The line that ties a spec to it in an editor, and the key that does.
_TIED = re.compile(
    r"^[ \t]*(?:\#[ \t]*yaml-language-server:[ \t]*\$schema=|\#[ \t]*\$schema:"
    r"""|\{?[ \t]*["']?\$schema["']?[ \t]*[:=])[ \t]*["']?"""
    rf"""{_SCHEMA}["']?(?=[ \t,}}]*$|[,}}])""",
    re.MULTILINE,
)
# As the hooks of pre-commit have it, and no schema.
_NAMED = re.compile(r"aksnet[^/]*\.(ya?ml|toml|json)$|.+\.aksnet\.ya?ml$")
_NO_SPEC = ".schema.json"


def is_named(name: str) -> bool:
    """Whether a file is called as a spec; what is in .github is a workflow."""
    path = PurePath(name.lower())
    return ".github" not in path.parts and not path.name.endswith(_NO_SPEC) and bool(_NAMED.match(path.name))


def has_schema(text: str) -> bool:
    """Whether a text names the schema of specs as its own."""
    return LANGUAGE in text and _TIED.search(text) is not None


def is_of_spec(name: str) -> bool:
    """Whether this is what the schema of specs is called."""
    return re.fullmatch(_SCHEMA, name) is not None


def says_keys(name: str, text: str) -> bool:
    """Whether a file that has aksnet somewhere in its name has a key of a spec."""
    path = PurePath(name.lower())
    if LANGUAGE not in path.name or ".github" in path.parts:
        return False
    return (JSON_SPEC if path.suffix == ".json" else SPEC_KEYS).search(text) is not None


def may_be_spec(name: str, text: str) -> bool:
    """Whether a closer look at a text is worth its time."""
    if is_named(name) or says_keys(name, text) or has_schema(text):
        return True
    if name.lower().endswith(".json") and len(text) > _BY_HAND:
        return False
    lower = text.lower()
    return any(word in lower for word in _WORDS) and _SLIPS.search(lower) is not None
