"""What rules find in the text of a file, as `aksnet check` reads it from standard input."""

from __future__ import annotations

from datetime import date

from aksnet.commands.check import run
from aksnet.findings import Finding
from aksnet.readers.inputs import Request
from aksnet.rules import RULES
from rendering import TODAY


def findings_in(name: str, text: str, rules: str = "", today: date = TODAY) -> list[Finding]:
    """The findings in a text that would stand in a file of this name, of the rules whose ids begin so."""
    chosen = [rule for rule in RULES if rule.id.startswith(rules)]
    report = run(Request(["-"], name, text.encode), today, None, chosen)
    assert report.failures == ()
    assert report.problems == ()
    return list(report.findings)


def bicep(version: str, network: str = "", pool: str = "", more: str = "", head: str = "") -> str:
    """A cluster in Bicep, with lines for its network profile, its pool, its properties and the head of the file."""
    return f"""{head}
resource aks 'Microsoft.ContainerService/managedClusters@{version}' = {{
  name: 'prod'
  properties: {{
    {more}
    agentPoolProfiles: [
      {{
        name: 'system'
        mode: 'System'
        count: 3
        {pool}
      }}
    ]
    networkProfile: {{
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      {network}
    }}
  }}
}}
"""


def azapi(version: str, network: str = "", more: str = "", required: str = "2.12.0") -> str:
    """A cluster in the body of azapi, with lines for its network profile and the resource."""
    settings = f'terraform {{ \n required_providers {{ \n azapi = {{ source = "azure/azapi", version = "{required}" }}\n }}\n }}'  # fmt: skip
    return f"""{settings if required else ""}
resource "azapi_resource" "aks" {{
  type = "Microsoft.ContainerService/managedClusters@{version}"
  name = "prod"
  body = {{
    properties = {{
      agentPoolProfiles = [{{ name = "system", mode = "System", count = 3 }}]
      networkProfile = {{
        networkPlugin = "azure"
        networkPluginMode = "overlay"
        {network}
      }}
    }}
  }}
  {more}
}}
"""
