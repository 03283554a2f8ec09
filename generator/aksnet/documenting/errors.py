"""The page about the service's error codes: which rule finds each before anything is deployed."""

from __future__ import annotations

from aksnet.documenting.markdown import code, table
from aksnet.rules import RULES

_INTRODUCTION = """\
# Error codes of the service

A deployment failed, and Azure named one of these codes. The rules beside it find what leads to it before a deployment;
`aksnet explain CODE` prints their pages without a network:

```sh
aksnet explain ServiceCidrOverlapExistingSubnetsCidr
```

Azure has more codes than these: what stands here is what its documents name. Most refusals come without a documented
code, and [the rules](../rules/README.md) say of each what happens.
"""


def errors_page() -> str:
    """The page with every code that a rule knows."""
    codes = sorted({code for rule in RULES for code in rule.codes}, key=str.lower)
    rows = ((code(one), _rules_of(one)) for one in codes)
    return "\n".join([_INTRODUCTION, *table(("code", "rules"), rows), ""])


def _rules_of(one: str) -> str:
    rules = (rule for rule in RULES if one in rule.codes)
    return "<br>".join(f"[{rule.id}](../rules/{rule.id}.md) {rule.summary}" for rule in rules)
