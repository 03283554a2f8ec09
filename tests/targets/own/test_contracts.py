"""The contract of templates: the documented parts and names are those that there are, and all values are plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from aksnet.resources import template
from aksnet.targets.contracts import CODE, DATA, EITHER, FLAG, TEXT, Maybe, Shape, described
from aksnet.targets.own.parts import CONTRACTS, PLACES
from aksnet.targets.printing import Code, print_template
from own import rendered
from places import ROOT, SPECS
from rendering import FRAGMENT, WHOLE, generate, texts

DIALECTS = {
    **{f"{name} whole": WHOLE[name] for name in ("terraform", "azurerm-4", "azurerm-3", "azapi", "bicep")},
    "bicep fragment": FRAGMENT["bicep"],
}
SAMPLES = [sample for sample in SPECS if not sample.startswith("real/")]
# Every part of aksnet's own, as if it were a user's.
COPIES = {name: text for name in PLACES if (text := template(name)) is not None}


def _data(value: Any) -> bool:
    if isinstance(value, dict):
        return all(type(key) is str for key in value) and all(map(_data, value.values()))
    return all(map(_data, value)) if type(value) is list else type(value) in (str, Code, int, bool)


def _fits(shape: Shape, value: Any) -> bool:
    match shape:
        case Maybe(inner):
            return value is None or _fits(inner, value)
        case str():
            kinds = {TEXT: (str,), CODE: (Code,), EITHER: (str, Code), FLAG: (bool,)}
            return _data(value) if shape == DATA else type(value) in kinds[shape]
        case Mapping():
            same = type(value) is dict and value.keys() == shape.keys()
            return same and all(_fits(inner, value[key]) for key, inner in shape.items())
    return type(value) is list and all(_fits(shape[0], one) for one in value)


@pytest.mark.parametrize("language", CONTRACTS)
def test_parts_are_the_templates_of_the_language(language: str) -> None:
    there = {path.name for path in (ROOT / "templates" / language).glob("*.j2")}
    assert {part.file for part in CONTRACTS[language].parts} == there


def test_templates_for_one_version_are_parts_of_that_version() -> None:
    there = {path.relative_to(ROOT / "templates").as_posix() for path in ROOT.glob("templates/terraform/[0-9]*/*.j2")}
    assert there
    assert there <= PLACES.keys()


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_parts_receive_the_names_that_are_documented(
    sample: str, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = DIALECTS[dialect]
    seen: list[tuple[str, str, Mapping[str, Any]]] = []

    def spy(language: str, name: str, encode: Any, names: dict[str, Any], *rest: Any, **more: Any) -> str:
        seen.append((language, name, names))
        return print_template(language, name, encode, names, *rest, **more)

    for module in ("printing", "bicep.whole", "bicep.fragment"):
        monkeypatch.setattr(f"aksnet.targets.{module}.print_template", spy)
    refused = generate(SPECS[sample], asked).refused
    assert refused or seen
    for language, part, names in seen:
        rows = CONTRACTS[language].names
        special = {row.only for row in rows if row.only is not None and part in row.only}
        alone = part.startswith("fragment")
        only = special if alone else {None, asked.provider if language == "terraform" else None, *special}
        documented = {row.name: row.shape for row in rows if row.only in only}
        assert names.keys() == documented.keys()
        wrong = [name for name, shape in documented.items() if not _fits(shape, names[name])]
        assert not wrong, [(name, names[name], described(documented[name])) for name in wrong]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_copies_of_all_parts_give_the_same_bytes(sample: str, dialect: str) -> None:
    generated = generate(SPECS[sample], DIALECTS[dialect])
    assert rendered(COPIES, DIALECTS[dialect], sample) == texts(generated.files)
