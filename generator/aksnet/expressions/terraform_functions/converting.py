"""Terraform's functions that ask for another type, and those that mark a value."""

from __future__ import annotations

from collections.abc import Callable

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import convert
from aksnet.expressions.terraform_functions.types import ANY, BOOL, NUMBER, STRING, Constraint
from aksnet.expressions.values import UndeterminedError, Val

CONVERTING = Table()
_WANTED = {
    "tostring": STRING,
    "tonumber": NUMBER,
    "tobool": BOOL,
    "tolist": Constraint("list", ANY),
    "toset": Constraint("set", ANY),
    "tomap": Constraint("map", ANY),
}


def _to(wanted: Constraint) -> Callable[[Val], Val]:
    def call(value: Val) -> Val:
        return convert(value, wanted)

    return call


for _name, _type in _WANTED.items():
    CONVERTING.shaped(_name)(_to(_type))


@CONVERTING.lenient("sensitive")
def _sensitive(value: Val) -> Val:
    raise UndeterminedError("it is sensitive, and is not shown")


@CONVERTING.lenient("nonsensitive", "ephemeralasnull")
def _same(value: Val) -> Val:
    return value


@CONVERTING.lenient("issensitive")
def _issensitive(value: Val) -> Val:
    raise UndeterminedError("whether a value is sensitive is not followed")
