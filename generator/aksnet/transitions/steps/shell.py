"""Commands of az and kubectl for one cluster; a name or a range is one word of the shell, whatever is in it."""

from __future__ import annotations

import re

from aksnet.literals import json_text, shell_word
from aksnet.paths import group_of
from aksnet.transitions.changes import PoolChange
from aksnet.view import ClusterView

_PLAIN = re.compile(r"[\w./:,-]+", re.ASCII)
_UNTOLD = "<resource group>"
# What stands for a name that no file says: what it is called there is none that Azure knows.
_CLUSTER, _POOL = "<cluster>", "<pool>"

# The makers whose text Terraform applies, and what it then says.
TERRAFORM = ("azurerm", "azapi", "avm")
PLAN = "terraform plan  # no changes"


def flag(name: str, value: str) -> str:
    """A flag with its value, which is none of az's own flags even where it begins with a dash."""
    return f"{name}={shell_word(value)}" if value.startswith("-") else f"{name} {shell_word(value)}"


def of_cluster(cluster: ClusterView, name: str = "--name") -> str:
    """The flags that say which cluster."""
    return f"{group(cluster)} {flag(name, called(cluster))}"


def called(cluster: ClusterView) -> str:
    """The cluster's name at Azure, or a word in its place."""
    return cluster.name if cluster.named else _CLUSTER


def name_of(pool: PoolChange) -> str:
    """The pool's name at Azure, or a word in its place."""
    known = next((one for one in (pool.before, pool.after) if one is not None and one.text("name") is not None), None)
    return known.name if known is not None else _POOL


def group(cluster: ClusterView) -> str:
    """The flag that says which resource group, with a word in its place where no file says it."""
    return flag("--resource-group", group_of(cluster) or _UNTOLD)


def named(text: str, cluster: ClusterView, subnet: str = "node subnet") -> str:
    """A text whose commands name this cluster, in place of variables of the shell."""
    words = {
        '--resource-group "$RESOURCE_GROUP"': group(cluster),
        '"$CLUSTER"': shell_word(called(cluster)),
        '"$SUBNET_ID"': shell_word(f"<id of the {subnet}>"),
    }
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)


def update(cluster: ClusterView, *flags: str) -> str:
    """The command that changes a cluster."""
    return " ".join(["az aks update", of_cluster(cluster), *flags])


def show(cluster: ClusterView, query: str, prints: str) -> str:
    """The command that shows one property, and what it prints when a step is done."""
    command = f"az aks show {of_cluster(cluster)} {flag('--query', query)} --output tsv"
    return printing(command, prints)


def printing(command: str, prints: str) -> str:
    """A command with a comment on what it prints, which ends where the line does."""
    return f"{command}  # prints {prints if _PLAIN.fullmatch(prints) else json_text(prints)}"


def of_pool(pool: str) -> str:
    """The selector of a pool's nodes."""
    return flag("--selector", f"kubernetes.azure.com/agentpool={pool}")
