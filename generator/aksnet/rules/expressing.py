"""5xx: what a target or a provider version cannot express: never dropped, never approximated."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.dialects import Dialect
from aksnet.facts import arm, az, azurerm
from aksnet.facts.sources import ARM_REFERENCE, AZURE_CLI, AZURERM_CLUSTER, RESOURCE_PUT, aks
from aksnet.findings import Severity
from aksnet.paths import PLUGIN, SKU
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Subnet, Value


def shown(path: str, value: Value) -> str:
    """A setting as messages name it: its path, with the value where that is short."""
    data = value.data
    plain = isinstance(data, str | int) and not isinstance(data, bool)
    return f"{path} {data}" if plain else path


def written(cluster: ClusterView, dialect: Dialect) -> Iterator[tuple[bool, str, Value]]:
    """Every property that the dialect writes, and whether it is a pool's."""
    for path, value in dialect.values(cluster).items():
        yield False, path, value
    for pool in dialect.pools(cluster):
        for path, value in dialect.pool_values(pool).items():
            yield True, path, value


@rule(
    "AKN501",
    "azurerm-cannot-say",
    "choose --provider azapi, which can say everything that ARM can",
    AZURERM_CLUSTER,
    answer="Nothing is written: a configuration without the setting would make another cluster than the one asked for.",
    facts=("TF-01", "TF-08", "OUT-05"),
)
def azurerm_cannot_say(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """azurerm has no argument for the setting or not this value, or only from a version on.

    Leaving a setting out would make another cluster than the one asked for, and nobody would notice: aksnet refuses to
    write, and names the first version that will do where there is one. azapi writes ARM's own properties and has them
    all.
    """
    for dialect in context.dialects:
        if not dialect.speaks_azurerm or cluster.text(SKU) == "Automatic":
            continue
        for of_pool, path, value in written(cluster, dialect):
            rows = azurerm.POOL if of_pool else azurerm.CLUSTER
            obstacle = azurerm.obstacle(rows, path, value.data, dialect.version)
            if obstacle is not None:
                newer = f"choose --provider-version {obstacle.since} or newer, or --provider azapi"
                message = f"{shown(path, value)}: azurerm {dialect.version} {obstacle.reason}"
                yield Hit(message, value.place, hint=newer if obstacle.since else None)
        yield from _not_inline(cluster, dialect)


def _not_inline(cluster: ClusterView, dialect: Dialect) -> Iterator[Hit]:
    """What azurerm has for every pool but the default one, which is the first of the system."""
    default = next((pool for pool in dialect.pools(cluster) if pool.text("mode") == "System"), None)
    values = dialect.pool_values(default) if default is not None else {}
    for path in azurerm.NOT_INLINE:
        if path in values and azurerm.obstacle(azurerm.POOL, path, values[path].data, dialect.version) is None:
            message = f"{shown(path, values[path])}: azurerm {dialect.version} has no argument for it in"
            yield Hit(f"{message} default_node_pool", values[path].place)


@rule(
    "AKN502",
    "automatic-not-in-azurerm",
    "choose --provider azapi, or the target bicep, arm or az",
    AZURERM_CLUSTER,
    answer="Nothing is written: azurerm's resource for Automatic would lose what the spec says of the network.",
    facts=("TF-09",),
)
def automatic_not_in_azurerm(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """azurerm's resource for Automatic clusters has no network profile.

    azurerm keeps Automatic clusters in a resource of their own, azurerm_kubernetes_automatic_cluster, from 4.81 on.
    Ranges and outbound type cannot be said there. Its resource for other clusters does not take the SKU.
    """
    if cluster.text(SKU) == "Automatic":
        for dialect in context.dialects:
            if dialect.speaks_azurerm:
                yield Hit(
                    "sku automatic: azurerm's resource for it has no network profile",
                    cluster.where(SKU),
                )


@rule(
    "AKN503",
    "api-version-too-old",
    "leave --api-version out: aksnet then takes the smallest version that has everything",
    ARM_REFERENCE,
    answer="Azure refuses a property that the API version does not have, or silently ignores it.",
    facts=("BCP-01", "MODE-17"),
)
def api_version_too_old(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The API version asked for is older than a property or a value in use.

    An API version only has the properties that were there on its day. Left to itself, aksnet takes the smallest version
    that has everything in use, and none older than the one that the common modules pin.
    """
    for dialect in context.dialects:
        version = dialect.api_version
        if not dialect.speaks_arm or version is None:
            continue
        for path, value, first, row in dialect.needs(cluster):
            if first != arm.PREVIEW and not arm.has(version, row, value.data):
                message = f"{shown(path, value)}: API version {version} does not have it, {first} is the first"
                yield Hit(message, value.place)


@rule(
    "AKN504",
    "preview-needed",
    "add --preview to accept what has no support yet, or leave the setting out",
    aks("concepts-preview-api-life-cycle"),
    answer="Nothing is written. With a stable version Azure would refuse the setting, or silently ignore it.",
    facts=("BCP-01", "ACNS-05"),
)
def preview_needed(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Only preview API versions have the setting, and nobody should get one unasked.

    Preview versions work for about a year and come without support. A feature in preview mostly has to be registered in
    the subscription too, before a cluster can have it.
    """
    for dialect in context.dialects:
        if not dialect.speaks_arm:
            continue
        for path, value, first, row in dialect.needs(cluster):
            stable = dialect.api_version is not None and not arm.has(dialect.api_version, row, value.data)
            if first == arm.PREVIEW and (not dialect.preview or stable):
                yield Hit(
                    f"{shown(path, value)}: only preview versions have it, from {row.first_preview}",
                    value.place,
                )


@rule(
    "AKN505",
    "az-cannot-say",
    "choose the target bicep, arm or terraform with --provider azapi",
    AZURE_CLI,
    answer="Nothing is written: the Azure CLI cannot be told the value, refuses it, or takes it for another one.",
    facts=("OUT-05",),
)
def az_cannot_say(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Azure CLI has no flag for the setting, or does not take its value.

    It has flags for most settings, and bounds of its own for some: an idle timeout of 100 minutes where Azure takes
    120. Of values and tags some are read as an option or as the name of a file.
    """
    for dialect in context.dialects:
        if dialect.target != "az":
            continue
        for of_pool, path, value in written(cluster, dialect):
            reason = az.obstacle((az.POOL if of_pool else az.CLUSTER).get(path), value.data)
            if reason is not None:
                yield Hit(f"{shown(path, value)}: az {az.NEWEST} {reason}", value.place)
        if dialect.emit == "cluster":
            yield from _tags_az_cannot_say(cluster)


def _tags_az_cannot_say(cluster: ClusterView) -> Iterator[Hit]:
    tags = cluster.known("tags")
    for key, value in tags.items() if isinstance(tags, dict) else ():
        reason = az.tag_obstacle(key, str(value))
        if reason is not None:
            yield Hit(f"the tag {key!r} = {value!r}: az {reason}", cluster.where("tags"))


@rule(
    "AKN506",
    "azapi-lacks-types",
    "keep schema_validation_enabled = false in the resource until your azapi release knows the version",
    ARM_REFERENCE,
    answer="Typing errors in the body show at apply only, not at terraform validate.",
    facts=("BCP-01",),
    severity=Severity.INFO,
)
def azapi_lacks_types(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """azapi does not know the API version yet, so that its check of the body has to be switched off.

    azapi checks a body against the ARM types inside the provider, and refuses API versions newer than these. Then the
    resource carries schema_validation_enabled = false, and only Azure checks what is written.
    """
    for dialect in context.dialects:
        if dialect.speaks_arm and dialect.target == "terraform":
            version = dialect.api_version_for(cluster)
            refused = any(first == arm.PREVIEW for *_, first, _ in dialect.needs(cluster)) and not dialect.preview
            if not arm.in_azapi(version) and not refused:
                yield Hit(
                    f"API version {version}: azapi {azurerm.AZAPI_NEWEST} has types up to {arm.NEWEST_IN_AZAPI} only,"
                    " so that its check of the body has to be switched off",
                    cluster.place,
                )


@rule(
    "AKN507",
    "provider-version-unknown",
    "read the provider's changelog, or look for a newer aksnet",
    AZURERM_CLUSTER,
    answer="The files are written as for the release that is known: terraform validate shows whether that was right.",
    severity=Severity.WARNING,
)
def provider_version_unknown(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The version of the provider is not one that aksnet knows.

    A provider newer than the newest that aksnet knows is taken to behave like that one. Of azapi one release is known:
    an older one may lack the types of the API version, and then refuses the body.
    """
    for dialect in context.dialects:
        if dialect.target != "terraform":
            continue
        newest = azurerm.NEWEST.get(dialect.version.major)
        if dialect.provider == "azapi" and dialect.azapi_version[:2] != azurerm.AZAPI_NEWEST[:2]:
            message = f"azapi {dialect.azapi_version} is not {azurerm.AZAPI_NEWEST}, the release that aksnet knows"
            hint = "see whether it has the types of the API version: terraform validate refuses one that it lacks"
            yield Hit(message, None, hint=hint)
        elif dialect.provider == "azurerm" and newest is not None and dialect.version > newest:
            yield Hit(f"azurerm {dialect.version} is newer than {newest}, the newest that aksnet knows", None)


@rule(
    "AKN508",
    "kubenet-redeployed",
    "deploy the template once and change the cluster alone later, or choose terraform, or overlay",
    aks("configure-kubenet"),
    RESOURCE_PUT,
    answer="A second deployment may take the routes away, and then pods on different nodes do not reach each other.",
    facts=("KUB-03", "KUB-06"),
    severity=Severity.WARNING,
)
def kubenet_redeployed(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Kubenet and its subnet in one template: a second deployment may undo the routes to the nodes.

    Kubenet keeps the routes to its nodes in the route table of their subnet. A template states route table and subnets
    as they were at first, and Resource Manager sets back what differs. This is read from the documents of both, and was
    not tried on Azure.
    """
    in_own = any(isinstance(value.data, Subnet) for pool in cluster.pools for value in pool.values.values())
    if cluster.text(PLUGIN) != "kubenet" or not in_own:
        return
    for dialect in context.dialects:
        if dialect.emit == "cluster" and dialect.target in ("bicep", "arm"):
            message = (
                f"kubenet and its subnet in one {dialect.target} template: a second deployment may undo its routes"
            )
            yield Hit(message, cluster.where(PLUGIN))


RULES = (
    azurerm_cannot_say,
    automatic_not_in_azurerm,
    api_version_too_old,
    preview_needed,
    az_cannot_say,
    azapi_lacks_types,
    provider_version_unknown,
    kubenet_redeployed,
)
