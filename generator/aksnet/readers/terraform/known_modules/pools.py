"""What the modules for clusters decide of their pools: how many nodes are told, and whether the name stays."""

from __future__ import annotations

from collections.abc import Sequence

from aksnet.expressions.values import Val, reason_of, unknown
from aksnet.readers.terraform.known_modules.rows import Telling


def with_count(telling: Telling, scaling: Val | None, count: str, bounds: Sequence[str]) -> Telling:
    """Either the number of nodes or its bounds, as `scaling` says; it is off where there is none."""
    if scaling is not None and not scaling.known:
        hidden = unknown(f"it depends on auto scaling: {reason_of(scaling)}")
        return telling | {path: hidden._replace(at=telling[path].at) for path in (count, *bounds) if path in telling}
    dropped = {count} if scaling is not None and scaling.data is True else set(bounds)
    return {path: value for path, value in telling.items() if path not in dropped}


def renamed(telling: Telling, suffixed: Val) -> Telling:
    """The pool with its name, which is another where the module puts characters of its own behind it."""
    name = telling.get("name")
    if name is None or suffixed.data is False:
        return telling
    shown = name.data if isinstance(name.data, str) else "it"
    if suffixed.known:
        reason = f"the module puts four characters of its own behind {shown}"
    else:
        reason = f"the module may put characters of its own behind {shown}: {reason_of(suffixed)}"
    return telling | {"name": unknown(reason)._replace(at=name.at)}
