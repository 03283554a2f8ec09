"""An imported cluster has the findings that it had: what is lost or new is told, and stands here with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from aksnet.errors import SpecError
from aksnet.importing.imported import Imported
from aksnet.readers.inputs import Request
from aksnet.rules import RULES, Context, check
from aksnet.rules.sampling import sample_of
from aksnet.view import ClusterView, Parameter, PoolView, Value
from importing import imports_in, view_again, written
from judging import SAMPLED, options_of, views_of
from languages import LANGUAGES
from rendering import TODAY

# What samples of rules leave out, and every cluster that is deployed has.
SIZE, PREFIX = Value("Standard_D4s_v5"), Value("aks")
POOL = PoolView({path: Value(data) for path, data in {"name": "system", "mode": "System", "count": 3}.items()})
PASSWORD = "windowsProfile.adminPassword"
IN = ("terraform", "bicep", "az aks show")
# Of one cluster and its network: not of targets, of several clusters, of text or of policies.
RULES_OF_VIEWS = [one for one in RULES if one.id[3] in "1234" and not (one.of_changes or one.across)]
NOT_WRITTEN = {("AKN304", "terraform")}  # the default pool of azurerm is always one of the system
JUDGED = [one.id for one in SAMPLED if one in RULES_OF_VIEWS and not one.of_targets and sample_of(one.id).bad.is_spec]

# What a spec cannot say, and so has no finding of: it is told among what is left.
NO_KEY = "a spec has no key for it"
NOT_IN_MODE = "the mode does not have it in a spec"
STATED = "aksnet states it, which mends what is wrong"
LOST: Mapping[str, str] = {
    **dict.fromkeys(("AKN222", "AKN223", "AKN228", "AKN229", "AKN329", "AKN337", "AKN403", "AKN404", "AKN232"), NO_KEY),
    **dict.fromkeys(("AKN202", "AKN204", "AKN205", "AKN225", "AKN226", "AKN235", "AKN312", "AKN402"), NOT_IN_MODE),
    **dict.fromkeys(("AKN303", "AKN309", "AKN322", "AKN354"), STATED),
    "AKN327": "it is a SKU of the type that a spec has",
}
# What a spec has beside it, by the rule whose sample it is.
NEW: Mapping[str, tuple[str, str]] = {
    "AKN115": ("AKN113", "a file that says no address has no range for it either"),
    "AKN206": ("AKN206", "of an answer of an old API version it is not known"),
    "AKN219": ("AKN219", "the route table stands beside it, and its routes are not read"),
    "AKN233": ("AKN314", "it cannot be half in a VNet, in a spec"),
    "AKN323": ("AKN323", "what is a variable may be null, and in a spec is one of two"),
}


class Case(NamedTuple):
    """A sample of a rule as it was read, and what an import makes of it."""

    view: ClusterView
    imported: Imported


def _deployable(view: ClusterView) -> ClusterView:
    """The cluster with what samples of rules leave out."""
    pools = tuple(one._replace(values={"vmSize": SIZE, **one.values}) for one in view.pools or (POOL,))
    values = {"dnsPrefix": PREFIX, **view.values}
    if PASSWORD in values:
        values[PASSWORD] = Value(Parameter("windows_admin_password"))
    return view._replace(pools=pools, pools_stated=view.pools_stated or not view.pools, values=values)


def _cases(rule: str, language: str, folder: Path) -> Sequence[Case]:
    views = [_deployable(one) for one in views_of(sample_of(rule).bad.text)]
    folders = [written(LANGUAGES[language](one), folder / str(number)) for number, one in enumerate(views)]
    return [Case(*one) for one in imports_in([Request([str(one)], whole=True) for one in folders])]


def _found(view: ClusterView, today: date) -> set[str]:
    return {one.rule for one in check([view], Context(today), RULES_OF_VIEWS).findings}


@pytest.mark.parametrize(
    ("rule", "language"), [(rule, one) for rule in JUDGED for one in IN if (rule, one) not in NOT_WRITTEN]
)
def test_an_import_has_the_findings_of_what_was_read(rule: str, language: str, tmp_path: Path) -> None:
    asked = options_of(sample_of(rule).bad)
    today = date.fromisoformat(asked.today) if asked.today else TODAY
    for view, imported in _cases(rule, language, tmp_path):
        told = imported.left or imported.placeholders
        try:
            again = _found(view_again(imported), today)
        except SpecError:
            assert imported.placeholders
            continue
        own = _found(view, today)
        assert not own - again or (told and own - again <= {*LOST})
        assert again - own <= {NEW.get(rule, ("", ""))[0]}


def test_what_differs_is_of_rules_that_there_are() -> None:
    assert {*LOST, *NEW} <= {one.id for one in RULES_OF_VIEWS}
