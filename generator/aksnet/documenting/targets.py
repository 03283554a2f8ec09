"""The page about targets: what is written, for which versions of providers and of the API, and what none can say."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.documenting.markdown import code, table
from aksnet.facts import arm, avm_bicep, avm_terraform, az, azurerm
from aksnet.facts.choices import EMITS, MODULE_TARGETS, TARGETS

# What stands in the folder of a cluster, with `--emit cluster`.
_FILES = {
    "terraform": "`main.tf`, `variables.tf`, `outputs.tf`, `versions.tf`",
    "bicep": "`main.bicep`, `main.bicepparam`, and rights for what is there already (`subnet_role.bicep`, …)",
    "arm": "`azuredeploy.json`",
    "az": "`aks.sh`",
}
_INTRODUCTION = """\
# Targets and versions

`aksnet gen --target` chooses the language, `--emit` how much is written. What a version cannot say is refused, never
dropped: rules of 5xx tell which setting, and what would do ([the rules](../rules/README.md)).

In the tables a property stands by its path in ARM, which `aksnet show` prints of any configuration.
"""
_AZURERM = """\
## azurerm

`--provider-version` takes a major (3, 4 or 5) or an exact version. The newest release that is known here:
{newest}; {oldest} is the oldest whose behaviour was looked at. Source:
<https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG.md>, with the schemas of these releases.
"""
_API = """\
## API versions

For Bicep, ARM and azapi the API version is the smallest stable one from {floor} on that has every property in use.
`--api-version` pins one, `--preview` accepts previews. Known are the stable versions from {first} to {last},
and the previews from {preview} on. Source: <https://github.com/Azure/bicep-types-az>, read on 2026-08-20.

Properties that make a newer version necessary, or that one has to know of where an older one is pinned:
"""


def targets_page() -> str:
    """The page with all targets."""
    return "\n".join(
        [_INTRODUCTION, *_targets(), "", *_azurerm(), "", *_azapi(), "", *_api(), "", *_az(), "", *_modules(), ""]
    )


def _targets() -> Iterator[str]:
    every = [emit for emit in EMITS if emit in ("block", "cluster")]
    rows = ((code(target), code(*(EMITS if target in MODULE_TARGETS else every)), _FILES[target]) for target in TARGETS)
    yield from table(("`--target`", "`--emit`", "files of `--emit cluster`"), rows)


def _azurerm() -> Iterator[str]:
    newest = ", ".join(map(str, azurerm.NEWEST.values()))
    yield _AZURERM.format(newest=newest, oldest=azurerm.OLDEST)
    yield from table(("property", "argument", "releases"), _arguments())
    yield from ("", "Values that came later than their argument, or that it does not have:", "")
    yield from table(("property", "value", "releases"), _values())
    bounds = [(code(one.path), f"{one.bounds[0]} to {one.bounds[1]}") for one in _rows() if one.bounds]
    yield from ("", "Bounds that are narrower than those of ARM:", "", *table(("property", "takes"), bounds))


def _rows() -> tuple[azurerm.Argument, ...]:
    return (*azurerm.CLUSTER, *(one._replace(path=f"agentPoolProfiles[].{one.path}") for one in azurerm.POOL))


def _arguments() -> Iterator[tuple[str, str, str]]:
    for one in _rows():
        left_out = f"nothing is written where it is {code(*map(_word, one.omits))}" if one.omits else ""
        said = code(one.name) if one.name else f"none{': ' if left_out else ''}"
        yield code(one.path), f"{said}{', ' if one.name and left_out else ''}{left_out}", _span(one.since, one.until)


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _span(since: azurerm.Version, until: azurerm.Version = azurerm.NEVER) -> str:
    first = [f"from {since} on"] if since != azurerm.ALWAYS else []
    return ", ".join(first + ([f"before {until}"] if until != azurerm.NEVER else []))


def _values() -> Iterator[tuple[str, str, str]]:
    for one in _rows():
        for value, since in one.values.items():
            yield code(one.path), code(value), "no known one" if since == azurerm.NEVER else _span(since)


def _azapi() -> Iterator[str]:
    yield from ("## azapi", "")
    yield f"With `--provider azapi` properties are written in ARM's names. azapi {azurerm.AZAPI_NEWEST} has types up to"
    yield f"the API version {arm.NEWEST_IN_AZAPI}; for newer ones its check of the body is switched off, and"
    yield "[AKN506](../rules/AKN506.md) says so."


def _api() -> Iterator[str]:
    known, previews = arm.STABLE_VERSIONS, arm.PREVIEW_VERSIONS
    yield _API.format(floor=arm.FLOOR, first=known[0], last=known[-1], preview=previews[0])
    yield from table(("property", "value", "first stable version"), _newer_properties())


def _newer_properties() -> Iterator[tuple[str, str, str]]:
    for before, rows in (("", arm.CLUSTER), ("agentPoolProfiles[].", arm.POOL)):
        for path, row in rows.items():
            if row.since > arm.STABLE_VERSIONS[0]:
                yield code(f"{before}{path}"), "", row.since
            for value, since in row.values.items():
                if since > arm.STABLE_VERSIONS[0]:
                    yield code(f"{before}{path}"), code(value), "previews only" if since == arm.PREVIEW else since


def _az() -> Iterator[str]:
    yield from ("## az", "")
    yield f"Flags are those of azure-cli {az.NEWEST}; the script says which release it needs, {az.OLDEST} at the least."
    yield from ("", "Flags that came later, as far as it is known:", "")
    newer = [
        (one.flag or one.added, one) for one in (*az.CLUSTER.values(), *az.POOL.values()) if one.since != az.OLDEST
    ]
    yield from table(("flag", "property", "first release"), ((code(f), code(one.path), one.since) for f, one in newer))


def _modules() -> Iterator[str]:
    yield from ("## Azure Verified Modules", "")
    yield "`--emit inputs` calls these; what they would drop or change is an error ([AKN520](../rules/AKN520.md))."
    yield ""
    rows = (
        ("`terraform`", code(avm_terraform.SOURCE), avm_terraform.RELEASE, avm_terraform.API_VERSION),
        ("`bicep`", code(avm_bicep.NAME), avm_bicep.RELEASE, avm_bicep.API_VERSION),
    )
    yield from table(("`--target`", "module", "release", "API version of the cluster"), rows)
