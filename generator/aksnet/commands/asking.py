"""What the options of the command line mean: words into dialects, dates, numbers and overrides."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from aksnet.dialects import Dialect
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import arm, azurerm, choices
from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.spec.flags import Flags, Override, assignments, of_environment
from aksnet.spec.layers import Layers
from aksnet.spec.nodes import Key
from aksnet.spec.shards import Shard, parse

# The spec of a folder, where none is named.
SPEC = "aksnet.yaml"
# How many digits a number has at the most.
_DIGITS = 9


def flags(sets: Sequence[str], *rows: tuple[tuple[Key, ...], str, str | int | None]) -> Flags:
    """What is laid over a spec: the environment, the flags that were given (path in the spec, flag, data), `--set`."""
    overrides = tuple(Override(path, data, flag) for path, flag, data in rows if data is not None)
    return Flags(of_environment(os.environ), overrides, assignments(sets))


def layers(files: Sequence[str], flags: Flags) -> Layers:
    """A spec in layers, with what is laid over it; raises UsageError for a format where a file is due."""
    for name in files:
        if name in (*choices.REPORTS, *choices.PLANS) and not os.path.exists(name):  # noqa: PTH110
            raise UsageError(Problem("there is no such spec", Place(name), f"for a format write --format {name}"))
    return Layers(tuple(files), flags)


def layered(files: Sequence[str], sets: Sequence[str]) -> Layers | None:
    """The spec of `--file`, where there is one, with what `--set` and the environment lay over it."""
    if sets and not files:
        hint = "name the spec by -f in place of its path alone: -f aksnet.yaml"
        raise UsageError(Problem("this is laid over a spec of --file, and there is none", Place("--set"), hint))
    return layers(files, flags(sets)) if files else None


def spec_here(otherwise: str) -> str:
    """The spec that stands in this folder, for a hint that names one; where there is none, `otherwise`."""
    return SPEC if os.path.isfile(SPEC) else otherwise  # noqa: PTH113


def given(*rows: tuple[str, object]) -> list[str]:
    """The flags that were given."""
    return [flag for flag, data in rows if data]


def choice(word: str, allowed: Sequence[str], flag: str) -> str:
    """The word, where it is one of those allowed."""
    if word not in allowed:
        from difflib import get_close_matches

        near = get_close_matches(word.lower(), allowed, n=1)
        hint = f"did you mean {near[0]}?" if near else None
        raise UsageError(Problem(f"{word!r} is none of {', '.join(allowed)}", Place(flag), hint))
    return word


def severity(word: str) -> Severity:
    """A severity."""
    return Severity(choice(word, choices.SEVERITIES, "--fail-on"))


def shard(text: str | None) -> Shard | None:
    """The part of the clusters that is asked for; None for all of them."""
    return parse(text) if text is not None else None


def number(text: str | None, flag: str, ceiling: str | None = None) -> int | None:
    """A whole number; `ceiling` says of one that is far too large what the most is."""
    if text is None:
        return None
    digits = re.sub("[,_' ]", "", text) if re.fullmatch("-?[0-9]{1,3}([,_' ][0-9]{3})+", text, re.ASCII) else text
    if not re.fullmatch("-?[0-9]+", digits, re.ASCII):
        raise UsageError(Problem(f"{text!r} is no whole number", Place(flag)))
    if len(digits.lstrip("-0")) > _DIGITS:
        shown = repr(text) if len(text) <= 2 * _DIGITS else f"a number of {len(digits.lstrip('-')):,} digits"
        beyond = "less than -" if digits.startswith("-") else "more than "
        raise UsageError(Problem(f"{shown} is {beyond}{10**_DIGITS - 1:,}", Place(flag), ceiling))
    if digits != text:
        raise UsageError(Problem(f"{text!r} is no whole number", Place(flag), f"write {int(digits)}"))
    return int(text)


def day(text: str | None) -> date:
    """The date given, else today's."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(Problem(f"{text!r} is no date", Place("--today"), "for example 2026-11-24")) from None


def dialects(
    targets: Sequence[str],
    emit: str,
    provider: str,
    provider_version: str | None,
    api_version: str | None,
    preview: bool,
) -> list[Dialect]:
    """One dialect for each target, in the order asked for."""
    choice(emit, choices.EMITS, "--emit")
    choice(provider, choices.PROVIDERS, "--provider")
    for target in targets:
        choice(target, choices.TARGETS, "--target")
        if emit in ("module", "inputs") and target not in choices.MODULE_TARGETS:
            there = " and ".join(choices.MODULE_TARGETS)
            raise UsageError(Problem(f"the target {target} has no modules", Place("--emit"), f"they are for {there}"))
    if emit == "module" and provider == "azapi":
        hint = "choose --provider azurerm; azapi is for --emit cluster and block"
        raise UsageError(Problem("there is no module with azapi: its body would have no types", Place("--emit"), hint))
    version, pinned, azapi, azapi_pinned = _provider_version(provider, provider_version)
    _check_api_version(api_version, preview)
    asked = [
        Dialect(target, emit, provider, version, pinned, azapi, azapi_pinned, api_version, preview)
        for target in dict.fromkeys(targets)
    ]
    speaks_arm = any(dialect.speaks_arm for dialect in asked)
    for flag, given, used in (
        ("--provider", provider != "azurerm", "terraform" in targets),
        ("--provider-version", provider_version is not None, "terraform" in targets),
        ("--api-version", api_version is not None, speaks_arm),
        ("--preview", preview, speaks_arm),
    ):
        if given and emit == "inputs":
            raise UsageError(Problem("the module that is called decides it", Place(flag), "leave it out"))
        if given and not used:
            words = "terraform" if flag.startswith("--provider") else "bicep, arm, or terraform with --provider azapi"
            raise UsageError(Problem(f"this only means something for the target {words}", Place(flag), "leave it out"))
    return asked


def _provider_version(provider: str, text: str | None) -> tuple[Version, str, Version, str]:
    """The versions of azurerm and azapi, each with its constraint."""
    newest, azapi = azurerm.NEWEST[max(azurerm.NEWEST)], azurerm.AZAPI_NEWEST
    if provider == "azapi":
        version = _parsed(text, {azapi.major: azapi}, azapi)
        if version.major != azapi.major:
            raise _unknown_version(str(text), f"azapi is known in the major {azapi.major}")
        return newest, _pessimistic(newest), version, str(version) if _is_exact(text) else _pessimistic(version)
    version = _parsed(text, azurerm.NEWEST, newest)
    if version.major not in azurerm.NEWEST or version < azurerm.OLDEST:
        majors = ", ".join(map(str, azurerm.NEWEST))
        raise _unknown_version(str(text), f"azurerm is known from {azurerm.OLDEST} on, in the majors {majors}")
    return version, str(version) if _is_exact(text) else _pessimistic(version), azapi, _pessimistic(azapi)


def _is_exact(text: str | None) -> bool:
    return text is not None and "." in text


def _pessimistic(version: Version) -> str:
    return f"~> {version.major}.{version.minor}"


def _parsed(text: str | None, newest: Mapping[int, Version], default: Version) -> Version:
    """An exact version as it is, a major as the newest version that is known of it."""
    if text is None:
        return default
    found = re.fullmatch(r"v?([0-9]{1,4})(?:\.([0-9]{1,4}))?(?:\.([0-9]{1,4}))?", text, re.ASCII)
    if found is None:
        raise _unknown_version(text, "a version is a major such as 5, or exact such as 4.81.0")
    version = Version(*(int(part or 0) for part in found.groups()))
    return version if _is_exact(text) else newest.get(version.major, version)


def _unknown_version(text: str, hint: str) -> UsageError:
    return UsageError(Problem(f"{text!r} is no provider version that aksnet knows", Place("--provider-version"), hint))


def _check_api_version(text: str | None, preview: bool) -> None:
    if text is None:
        return
    place = Place("--api-version")
    if text not in (*arm.STABLE_VERSIONS, *arm.PREVIEW_VERSIONS):
        newest = f"the newest is {arm.STABLE_VERSIONS[-1]}, the oldest {arm.STABLE_VERSIONS[0]}"
        raise UsageError(Problem(f"{text!r} is no API version of managedClusters that aksnet knows", place, newest))
    if text.endswith(arm.PREVIEW) and not preview:
        raise UsageError(Problem(f"{text} is a preview", place, "add --preview to accept what has no support yet"))
