"""What needs the instance metadata service, and so does not go with pods that must not reach it: fact IMDS-01."""

from __future__ import annotations

# https://learn.microsoft.com/azure/aks/imds-restriction (read 2026-08-21); in lower case, for add-ons come in any
NEED_IMDS = {
    "addonprofiles.ingressapplicationgateway.enabled": "the Application Gateway ingress controller",
    "addonprofiles.omsagent.enabled": "Container Insights",
    "addonprofiles.aciconnectorlinux.enabled": "virtual nodes",
    "addonprofiles.azurepolicy.enabled": "Azure Policy",
    "addonprofiles.httpapplicationrouting.enabled": "HTTP application routing",
    "ingressprofile.webapprouting.enabled": "application routing",
    "aitoolchainoperatorprofile.enabled": "the AI toolchain operator",
    "metricsprofile.costanalysis.enabled": "cost analysis",
}
