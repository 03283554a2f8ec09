"""One cluster in all languages has the same findings: those of its spec, but for what a language cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from aksnet.commands.check import run
from aksnet.findings import Severity
from aksnet.readers.inputs import Request
from aksnet.rules import RULES, Context, Rule, check
from aksnet.rules.sampling import Part, sample_of
from aksnet.view import ClusterView, Parameter, PoolView, Value
from judging import SAMPLED, options_of, views_of
from languages import LANGUAGES
from places import SAMPLES, SPECS
from rendering import TODAY, WHOLE, generate, texts

Found = set[tuple[str, str]]
AZURERM_FILES = ("terraform", "azurerm-4", "azurerm-3", "tf.json")
AZURERM = (*AZURERM_FILES, "plan", "state")
GENERATED = (*AZURERM, "azapi", "bicep", "arm")
EVERY = tuple(LANGUAGES)
ARM = ("azapi", "bicep", "arm", "snapshot", "az aks show")
AZ = ("az aks show",)
# What samples of rules leave out, and every cluster that is deployed has.
SIZE = Value("Standard_D4s_v5")
PASSWORD = {"windowsProfile.adminPassword": "windows_admin_password"}
POOL = PoolView({path: Value(data) for path, data in {"name": "system", "mode": "System", "count": 3}.items()})


class Differs(NamedTuple):
    """What a rule's sample has in some languages: not the rule's own finding, but those `instead`; and why."""

    languages: Iterable[str]
    why: str
    instead: tuple[tuple[str, str], ...] = ()


ON_PREMISES = Differs(EVERY, "what the VNet is connected to stands in its peerings and gateways, and is not written")
NOT_WRITTEN = Differs(GENERATED, "it is there to be checked, and no target writes it")
NOT_IN_AZURERM = Differs(AZURERM, "azurerm has no argument for it, and gen refuses it there (AKN5xx)")
NO_NETWORK = Differs(AZ, "az aks show has ids of subnets, and not their ranges")
NOT_A_FLEET = Differs(EVERY, "only specs are held against each other by name: files say the same cluster once more")
EXISTING = "for az every subnet is there before the cluster"
# By the rule whose sample it is.
DIFFERENCES: dict[str, tuple[Differs, ...]] = {
    **dict.fromkeys(("AKN105", "AKN106", "AKN109", "AKN123"), (ON_PREMISES,)),
    **dict.fromkeys(("AKN103", "AKN104", "AKN107", "AKN108", "AKN110", "AKN111", "AKN117", "AKN122"), (NO_NETWORK,)),
    **dict.fromkeys(("AKN218", "AKN330", "AKN346", "AKN347", "AKN355", "AKN356"), (NO_NETWORK,)),
    **dict.fromkeys(("AKN222", "AKN224", "AKN227", "AKN228", "AKN229", "AKN230", "AKN231"), (NOT_WRITTEN,)),
    **dict.fromkeys(("AKN236", "AKN238", "AKN321", "AKN329", "AKN331", "AKN336", "AKN337", "AKN339"), (NOT_WRITTEN,)),
    **dict.fromkeys(("AKN403", "AKN404", "AKN406"), (NOT_WRITTEN,)),
    **dict.fromkeys(("AKN232", "AKN233"), (NOT_IN_AZURERM,)),
    **dict.fromkeys(("AKN214", "AKN216", "AKN217", "AKN237", "AKN239"), (NOT_IN_AZURERM,)),
    **dict.fromkeys(("AKN314", "AKN315", "AKN317", "AKN326", "AKN344", "AKN348", "AKN352", "AKN364"), (NOT_IN_AZURERM,)),
    **dict.fromkeys(("AKN126", "AKN127", "AKN128", "AKN349", "AKN362", "AKN363"), (NOT_A_FLEET,)),
    **dict.fromkeys(("AKN335", "AKN359"), (Differs(EVERY, "ARM keeps the subnet of the gateway outside of the cluster"),)),
    "AKN115": (
        Differs(AZURERM_FILES, "azurerm refuses a service CIDR without a DNS service IP", (("AKN810", "error"),)),
        Differs(EVERY, "a spec chooses the tenth address, the service always 10.0.0.10", (("AKN113", "error"),)),
    ),
    "AKN202": (Differs(AZURERM, "azurerm refuses it itself; the sample is a template", (("AKN202", "error"),)),),
    "AKN206": (Differs(("plan", "state", *AZ), "before API version 2026-01-01 the service does not give the range back"),),
    "AKN213": (Differs(AZURERM, "azurerm has no argument for an allocation, and dynamic is what it leaves out"),),
    "AKN219": (Differs(GENERATED, "the targets write a route table of their own"), NO_NETWORK),
    "AKN223": (NOT_WRITTEN, Differs(("snapshot",), "its API version is without it", (("AKN832", "error"),))),
    "AKN220": (
        Differs(AZURERM_FILES, "azurerm asks for a plugin: its own rule tells", (("AKN804", "error"),)),
        Differs(AZURERM, "azurerm asks for a plugin: no plan is without"),
    ),
    "AKN313": (Differs(ARM, "azurerm refuses it, and no page says that the service does", (("AKN313", "warning"),)),),
    "AKN323": (Differs(set(GENERATED) - {"state"}, "the pod subnet is a variable, and may be null"),),
    "AKN327": (
        Differs(("azapi", "bicep", "arm", "snapshot"), "no API version has the word", (("AKN836", "error"),)),
        Differs(AZURERM_FILES, "azurerm does not know the word, nor does a spec", (("AKN327", "warning"), ("AKN803", "error"))),
    ),
    "AKN328": (
        Differs(GENERATED, "the targets write an identity of their own for a subnet of one's own"),
        Differs(AZ, EXISTING, (("AKN316", "warning"), ("AKN328", "error"))),
    ),
    "AKN351": (
        Differs(AZURERM, "azurerm has no static blocks: the subnet is one of dynamic allocation", (("AKN351", "warning"),)),
        NO_NETWORK,
    ),
    "AKN357": (NOT_IN_AZURERM, NO_NETWORK),
    "AKN358": (Differs(AZURERM, "azurerm writes no API server: its delegation is left", (("AKN355", "warning"),)),),
    "AKN361": (Differs(AZ, EXISTING, (("AKN316", "warning"),)),),
    "AKN410": (
        Differs(AZURERM, "no target writes the support plan, azurerm no mTLS", (("AKN412", "warning"),)),
        Differs(("azapi", "bicep", "arm"), "no target writes the support plan", (("AKN412", "warning"), ("AKN410", "error"))),
    ),
}  # fmt: skip
# What the good part of a rule's sample has all the same.
ALL_THE_SAME = {
    "AKN318": Differs(AZ, EXISTING, (("AKN318", "warning"),)),
    "AKN328": Differs(AZ, EXISTING, (("AKN316", "warning"),)),
    "AKN333": Differs(GENERATED, "no target writes how large the prefix is", (("AKN333", "error"),)),
    "AKN351": Differs(AZURERM, "azurerm has no static blocks", (("AKN351", "warning"),)),
    "AKN354": Differs(AZURERM_FILES, "azurerm moves a pool that leaves its subnet to Azure", (("AKN822", "warning"),)),
    "AKN361": Differs(AZ, EXISTING, (("AKN316", "warning"),)),
}
# What is not in a version of azurerm or of the API gen refuses to write; here it is written all the same.
UNWRITABLE = ("AKN801", "AKN803", "AKN804", "AKN832", "AKN836")
# azurerm's default pool is always a system pool with Linux
NOT_TO_BE_WRITTEN = {"AKN304": AZURERM}
# Why specs worth copying have findings at all.
MEANT = {
    "AKN111": "figures of a quickstart as it is published",
    "AKN122": "figures of a quickstart as it is published",
    "AKN239": "documents disagree whether it is a preview",
    "AKN340": "the tier is left to whoever copies the sample",
    "AKN401": "kubenet retires, and is a mode all the same",
    "AKN402": "a reference architecture as it is published",
    "AKN405": "the Windows Server that most pools have retires",
}


def _judged(one: Rule) -> bool:
    """Whether a rule's sample can be written in other languages: those on targets, ignores and policies cannot."""
    bad = sample_of(one.id).bad
    return not one.of_targets and one.id[3] not in "67" and bad.is_spec and options_of(bad).emit is None


JUDGED = [one.id for one in SAMPLED if _judged(one)]


def _deployable(view: ClusterView) -> ClusterView:
    """The cluster with what a rule's sample leaves out: a pool, sizes, a DNS prefix, and a parameter for its password."""
    pools = tuple(one._replace(values={"vmSize": SIZE, **one.values}) for one in view.pools or (POOL,))
    given = {path: Value(Parameter(name)) for path, name in PASSWORD.items() if path in view.values}
    values = {"dnsPrefix": Value("aks"), **view.values, **given}
    return view._replace(pools=pools, pools_stated=view.pools_stated or not view.pools, values=values)


def _found(path: Path, today: date = TODAY, ignored: Iterable[str] = ()) -> Found:
    report = run(Request([str(path)]), today, None, [rule for rule in RULES if rule.id not in ignored])
    assert (report.failures, report.problems) == ((), ())
    return {(one.rule, one.severity.value) for one in report.findings}


def _refused(views: Sequence[ClusterView], language: str, today: date) -> bool:
    """Whether gen would write none of it, as it is wrong, or as a provider or an API version cannot say it."""
    dialect = WHOLE.get(language, WHOLE["terraform"])
    found = check(views, Context(today, (dialect,))).findings if language in GENERATED else ()
    return any(one.severity is Severity.ERROR for one in found)


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _expected(rule: str, language: str, found: Found) -> Found:
    differs = next((one for one in DIFFERENCES.get(rule, ()) if language in one.languages), None)
    return found if differs is None else {one for one in found if one[0] != rule} | set(differs.instead)


def _in_every_language(rule: str, part: Part, folder: Path) -> tuple[Found, dict[str, Found]]:
    """What a part of a rule's sample has of itself, and written in each language."""
    asked = options_of(part)
    today = date.fromisoformat(asked.today) if asked.today else TODAY
    views = [_deployable(one) for one in views_of(part.text)]
    judged = check(views, Context(today), [one for one in RULES if one.id not in asked.ignore])
    found = {}
    for language in (one for one in LANGUAGES if one not in NOT_TO_BE_WRITTEN.get(rule, ())):
        for number, view in enumerate(views):
            _write(folder / language / str(number), dict(LANGUAGES[language](view)))
        told = UNWRITABLE if _refused(views, language, today) else ()
        found[language] = _found(folder / language, today, (*asked.ignore, *told))
    return {(one.rule, one.severity.value) for one in judged.findings}, found


@pytest.mark.parametrize("rule", JUDGED)
def test_what_is_wrong_in_a_spec_is_wrong_in_every_language(rule: str, tmp_path: Path) -> None:
    own, found = _in_every_language(rule, sample_of(rule).bad, tmp_path)
    assert {one for one, _ in own} == {rule}
    assert found == {language: _expected(rule, language, own) for language in found}


@pytest.mark.parametrize("rule", JUDGED)
def test_what_is_right_in_a_spec_is_right_in_every_language(rule: str, tmp_path: Path) -> None:
    own, found = _in_every_language(rule, sample_of(rule).good, tmp_path)
    assert own == set()
    differs = ALL_THE_SAME.get(rule, Differs((), ""))
    assert found == {one: set(differs.instead) if one in differs.languages else set() for one in found}


def test_differences_are_those_of_rules_that_are_judged() -> None:
    assert {*DIFFERENCES, *ALL_THE_SAME, *NOT_TO_BE_WRITTEN} <= {*JUDGED}


@pytest.mark.parametrize("language", [one for one in WHOLE if one != "az"])
@pytest.mark.parametrize("sample", SPECS)
def test_what_is_generated_of_a_sample_has_the_findings_of_its_spec(sample: str, language: str, tmp_path: Path) -> None:
    own = _found(SPECS[sample])
    assert {rule for rule, _ in own} <= MEANT.keys()
    generated = generate(SPECS[sample], WHOLE[language])
    if generated.refused:
        return  # what it cannot say; tests/targets/test_golden.py has the list
    _write(tmp_path, texts(generated.files))
    assert _found(tmp_path) == own


def test_what_one_configuration_calls_something_is_another_thing_in_the_next() -> None:
    """Each makes a route table, and all call it the same."""
    assert _found(SAMPLES / "kubenet") == {("AKN401", "warning")}
