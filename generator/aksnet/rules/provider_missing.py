"""80x: arguments that azurerm asks for, and that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm_schema import CLUSTER, INLINE, required
from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_POOL, AZURERM_RELEASES
from aksnet.rules.azurerm_parts import Part, parts_of
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.provider_arguments import alike
from aksnet.view import ClusterView

# Of these a cluster has exactly one.
_ONE_OF = (("dns_prefix", "dns_prefix_private_cluster"), ("identity", "service_principal"))
# Blocks that say at least one of these.
_SOME_OF = {
    "network_profile.advanced_networking": ("observability_enabled", "security_enabled"),
    "node_provisioning_profile": ("mode", "default_node_pools"),
}
_PREFIX, _FLAGS = "node_public_ip_prefix_id", ("node_public_ip_enabled", "enable_node_public_ip")
_HINTS = {
    "node_provisioning_profile": 'add node_provisioning_profile { mode = "Manual" }, which is how it was before 5.0',
    "network_profile.network_plugin": 'add network_plugin = "azure", or leave the block out',
    "vm_size": "add vm_size, or allow azurerm 4.32.0 or newer",
    f"{INLINE}.vm_size": "add vm_size, or allow azurerm 4.32.0 or newer",
}


@rule(
    "AKN804",
    "argument-missing",
    "add it",
    AZURERM_CLUSTER,
    AZURERM_POOL,
    AZURERM_RELEASES,
    answer="Terraform refuses the configuration as it validates it: missing required argument, or insufficient blocks.",
    facts=("TF-09",),
)
def argument_missing(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Clusters and pools have all arguments that azurerm asks for.

    Told is what every release asks for that may be in use: azurerm 5 wants a block node_provisioning_profile, and
    before 4.32 each pool had a vm_size. A cluster has either of two arguments for its DNS prefix, and an identity or
    a service principal. Nothing is told where a dynamic block, a variable or null may stand for what is missing.
    """
    for part in parts_of(cluster):
        if part.whole and part.made and not part.releases.guessed:
            yield from _missing(part)
            yield from _too_little(part)
            yield from _without_flag(part)
            if part.kind == CLUSTER and not part.base:
                yield from _not_one(part)


def _missing(part: Part) -> Iterator[Hit]:
    for path in part.asked():
        block, _, name = path.rpartition(".")
        if not _is_open(part, path, block):
            continue
        asked = all(required(part.kind, part.base + path, release) for release in part.releases.known)
        if asked and not _misspelt(part, path):
            place = part.written[block].place if block else part.place
            message = f"{block or part.name} has no {name}, which {part.releases.words} asks for"
            yield Hit(message, place, hint=_HINTS.get(part.base + path, f"add {name}"))


def _is_open(part: Part, path: str, block: str) -> bool:
    """Whether an argument is not there, in a block that is."""
    instead = path == INLINE and part.names("agent_pool_profile")
    return not part.names(path) and not instead and (not block or part.opened(block))


def _misspelt(part: Part, path: str) -> bool:
    """Whether it is there under a name that is not quite right: then AKN801 says so."""
    block, _, name = path.rpartition(".")
    beside = [one.rpartition(".") for one, _ in part.said() if not part.exists(one)]
    return any(around == block and alike(other, [name]) for around, _, other in beside)


def _too_little(part: Part) -> Iterator[Hit]:
    for block, names in _SOME_OF.items():
        if part.opened(block) and part.exists(block) and not any(part.names(f"{block}.{name}") for name in names):
            words = " nor ".join(names)
            yield Hit(f"{block} has neither {words}", part.written[block].place, hint=f"add {' or '.join(names)}")


def _without_flag(part: Part) -> Iterator[Hit]:
    """A pool's prefix of public addresses stands beside the flag that it has them, which azurerm 3 calls otherwise."""
    flags = [name for name in _FLAGS if part.exists(name)]
    if not part.releases.older and _is_there(part, _PREFIX) and flags and not any(map(part.names, _FLAGS)):
        message = f"{_PREFIX} stands without {flags[0]}, which {part.releases.words} asks for beside it"
        yield Hit(message, part.written[_PREFIX].place, hint=f"add {flags[0]} = true, or leave {_PREFIX} out")


def _not_one(part: Part) -> Iterator[Hit]:
    for one, two in _ONE_OF:
        if not part.names(one) and not part.names(two):
            yield Hit(f"the cluster has neither {one} nor {two}", part.place, hint=f"add {one} or {two}")
        elif _is_there(part, one) and _is_there(part, two):
            yield Hit(f"{one} and {two} exclude each other", part.written[two].place, hint="keep one of them")


def _is_there(part: Part, name: str) -> bool:
    """Whether an argument or a block is there for certain."""
    value = part.written.get(name)
    inside = any(path.startswith(f"{name}.") for path in part.written)
    return value is not None and (value.known or inside)


RULES = (argument_missing,)
