"""`aksnet.to_text`: a result in one of the formats that the command line writes."""

from __future__ import annotations

from aksnet.api.arguments import a, in_words_of_python, word_of
from aksnet.commands.asking import choice
from aksnet.facts import choices
from aksnet.planning.plan import Plan
from aksnet.reports import Options, Report
from aksnet.reports import render as report_text
from aksnet.reports.migrations import Migration, MigrationOptions
from aksnet.reports.migrations import render as migration_text
from aksnet.reports.plans import PlanOptions
from aksnet.reports.plans import render as plan_text

# How wide text is where no terminal says it, in characters.
_PLAN, _MIGRATION = 200, 120


def to_text(result: Report | Plan | Migration, output_format: str = "text") -> str:
    """What `aksnet check`, `plan` or `migrate` print of a result, without colours.

    The formats are those of the command: text and json of all; sarif, github, azure and junit of reports and
    migrations; markdown of plans and migrations; csv, svg and html of plans.
    """
    word = word_of(output_format, "output_format")
    with in_words_of_python():
        if isinstance(result, Report):
            return report_text(result, choice(word, choices.REPORTS, "--output-format"), Options())
        if isinstance(result, Plan):
            return plan_text(result, choice(word, choices.PLANS, "--output-format"), PlanOptions(width=_PLAN))
        if isinstance(result, Migration):
            options = MigrationOptions(result.gate, width=_MIGRATION)
            return migration_text(result, choice(word, choices.MIGRATIONS, "--output-format"), options)
    raise TypeError(f"aksnet.to_text takes a Report, a Plan or a Migration, and this is {a(result)}")
