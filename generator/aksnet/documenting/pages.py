"""Every page that registries give, by its path under `docs`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aksnet.documenting.errors import errors_page
from aksnet.documenting.modes import mode_page, modes_page
from aksnet.documenting.outputs import outputs_page
from aksnet.documenting.policy import policy_page
from aksnet.documenting.rules import rule_page, rules_page
from aksnet.documenting.spec import spec_page
from aksnet.documenting.targets import targets_page
from aksnet.modes import MODES
from aksnet.rules import RULES


def pages(compared: str, schemas: Mapping[str, Any]) -> dict[str, str]:
    """Every page, of the modes side by side as `aksnet modes` prints them, and the schemas by their files' names."""
    return {
        "rules/README.md": rules_page(),
        **{f"rules/{rule.id}.md": rule_page(rule) for rule in RULES},
        "modes/README.md": modes_page(compared),
        **{f"modes/{name}.md": mode_page(name) for name in MODES},
        "reference/errors.md": errors_page(),
        "reference/outputs.md": outputs_page(schemas),
        "reference/policy.md": policy_page(),
        "reference/spec.md": spec_page(),
        "reference/targets.md": targets_page(),
    }
