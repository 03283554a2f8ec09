"""What the fields of an organisation's policy mean."""

from aksnet.facts.choices import PLUGINS
from aksnet.schema.texts.networks import ENGINES
from aksnet.schema.texts.text import Text

_RULE = "by its id or its slug"
_MODES = {
    "overlay": "Azure CNI Overlay",
    "cilium": "Azure CNI Powered by Cilium",
    "pod-subnet": "Azure CNI with pod subnets",
    "node-subnet": "Azure CNI with pods in the node subnet",
    "byo": "bring your own CNI",
    "kubenet": "kubenet",
}
_ALIASES = {alias: f"the same as {plugin}" for plugin, aliases in PLUGINS.items() for alias in aliases}
_SEVERITIES = {
    "error": "they are told, and fail a run",
    "warning": "they are told, and fail a run with --fail-on warning",
    "info": "they are told, and fail a run with --fail-on info",
    "off": "they are not looked for",
}

POLICIES = {
    "Policy": Text(
        "What an organisation asks for beyond Azure's own rules, in .aksnet.yaml at the top of a repository or in a "
        "folder on the way to a spec.",
        title="Policy of aksnet",
    ),
    "Policy.allowed_modes": Text(
        "The CNI modes that clusters may have. Left out: all.", (["overlay", "cilium"],), {**_MODES, **_ALIASES}
    ),
    "Policy.network_policy": Text(
        "The engines of network policies that clusters may have. Left out: all.", (["calico", "cilium"],), ENGINES
    ),
    "Policy.minimum_prefixes": Text(
        "The smallest ranges that are allowed, as prefix lengths.", ({"pod_cidr": 20, "node_subnet": 26},)
    ),
    "Policy.forbidden_ranges": Text(
        "Ranges that nothing of a cluster may overlap, each alone or with a reason.",
        ([{"range": "192.168.0.0/16", "reason": "the offices"}],),
    ),
    "Policy.severities": Text(
        f"Another severity for a rule, {_RULE}. A looser one, or off, needs a reason.",
        ({"AKN111": "error", "AKN301": {"severity": "warning", "reason": "the limit is about to change"}},),
    ),
    "Policy.ignores": Text(
        "Rules whose findings are left out, in some files or in all.",
        ([{"rule": "AKN401", "paths": ["legacy/"], "reason": "is shut down in spring"}],),
    ),
    "Policy.exclude": Text(
        "Files and folders that are not looked at, by patterns as in .gitignore, from the policy's folder.",
        (["templates/"],),
    ),
    "MinimumPrefixes": Text(
        "The smallest ranges in IPv4, as prefix lengths: a range with a longer prefix is refused.",
        title="Minimum prefixes",
    ),
    "MinimumPrefixes.pod_cidr": Text("The longest prefix that a range of pods may have, 0 to 32.", (20,)),
    "MinimumPrefixes.service_cidr": Text("The longest prefix that a range of Services may have, 0 to 32.", (22,)),
    "MinimumPrefixes.node_subnet": Text("The longest prefix that a subnet of nodes may have, 0 to 32.", (26,)),
    "MinimumPrefixes.pod_subnet": Text("The longest prefix that a subnet of pods may have, 0 to 32.", (24,)),
    "ForbiddenRange": Text("A range that nothing of a cluster may overlap.", title="Forbidden range"),
    "ForbiddenRange.range": Text("The range in CIDR notation.", ("192.168.0.0/16",)),
    "ForbiddenRange.reason": Text("Whose it is.", ("the offices",)),
    "SeverityOverride": Text("Another severity, and why.", title="Severity"),
    "SeverityOverride.severity": Text("What the rule's findings are.", words=_SEVERITIES),
    "SeverityOverride.reason": Text("Why; a looser severity has to say it.", ("the limit is about to change",)),
    "PolicyIgnore": Text("A rule whose findings are left out, and why.", title="Ignored rule"),
    "PolicyIgnore.rule": Text(f"The rule, {_RULE}.", ("AKN401", "kubenet-retires")),
    "PolicyIgnore.reason": Text("Why.", ("is shut down in spring",)),
    "PolicyIgnore.paths": Text(
        "In which files, by patterns as in .gitignore, from the policy's folder. Left out: in all.", (["legacy/"],)
    ),
}
