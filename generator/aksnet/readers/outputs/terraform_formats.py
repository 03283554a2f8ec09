"""Plans and states of Terraform that are not whole, or of a format that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.errors import Problem
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal, Node
from aksnet.readers.outputs.json_values import member, members

# The newest format that is known of what terraform shows, and of a state file, by the key that tells it.
_NEWEST = {"format_version": 1, "version": 4}


def problems(root: Node, source: Source) -> Iterator[Problem]:
    """What says that a plan lacks resources, or that nothing of it can be read."""
    items = members(root)
    newer = _newer(root)
    if newer is not None:
        hint = "make it with an older Terraform, or take a newer aksnet"
        message = (
            f"this is of format {_shown_text(items[newer].value)}, and the newest that is known is {_NEWEST[newer]}"
        )
        yield Problem(message, source.place(items[newer].at), hint)
        return
    for key, value, message in (
        ("errored", True, "this plan ended with an error: it may lack resources"),
        ("complete", False, "this plan is not complete: it may lack resources"),
    ):
        if key in items and isinstance(node := items[key].value, Literal) and node.value is value:
            yield Problem(message, source.place(items[key].at))
            return


def is_newer(root: Node) -> bool:
    """Whether a plan or a state is of a format that is not known."""
    return _newer(root) is not None


def _newer(root: Node) -> str | None:
    """The key that says so: "format_version" of what terraform shows, "version" of a state file."""
    for key, newest in _NEWEST.items():
        major = _shown_text(member(root, key)).partition(".")[0]
        if major.isdigit() and int(major) > newest:
            return key
    return None


def _shown_text(node: Node | None) -> str:
    return str(node.value) if isinstance(node, Literal) else ""
