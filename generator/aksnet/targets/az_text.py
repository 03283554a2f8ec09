"""The Azure CLI: words of a POSIX shell, and what every command of a script shares."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from aksnet.literals import shell_word
from aksnet.targets.naming import subnet_labels
from aksnet.targets.properties import Resolve
from aksnet.targets.surroundings import tags_of
from aksnet.view import ClusterView, Parameter, Subnet

GROUP = '--resource-group "$RESOURCE_GROUP"'


class Shell(str):
    """Text that already is of the shell: a variable in double quotes."""

    __slots__ = ()


def word(value: Any) -> str:
    """A value as one word of the shell."""
    return value if isinstance(value, Shell) else shell_word(str(value))


def line(*words: Any) -> str:
    """Words of one line."""
    return " ".join(word(one) for one in words)


def command(name: str, *flags: str) -> str:
    """A command with one flag on each line."""
    return " \\\n  ".join([name, *flags])


def variable(name: str) -> Shell:
    """A shell variable as one word."""
    return Shell(f'"${name.upper()}"')


def resolver(cluster: ClusterView) -> Resolve:
    """A function from a reference to the variable with its id."""
    names = dict(subnet_variables(cluster))

    def resolve(reference: Subnet | Parameter) -> Shell:
        return variable(reference.name if isinstance(reference, Parameter) else names[reference.name])

    return resolve


def subnet_variables(cluster: ClusterView) -> Iterator[tuple[str, str]]:
    """The shell variable that holds the id of each subnet; apart from those that stand for parameters."""
    for name, label in (subnet_labels(cluster.vnet) if cluster.vnet else {}).items():
        yield name, f"subnet_{label}_id"


def tags(cluster: ClusterView) -> list[str]:
    """Tags for `az group`, `az aks` and `az network public-ip`, which take key=value as it stands."""
    given = tags_of(cluster)
    return [line(Shell("--tags"), *(f"{key}={value}" for key, value in given.items()))] if given else []


def json_tags(cluster: ClusterView) -> list[str]:
    """Tags for newer commands, which have a syntax of their own in key=value but take JSON as it stands."""
    given = tags_of(cluster)
    return [line(Shell("--tags"), json.dumps(given, ensure_ascii=False))] if given else []
