"""`aksnet init` with any answers: it ends with a spec that rules find no error in, or leaves nothing behind."""

from __future__ import annotations

import io
import sys
import tempfile
from contextlib import chdir
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aksnet.commands.check import run as check
from aksnet.commands.init import Given, run
from aksnet.errors import AksnetError, UsageError
from aksnet.facts.choices import TARGETS, WAYS
from aksnet.findings import Severity
from aksnet.readers.inputs import Request
from aksnet.rules import RULES
from hostile import HOSTILE

TODAY = date(2026, 11, 30)
WORDS = [
    "", "?", "y", "n", "back", "none", "0", "1", "2", "10", "50", "400", "5000", "30", "250", "prod", "eastus2",
    "10.0.0.0/8", "10.9.0.0/16", "10.240.0.0/16", "10.9.0.0/28", "192.168.0.0/24 10.9.0.0/20", "172.30.0.0/16", "fd00::/64",
    "terraform bicep", "pre-commit github azure", *WAYS, *TARGETS, *(text for text in HOSTILE.values() if "\n" not in text),
]  # fmt: skip


class Terminal(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.sampled_from(WORDS), max_size=15), enters=st.sampled_from([0, 40]))
def test_any_answers_end_with_a_spec_without_errors_or_with_nothing(
    answers: list[str], enters: int, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "".join(f"{line}\n" for line in [*answers, *[""] * enters])
    with tempfile.TemporaryDirectory() as folder, chdir(folder), patch.object(sys, "stdin", Terminal(typed)):
        Path(".git").mkdir()
        code = _ended()
        written = {path.name for path in Path().iterdir()} - {".git"}
        shown = capsys.readouterr()
        assert code in (0, "the input ended before the last question", "nothing was written")
        assert (code == 0) == ("aksnet.yaml" in written), shown.err
        assert written or code != 0
        assert all(line.isprintable() for line in shown.err.splitlines())
        if code == 0:
            assert not [one for one in _found() if one is Severity.ERROR]


def _ended() -> int | str:
    try:
        return run(Given(), TODAY)
    except UsageError as error:
        told = error.problems[0].message
    return told


def _found() -> list[Severity]:
    try:
        report = check(Request(("aksnet.yaml",)), TODAY, None, RULES)
    except AksnetError as error:
        pytest.fail(str(error))
    assert not report.problems
    return [one.severity for one in report.findings]
