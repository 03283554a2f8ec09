"""Which files of a user's directory are parts, and which of them something that is asked for uses."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.dialects import Dialect
from aksnet.targets.bicep.contract import CONTRACT as BICEP
from aksnet.targets.contracts import Contract, Part
from aksnet.targets.terraform.contract import CONTRACT as TERRAFORM

CONTRACTS = {contract.language: contract for contract in (TERRAFORM, BICEP)}


class Place(NamedTuple):
    """What a file in the directory stands for: a part of a language, for one major version or for all."""

    contract: Contract
    part: Part
    major: str | None


def _places() -> dict[str, Place]:
    found = {}
    for language, contract in CONTRACTS.items():
        for part in contract.parts:
            found[f"{language}/{part.file}"] = Place(contract, part, None)
            for major in contract.majors:
                found[f"{language}/{major}/{part.file}"] = Place(contract, part, major)
    return found


# Every name that a file may have, and the folders that they are in.
PLACES = _places()
FOLDERS = frozenset(name.rpartition("/")[0] for name in PLACES)


def is_used(name: str, dialect: Dialect) -> bool:
    """Whether what is asked for may use the file of this name."""
    contract, part, major = PLACES[name]
    return (
        dialect.target == contract.language
        and dialect.emit == part.emit
        and part.provider in (None, dialect.provider)
        and major in (None, str(dialect.version.major))
    )
