"""Where an organisation's policy is: `.aksnet.yaml`, or `[tool.aksnet]` in pyproject.toml, in a directory above."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.loading import document, read
from aksnet.spec.nodes import Node

FILE, PROJECT = ".aksnet.yaml", "pyproject.toml"
# Names that somebody may give a policy, and that would be passed over without a word.
_MISNAMED = (".aksnet.yml", ".aksnet.toml", ".aksnet.json")
# The longest name of a file or folder, in bytes: NAME_MAX of the systems that people have.
_LONGEST = 255
_EXAMPLE = "for example allowed_modes: [overlay, cilium]"


@lru_cache(maxsize=1024)
def policy_node(directory: Path) -> tuple[Path, Node] | None:
    """The nearest policy above a directory and where it stands; looks no higher than the root of a repository."""
    for name in _MISNAMED:
        if _is_file(directory / name):
            raise SpecError(
                Problem(f"a policy is named {FILE}, not {name}", Place(shown(directory / name)), "rename it")
            )
    found = policy_in(directory / FILE) or policy_in(directory / PROJECT)
    if found is not None:
        return found
    last = directory == directory.parent or os.path.exists(directory / ".git")  # noqa: PTH110
    return None if last else policy_node(directory.parent)


def shown(path: Path | str) -> str:
    """A policy as it is told to people: from the working directory where it is above or below that."""
    found, here = Path(path), Path.cwd()
    near = found.is_absolute() and (found.is_relative_to(here) or here.is_relative_to(found.parent))
    return (os.path.relpath(found, here) if near else str(found)).replace(os.sep, "/")


def policy_in(path: Path) -> tuple[Path, Node] | None:
    """The policy in a file; None where there is no such file, or where it has none.

    Raises SpecError for what is there and cannot be read: a policy must not be passed over without a word.
    """
    if not _is_file(path):
        return None
    if path.suffix == ".toml" and b"aksnet" not in _bytes(path):
        return None
    node: Node | None = document(shown(path), read(str(path), "policy"))
    if path.suffix == ".toml" and node is not None:
        node = node.at(("tool", "aksnet"))
    if node is None or (node.kind is object and node.data is None):
        return None
    if node.kind is not dict:
        raise SpecError(Problem("the policy is no mapping", node.place, _EXAMPLE))
    return path, node


def _is_file(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if not path.is_symlink():
            return False
        raise SpecError(Problem("this link leads nowhere", Place(shown(path)), "mend it, or take it away")) from None
    except (OSError, ValueError) as error:
        if any(len(os.fsencode(part)) > _LONGEST for part in path.parts):  # nothing can be called so
            return False
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(mode):
        raise SpecError(Problem("this is no file", Place(shown(path)), "a policy is a file"))
    return True


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError | ValueError) -> SpecError:
    reason = getattr(error, "strerror", None) or str(error)
    return SpecError(Problem(f"the policy cannot be read: {reason}", Place(shown(path))))
