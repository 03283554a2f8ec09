"""Terraform's pure functions, by name: all but those that read files, tell the time, or evaluate lazily."""

from __future__ import annotations

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.addresses import ADDRESSES
from aksnet.expressions.terraform_functions.converting import CONVERTING
from aksnet.expressions.terraform_functions.dates import DATES
from aksnet.expressions.terraform_functions.documents import DOCUMENTS
from aksnet.expressions.terraform_functions.encoding import ENCODING
from aksnet.expressions.terraform_functions.formatting import FORMATTING
from aksnet.expressions.terraform_functions.hashes import HASHES
from aksnet.expressions.terraform_functions.mappings import MAPPINGS
from aksnet.expressions.terraform_functions.numbers import NUMBERS
from aksnet.expressions.terraform_functions.patterns import PATTERNS
from aksnet.expressions.terraform_functions.sequences import SEQUENCES
from aksnet.expressions.terraform_functions.sets import SETS
from aksnet.expressions.terraform_functions.texts import TEXTS
from aksnet.expressions.terraform_functions.yaml_documents import YAML_DOCUMENTS

_TOPICS = (
    ADDRESSES, CONVERTING, DATES, DOCUMENTS, ENCODING, FORMATTING, HASHES, MAPPINGS, NUMBERS, PATTERNS, SEQUENCES, SETS,
    TEXTS, YAML_DOCUMENTS,
)  # fmt: skip

FUNCTIONS = Table()
for _topic in _TOPICS:
    FUNCTIONS.update(_topic)
# every function has a second name, which providers cannot take
FUNCTIONS.update({f"core::{name}": function for name, function in FUNCTIONS.items() if "::" not in name})
