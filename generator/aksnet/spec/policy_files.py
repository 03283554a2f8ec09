"""Where an organisation's policy is: `.aksnet.yaml`, or `[tool.aksnet]` in pyproject.toml, in a directory above."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from aksnet.errors import Problem, SpecError
from aksnet.spec.loading import document, read
from aksnet.spec.nodes import Node

FILE, PROJECT = ".aksnet.yaml", "pyproject.toml"
_TABLE = b"tool.aksnet"


@lru_cache(maxsize=1024)
def policy_node(directory: Path) -> tuple[Path, Node] | None:
    """The nearest policy above a directory and where it stands; looks no higher than the root of a repository."""
    for place in (directory, *directory.parents):
        found = policy_in(place / FILE) or policy_in(place / PROJECT)
        if found is not None:
            return found
        if (place / ".git").exists():
            return None
    return None


def policy_in(path: Path) -> tuple[Path, Node] | None:
    """The policy in a file; None where there is no such file, or it is a project without one."""
    if not path.is_file():
        return None
    if path.name == PROJECT:
        return _in_project(path)
    node = document(str(path), read(str(path), "policy"))
    if node.kind is object and node.data is None:
        return None
    if node.kind is not dict:
        raise SpecError(Problem("the policy is no mapping", node.place, "for example allowed_modes: [overlay, cilium]"))
    return path, node


def _in_project(path: Path) -> tuple[Path, Node] | None:
    try:
        if _TABLE not in path.read_bytes():
            return None
    except OSError as error:
        raise SpecError(Problem(f"{path} cannot be read: {error.strerror}")) from None
    node = document(str(path), read(str(path), "policy")).at(("tool", "aksnet"))
    return (path, node) if node is not None else None
