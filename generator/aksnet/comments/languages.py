"""Which scanner finds the comments of a file."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from aksnet.comments.comment import Comment
from aksnet.comments.flat import json_comments, toml_comments
from aksnet.comments.nested import bicep_comments, hcl_comments
from aksnet.comments.yaml_comments import yaml_comments

_Scanner: TypeAlias = Callable[[str], Iterator[Comment]]
_SCANNERS: dict[tuple[str, ...], _Scanner] = {
    (".tf", ".tofu", ".tfvars"): hcl_comments,
    (".bicep", ".bicepparam"): bicep_comments,
    (".json", ".jsonc", ".tfstate"): json_comments,
    (".toml",): toml_comments,
    (".yaml", ".yml"): yaml_comments,
}


def comments_in(name: str, text: str) -> Iterator[Comment]:
    """The comments of a text, in order; what has no name of a language is JSON or YAML by how it begins."""
    lower = name.lower()
    found = next((scanner for suffixes, scanner in _SCANNERS.items() if lower.endswith(suffixes)), None)
    if found is None:
        found = json_comments if text.lstrip().startswith(("{", "[")) else yaml_comments
    return found(text)
