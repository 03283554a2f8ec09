"""Attributes of Terraform resources that are known after apply only, where nobody gives them.

All others may have a default of the schema, which is known in the plan. Source: for azurerm its code at v3.70.0 and
v4.81.0 (https://github.com/hashicorp/terraform-provider-azurerm), for random and terraform_data their pages
(https://registry.terraform.io/providers/hashicorp/random/latest/docs,
https://developer.hashicorp.com/terraform/language/resources/terraform-data), read 2026-11-30.
"""

import re

_RANDOM = frozenset({"result", "hex", "dec", "b64_std", "b64_url"})
_COMPUTED = {
    "azurerm_kubernetes_cluster": frozenset(
        {
            "network_mode",
            "network_policy",
            "dns_service_ip",
            "pod_cidr",
            "pod_cidrs",
            "service_cidr",
            "service_cidrs",
            "ip_versions",
        }
    ),
    "azapi_resource": frozenset({"output"}),
    "terraform_data": frozenset({"output"}),
}
_NUMBER = r"\[[^\]]*\]"
_ATTRIBUTE = re.compile(rf"(?:module\.[\w-]+(?:{_NUMBER})?\.)*(\w+)\.[\w-]+(?:{_NUMBER})?\.(\S+)")


def is_computed(text: str) -> bool:
    """Whether an attribute, by its address at the beginning of a text, is surely left to the deployment."""
    found = _ATTRIBUTE.match(text)
    if found is None:
        return False
    names = set(re.sub(_NUMBER, "", found[2]).split("."))
    known = _RANDOM if found[1].startswith("random_") else _COMPUTED.get(found[1], frozenset())
    return "id" in names or not known.isdisjoint(names)
