"""A reusable Terraform module: the same files for every cluster, with the rules that HCL can carry, and an example."""

from __future__ import annotations

from typing import Any

from aksnet.dialects import Dialect
from aksnet.targets import hcl
from aksnet.targets.files import JSON_MEMBER, Rendered
from aksnet.targets.printing import Code, print_template
from aksnet.targets.terraform.module_checks import CHECKS, OPTIONAL
from aksnet.targets.terraform.module_example import example
from aksnet.targets.terraform.module_facts import facts_of
from aksnet.view import ClusterView

FILES = ("versions.tf", "variables.tf", "main.tf", "outputs.tf")
EXAMPLE = "example.tfvars.json"


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The module's files, which depend on the dialect alone, and the values of this cluster for its variables."""
    names = {
        "dialect": dialect,
        "checks": CHECKS,
        "optional": OPTIONAL,
        "code": Code,
        **facts_of(dialect.version),
        **_conditions(),
    }
    override = str(dialect.version.major)
    files = [
        Rendered(
            path,
            "terraform",
            hcl.layout(print_template("terraform", f"module/{path}.j2", hcl.encode, names, override)),
            "#",
        )
        for path in FILES
    ]
    return (*files, Rendered(EXAMPLE, "terraform", example(cluster), JSON_MEMBER, shown="no"))


def _conditions() -> dict[str, Any]:
    """What templates compose of ranges: expressions over objects with `six`, `address` and `prefix`."""
    return {"meet": _meet, "among": _among, "inside": _inside}


def _same(one: str, other: str, prefix: str) -> str:
    """Whether two ranges are one where only so many bits count: `cidrhost` sets the others to 0."""
    first, second = (f'cidrhost("${{{name}.address}}/${{{prefix}}}", 0)' for name in (one, other))
    return f"{first} == {second}"


def _inside(one: str, other: str) -> Code:
    """Whether a range lies in another: the longer prefix begins like the shorter one."""
    return Code(
        f"{one}.six == {other}.six && {one}.prefix >= {other}.prefix ? {_same(one, other, f'{other}.prefix')} : false"
    )


def _overlapping() -> str:
    """Whether two ranges share an address: they are one where the bits of the shorter prefix count."""
    return f"one.six == other.six ? {_same('one', 'other', 'min(one.prefix, other.prefix)')} : false"


def _meet(ones: str, others: str) -> Code:
    """What each range of one list overlaps in another, in words."""
    return _pairs(f"one in {ones}", f"other in {others}")


def _among(ones: str) -> Code:
    """What ranges of one list overlap each other, each pair once, in words."""
    return _pairs(f"index, one in {ones}", f"other in slice({ones}, index + 1, length({ones}))")


def _pairs(outer: str, inner: str) -> Code:
    words = '"${one.words} overlaps ${other.words}"'
    return Code(f"flatten([\nfor {outer} : [\nfor {inner} : {words}\nif {_overlapping()}\n]\n])")
