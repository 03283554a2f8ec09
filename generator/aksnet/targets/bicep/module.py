"""A reusable Bicep module: types, the cluster that they describe, and parameters with what one spec says.

Types and cluster depend on the API version alone, so that a fleet shares them. They stand in the templates as the
compiler's formatter leaves them.
"""

from __future__ import annotations

from typing import Any

from aksnet.dialects import Dialect
from aksnet.errors import AksnetError, Place, Problem
from aksnet.facts import arm, bounds, service
from aksnet.spec.views import DEFAULT_COUNT, DEFAULT_VM_SIZE, GATEWAY_COUNT
from aksnet.targets import bicep_text
from aksnet.targets.bicep.example import parameters
from aksnet.targets.files import Rendered
from aksnet.targets.printing import Code, print_template
from aksnet.view import ClusterView

MAIN, TYPES, EXAMPLE = "main.bicep", "cni.types.bicep", "example.bicepparam"
# What of a cluster the module does not write: the subnets of an Automatic one.
_LEFT_OUT = "hostedSystemProfile."
# No older one is chosen for a whole configuration either: the templates ask only for what came after it.
OLDEST = arm.FLOOR


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The module's files, with the parameters of one cluster."""
    names = _names(_api_version(dialect))
    values = {Code(name): value for name, value in parameters(cluster).items()}
    example = print_template("bicep", f"module/{EXAMPLE}.j2", bicep_text.encode, {"parameters": values})
    return (
        Rendered(MAIN, "bicep", _printed(MAIN, names), "//"),
        # without its types the module does not work
        Rendered(TYPES, "bicep", _printed(TYPES, names), "//", shown="never"),
        Rendered(EXAMPLE, "bicep", bicep_text.layout(example), "//", shown="no"),
    )


def _printed(name: str, names: dict[str, Any]) -> str:
    return print_template("bicep", f"module/{name}.j2", bicep_text.encode, names)


def _api_version(dialect: Dialect) -> str:
    """The API version asked for, else the smallest that has all that the module can write."""
    if dialect.api_version is not None:
        if dialect.api_version < OLDEST:
            message = f"{dialect.api_version} is too old for the Bicep module: much of its types would be missing"
            hint = f"choose {OLDEST} or newer, or leave it out for the first that has everything"
            raise AksnetError(Problem(message, Place("--api-version"), hint))
        return dialect.api_version
    rows = (row for path, row in (*arm.CLUSTER.items(), *arm.POOL.items()) if not path.startswith(_LEFT_OUT))
    firsts = {arm.first_version(row, word) for row in rows for word in (None, *row.values)}
    return arm.smallest(firsts if dialect.preview else firsts - {arm.PREVIEW}, preview=dialect.preview)


def _names(version: str) -> dict[str, Any]:
    def has(path: str, word: str | None = None) -> bool:
        row = arm.CLUSTER.get(path) or arm.POOL[path]
        return arm.has(version, row, word)

    return {
        "api_version": Code(version),
        "has": has,
        "bounds": {bound.path: bound for bound in bounds.BOUNDS},
        "service": service,
        "vm_size": DEFAULT_VM_SIZE,
        "count": DEFAULT_COUNT,
        "gateway_count": GATEWAY_COUNT,
        # the same in descriptions, which are inside of a literal
        "said": {
            "vm_size": Code(DEFAULT_VM_SIZE),
            "max_surge": Code(service.MAX_SURGE),
            "service_cidr": Code(service.SERVICE_CIDR),
        },
    }
