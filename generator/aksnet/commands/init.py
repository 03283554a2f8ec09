"""`aksnet init`: a first spec, and the files that keep it checked, asked for on a terminal or said with flags."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.asking import choice, given
from aksnet.commands.conversation import Answers, converse
from aksnet.commands.first_check import FoundError, judged
from aksnet.commands.spot import Spot, refuse_name, spot_of
from aksnet.commands.telling import emit, tell, tell_findings
from aksnet.commands.wishing import BESIDE, LOCATION, MANY, NAME, NONE, PLUGIN, SPACE, TARGET, said_by, wishes_of, words_of
from aksnet.commands.writing import replace_files
from aksnet.errors import Place, Problem, UsageError, printable
from aksnet.starting.beside import PIPELINES, PRE_COMMIT, pipeline, pre_commit
from aksnet.starting.drafting import Draft, draft
from aksnet.starting.origin import origin
from aksnet.starting.text import text_of
