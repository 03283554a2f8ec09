"""The validations of the Terraform module: the rules that it carries, and what each message tells to do."""

from __future__ import annotations

import re
from typing import NamedTuple

from aksnet.facts import bounds, ranges, service
from aksnet.targets.printing import Code


class Check(NamedTuple):
    """One validation: its key in `local.found`, which begins with the rule's id, and what its message tells to do."""

    key: Code
    hint: Code

    @property
    def rule(self) -> str | None:
        """The id of the rule that it carries; None for what the spec's own shape demands."""
        found = re.match("AKN[0-9]{3}", self.key)
        return found[0] if found is not None else None

    @property
    def firm(self) -> bool:
        """Whether nobody may leave it out: the module would drop a setting, or there is no rule to be left out."""
        return self.rule is None or self.rule.startswith("AKN5") or self.rule in _DROPPED

    @property
    def mark(self) -> Code:
        """The end of the message: the rule's id."""
        return Code(f" [{self.rule}]" if self.rule else "")


# Rules about settings that have no place in what is written: left out, they would be dropped without a word.
_DROPPED = ("AKN312", "AKN365")
_AZURERM = "choose another value, or a configuration with azapi"
_ROWS = (
    ("AKN328", "give the cluster a user-assigned identity with rights on the route table"),
    ("ipam", "choose overlay, pod-subnet or node-subnet, with the plugin cilium only"),
    ("network_allocation", "leave it out, or choose dynamic with pod subnets"),
    ("one_spelling", "give one IPv4 range, or a list with one range for each IP family"),
    ("AKN101", "write the first address of the range"),
    ("AKN102", "give one of them a range of its own"),
    ("AKN103", "choose a pod CIDR outside every subnet of the VNet"),
    ("AKN103_managed", "choose a pod CIDR outside that range, or give the pools a subnet"),
    ("AKN104", "choose a service CIDR outside every subnet of the VNet"),
    ("AKN104_managed", "choose a service CIDR outside that range, or give the pools a subnet"),
    ("AKN105", "choose a pod CIDR that no connected network uses"),
    ("AKN106", "choose a service CIDR that no connected network uses"),
    ("AKN112", f"choose a /{service.MIN_SERVICE_PREFIX[4]} or smaller, /{service.MIN_SERVICE_PREFIX[6]} for IPv6"),
    ("dns", "write an address such as 10.0.0.10"),
    ("AKN113", "take the tenth address of the service CIDR, or leave dns_service_ip out"),
    ("AKN114", "take the tenth address of the service CIDR"),
    ("AKN115", "give dns_service_ip an address of the service CIDR, or choose a larger range"),
    ("AKN116", "put the IPv4 range first"),
    ("AKN118", f"choose a pod CIDR of /{ranges.NODE_PREFIX} for each node, such as a /16"),
    ("AKN119", f"choose a range that has no part of {', '.join(ranges.RESERVED)}"),
    ("AKN120", "choose a private range, such as 172.16.0.0/16"),
    ("AKN124", "write an address and a prefix length, as in 10.244.0.0/16"),
    ("AKN202", "leave the pod CIDR out, or choose overlay"),
    ("AKN204", "choose the plugin cilium too, or another policy"),
    ("AKN205", "leave network_policy out: with cilium it is cilium"),
    ("network_policy", "choose one of the mode: none or calico, and azure where the plugin is azure's"),
    ("AKN206", "give the range that your CNI plugin will use, for example pod_cidr 192.168.0.0/16"),
    ("AKN207", "write IPv4, or IPv4 and IPv6 in this order"),
    ("AKN208", "give one range for each IP family, in the order of the families"),
    ("AKN209", "choose overlay (or cilium on overlay), or leave IPv6 out"),
    ("AKN210", "choose cilium, or no policy engine"),
    ("AKN215", "switch one of its parts on, or leave acns out"),
    ("AKN216", "switch security on, or leave the setting out"),
    ("AKN235", "choose the plugin cilium, or leave acns out"),
    ("AKN345", "choose a larger pod CIDR, or let the pools grow less"),
    ("AKN501_network", _AZURERM),
    ("AKN501_artifact_source", "leave it out, or take a newer azurerm"),
    ("AKN311", "choose an outbound type that goes with the subnets"),
    ("AKN312", "leave the settings out, or choose the outbound type they belong to"),
    ("AKN313", "keep one: a managed count, your own addresses, or your own prefixes"),
    ("AKN324", "choose a value in the range; ports are a multiple of 8"),
    ("AKN325", "give the load balancer more outbound addresses, or each node fewer ports, or 0"),
    ("AKN338", "choose another outbound type, or make the cluster a network-isolated one"),
    ("AKN501_outbound", _AZURERM),
    ("AKN509_outbound", "leave it out, and write the route beside the module"),
    ("outbound_ids", "give ARM ids in exactly the spelling that Azure shows, one or more, or leave the key out"),
    ("AKN211", "make the pool Linux, or give up what excludes Windows"),
    ("AKN212", "leave the pod subnet out, or choose pod-subnet (or cilium with that ipam)"),
    ("AKN213", "give the pool a pod subnet, or leave the allocation out"),
    ("AKN301", f"choose {service.MIN_MAX_PODS} to {service.MAX_MAX_PODS}"),
    ("AKN302", "give pods a subnet of their own"),
    ("AKN303", "give every pool a pod subnet, or none"),
    ("AKN304", "give one Linux pool the mode System"),
    ("AKN305", "choose lower-case letters and digits, a letter first: 6 at most with Windows, 12 with Linux"),
    ("AKN306", "choose an os_sku of the pool's os, or leave it out"),
    ("AKN307", "give it one node or more"),
    ("AKN310", "choose a size of the DCasv5 or DCadsv5 series"),
    ("AKN320", f"raise max_pods or the number of nodes until the two make {bounds.MIN_POOL_PODS}"),
    ("AKN323", "choose Windows2022"),
    ("AKN340", "choose the tier Standard, or let the pools grow less"),
    ("AKN341", "choose overlay, or let the pools grow less"),
    ("AKN343", "choose cilium on Linux, calico where there are Windows pools, or let the pools grow less"),
    ("AKN350", f"choose names of at most {ranges.MAX_LABEL} characters"),
    ("AKN353", "choose subnets of one VNet"),
    ("AKN354", "give it a subnet too, of the same VNet"),
    ("AKN365", "give the system pool a max_surge instead"),
    ("AKN501_pools", _AZURERM),
    ("AKN509_pools", "leave the setting out"),
    ("pool_words", "choose a value that the description names"),
    ("subnet_ids", "give ARM ids in exactly the spelling that Azure shows"),
    ("empty_texts", "leave the key out, or fill it"),
    ("empty_subnets", "leave the key out, or give the subnet's ARM id"),
    ("fractions", "write a whole number"),
    # fact MODE-15: create-node-pools
    ("windows", "give name and password: a cluster that is made without them never gets Windows pools"),
    ("pool_sizes", "give a count, or min and max for the autoscaler"),
    ("surge", "give a number of nodes or a percentage: as max_surge, or as max_unavailable"),
    ("AKN107", "give each subnet a range of its own"),
    ("AKN108", "add its range to address_space, or move the subnet"),
    ("AKN109", "VNets that are peered need different ranges"),
    ("AKN117", "keep one of the two ranges"),
)  # fmt: skip
CHECKS = tuple(Check(Code(key), Code(hint)) for key, hint in _ROWS)
# The ids of the rules that whoever calls the module may leave out, and of all that it carries.
OPTIONAL = sorted({check.rule for check in CHECKS if check.rule is not None and not check.firm})
CARRIED = frozenset(check.rule for check in CHECKS if check.rule is not None)
