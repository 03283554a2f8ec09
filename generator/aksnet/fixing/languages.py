"""The language of a file by its name, loaded when something of it is fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aksnet.fixing.writing import Language


def language_of(name: str) -> Language | None:
    """The language of a file that resources are declared in; None of all others, and of what is no file."""
    lower = name.lower()
    if lower.endswith((".tf", ".tofu")):
        from aksnet.fixing.hcl_text import HCL

        return HCL
    if lower.endswith(".bicep"):
        from aksnet.fixing.bicep_text import BICEP

        return BICEP
    if lower.endswith((".json", ".jsonc")):
        from aksnet.fixing import json_text

        return json_text.TERRAFORM if lower.endswith((".tf.json", ".tofu.json")) else json_text.TEMPLATE
    return None
