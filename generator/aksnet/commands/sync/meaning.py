"""Whether what aksnet would write in the place of a network profile means the same, and what else has to be told."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from aksnet.commands.sync.declared import Made
from aksnet.errors import Place, Problem
from aksnet.facts.azurerm import Version
from aksnet.facts.service import NETWORK_DEFAULTS
from aksnet.readers.terraform.azurerm_names import CLUSTER
from aksnet.readers.terraform.versions import version_of
from aksnet.view import ClusterView, Json, Origin, Unknown, Value

_BASE, _BLOCK = "networkProfile.", "network_profile."
# What the service takes where nothing is said, beside what readers fill in. The mode is a fault with other plugins than
# azure (AKN222), which aksnet does not write: so it is no default for those who ask what a cluster says.
_DEFAULTS: Mapping[str, Json] = {
    **NETWORK_DEFAULTS,
    f"{_BASE}ipFamilies": ["IPv4"],
    f"{_BASE}networkMode": "transparent",
}
# What the service has beside the one range: the list of it.
_SEVERAL = {f"{_BASE}{kind}Cidr": f"{_BASE}{kind}Cidrs" for kind in ("pod", "service")}
# azurerm 3 takes it and never sends it: azurerm-facts.md section 1.
_NEVER_SENT = f"{_BASE}dockerBridgeCidr"
# The schema of azurerm has a default for these, so that a plan says them already: azurerm-facts.md section 1.
_OF_SCHEMA = (f"{_BASE}outboundType", f"{_BASE}loadBalancerSku")


_UNKNOWN = "give it a value that can be told, such as a variable's default, or keep this block without markers"


class Side(NamedTuple):
    """One attribute in the file, in what would be written there, and in the spec."""

    path: str
    name: str
    before: Value | None
    after: Value | None
    spec: Value | None


def sides_of(before: Made, after: Made, spec: ClusterView) -> list[Side]:
    """Every attribute of the network profile that one of the two says."""
    left, right = (_profile(one.view) for one in (before, after))
    wanted = _profile(spec)
    left |= {path: one for path, one in _unread(before).items() if path not in after.said.written}
    return [
        Side(path, _name(path, before), left.get(path), right.get(path), wanted.get(path)) for path in {**right, **left}
    ]


def _unread(made: Made) -> dict[str, Value]:
    """What the block says in azurerm's words that is no property of ARM: it would be lost without a word."""
    return {path: one for path, one in _arguments(made).items() if path not in CLUSTER}


def _arguments(made: Made) -> dict[str, Value]:
    """What the block says in azurerm's words, without the blocks around."""
    said = made.view.declared.written if made.view.declared is not None else {}
    return {
        path: one
        for path, one in said.items()
        if path.startswith(_BLOCK) and not any(other.startswith(f"{path}.") for other in said)
    }


def words_of(made: Made) -> list[str]:
    """The paths of all that a network profile says, in the words of its language."""
    if _by_azurerm(made):
        return list(_arguments(made))
    said = (path for path, one in made.view.values.items() if path.startswith(_BASE) and not one.implied)
    return [f"body.properties.{path}" for path in said]


def _profile(view: ClusterView) -> dict[str, Value]:
    """What is said of the network profile; a single range as a list of one, as the service has both."""
    found: dict[str, Value] = {}
    for path, one in view.values.items():
        several = view.values.get(_SEVERAL.get(path, ""))
        if path in _SEVERAL and several is None:
            found[_SEVERAL[path]] = one._replace(data=[one.data]) if isinstance(one.data, str) else one
        elif several is not None and isinstance(several.data, list) and one.data in several.data:
            continue
        elif path.startswith(_BASE) or path == "networkProfile":
            found[path] = one
    return found


def _name(path: str, made: Made) -> str:
    """How the file calls it, where it says it or could."""
    singles = [path, path.removesuffix("s")] if path.endswith("Cidrs") else [path]
    names = {arm: name for name, arm in CLUSTER.items()} if _by_azurerm(made) else {one: one for one in singles}
    written = made.said.written
    found = [names[one] for one in singles if one in names]
    chosen = next((one for one in found if one in written), found[-1] if found else path)
    return chosen.removeprefix(_BLOCK).removeprefix(_BASE)


def differences(sides: list[Side], after: Made, place: Place) -> list[Problem]:
    """What does not mean the same, each with its place in the file, or that of the whole."""
    return [_difference(one, place) for one in sides if not _is_same(one, after)]


def _is_same(side: Side, after: Made) -> bool:
    """Whether both say the same: what one leaves out is what the service takes; the case of words does not matter."""
    if side.path == _NEVER_SENT and _by_azurerm(after):
        return True
    default = _default(side.path, after.view)
    left, right = (one.data if one is not None else default for one in (side.before, side.after))
    return _folded(left) == _folded(right) and not isinstance(left, Unknown)


def _default(path: str, view: ClusterView) -> Json:
    if view.known("sku.name") == "Automatic":  # which presets others: fact AUTO-01
        return None
    if path == f"{_BASE}networkPolicy":  # since API version 2024-05-01; fact MODE-08
        return "cilium" if view.known(f"{_BASE}networkDataplane") == "cilium" else "none"
    return _DEFAULTS.get(path)


def _folded(data: object) -> object:
    """The data without the case of its words: fact MODE-13."""
    if isinstance(data, list):
        return [_folded(one) for one in data]
    return data.lower() if isinstance(data, str) else data


def _by_azurerm(made: Made) -> bool:
    return made.said.provider is not None and made.said.provider.name == "azurerm"


def _difference(side: Side, place: Place) -> Problem:
    before, after = side.before, side.after
    where = before.place if before is not None and before.place is not None else place
    if before is not None and isinstance(before.data, Unknown):
        message = f"{side.name} cannot be told, and would become {_shown(after)}: {before.data.reason}"
        return Problem(message, where, _UNKNOWN)
    theirs = f"{side.name} is {_shown(before)}"
    if after is None:
        hint = "say it in the spec, or take it out of the file"
        return Problem(f"{theirs}, and the spec does not say it", where, hint)
    ours = f"{_shown(after)}{_at(side.spec)}"
    hint = f"make the spec say {_shown(before)}, or the file {_shown(after)}"
    if before is None or before.implied:
        means = f", which means {_shown(before)}" if before is not None else ""
        theirs = f"{side.name} is left out here{means}"
        hint = f"say {_shown(after)} in the file, or take it out of the spec"
    return Problem(f"{theirs}, and {ours}", where, hint)


def _at(value: Value | None) -> str:
    if value is None or value.place is None:
        return " in the spec"
    return f" {'by default ' if value.origin is Origin.DEFAULT else ''}in the spec ({value.place})"


def _shown(value: Value | None) -> str:
    if value is None:
        return "nothing"
    if isinstance(value.data, Unknown):
        return "what cannot be told"
    data = value.data if isinstance(value.data, list) else [value.data]
    items = [one.get("id", one) if isinstance(one, dict) else one for one in data]
    return ", ".join(repr(one) if isinstance(one, str) else json.dumps(one) for one in items)


def notes(sides: list[Side], before: Made) -> Iterator[str]:
    """What means the same, and is to be known all the same."""
    through = [f"{one.name} {_shown(one.before)} ({one.before.via})" for one in sides if one.before and one.before.via]
    if through:
        yield f"these came through names, whose other values do not count any more: {', '.join(through)}"
    dropped = [f"{one.name} {_shown(one.before)}" for one in sides if _is_dropped(one)]
    if dropped:
        yield f"these are left out now, which means the same: {', '.join(dropped)}"
    stated = [f"{one.name} {_shown(one.after)}" for one in sides if _is_stated(one, before)]
    if stated:
        yield f"these were left to the service, and are stated now: {', '.join(stated)}; {_beware(before)}"


def _is_dropped(side: Side) -> bool:
    return side.before is not None and not side.before.implied and (side.after is None or side.after.implied)


def _is_stated(side: Side, before: Made) -> bool:
    """Whether what nobody wrote stands there now, and no default of the provider's says it already."""
    if side.after is None or side.after.implied or (side.before is not None and not side.before.implied):
        return False
    if not _by_azurerm(before) or before.said.provider is None:
        return True
    versioned = [f"{_BASE}networkDataplane"] if version_of(before.said.provider) >= Version(4) else []
    return side.path not in (*_OF_SCHEMA, *versioned)


def _beware(before: Made) -> str:
    """What happens where the cluster has another value: azurerm-facts.md sections 1 and 1.2 say what replaces it."""
    running = "where the cluster that runs has another one"
    if _by_azurerm(before):
        return f"{running}, azurerm would replace it: look at terraform plan before you apply"
    return f"{running}, its deployment would change it or fail: compare them with az aks show first"


def same_besides(before: Sequence[Made], after: Sequence[Made], changed: Collection[Place]) -> bool:
    """Whether nothing else was read in another way: other clusters, and pools."""
    return len(before) == len(after) and all(
        _rest(one.view, whole=one.said.place not in changed) == _rest(other.view, whole=one.said.place not in changed)
        for one, other in zip(before, after, strict=True)
    )


def _rest(view: ClusterView, *, whole: bool) -> object:
    """What a view says, without places, and without a network profile that is changed."""
    values = {path: one.data for path, one in view.values.items() if whole or not path.startswith(_BASE)}
    pools = [{path: one.data for path, one in pool.values.items()} for pool in view.pools]
    return view.name, values, pools
