"""What is said of this release and of what it knows."""

from __future__ import annotations

import json
import re

import jsonschema

from aksnet import __version__
from aksnet.facts.sources import AKS_DOCS_READ, NEWEST_READ
from aksnet.rules import RULES
from calling import Call
from places import PACKAGE, ROOT


def test_json_is_of_the_shape_that_its_schema_says(aksnet: Call) -> None:
    schema = json.loads((ROOT / "docs" / "version.schema.json").read_text(encoding="utf-8"))
    printed = json.loads(aksnet("version", "--format", "json").out)
    jsonschema.validate(printed, schema)
    assert (printed["version"], printed["aksnet"]) == (1, __version__)
    assert printed["facts"] == {"newest": NEWEST_READ, "aks_documentation": AKS_DOCS_READ}
    assert printed["azurerm"][-1] == {
        "major": 5,
        "oldest": "5.0.0",
        "oldest_written": "5.0.0",
        "newest": "5.2.0",
    }
    assert printed["api_versions"]["stable"]["newest"] == "2026-08-01"


def test_text_says_the_same(aksnet: Call) -> None:
    text = aksnet("version").out
    for words in (f"aksnet        {__version__}\n", NEWEST_READ, "4.0.0 to 4.81.0", "2026-08-02-preview"):
        assert words in text


def test_what_is_written_is_told_apart_from_what_is_read(aksnet: Call) -> None:
    """The oldest release that version names as written is the first one that gen takes."""
    oldest = json.loads(aksnet("version", "--format", "json").out)["azurerm"][0]
    assert (oldest["oldest"], oldest["oldest_written"]) == ("3.0.0", "3.70.0")
    assert "azurerm       writes 3.70.0 to 3.117.1, " in aksnet("version").out
    assert "; reads 3.0.0 to 3.117.1, " in aksnet("version").out
    call = ("gen", "--plugin", "overlay", "--provider-version")
    assert aksnet(*call, oldest["oldest_written"]).code == 0
    assert aksnet(*call, "3.69.0").code == 2


def test_version_alone_is_one_line(aksnet: Call) -> None:
    assert aksnet("--version").out == f"aksnet {__version__}\n"


def test_newest_day_is_that_of_the_newest_page() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    days = {day for text in texts for day in re.findall(r"read (?:on )?(20\d\d-\d\d-\d\d)", text)}
    days |= {source.read for rule in RULES for source in rule.sources}
    assert max(days) == NEWEST_READ
