"""The pure functions of Bicep and of ARM templates, by their names in lower case."""

from aksnet.expressions.arm_functions import (
    addresses,
    arrays,
    collections,
    comparisons,
    dates,
    encoding,
    formatting,
    hashes,
    lambdas,
    numbers,
    objects,
    texts,
)
from aksnet.expressions.functions import Table

FUNCTIONS = Table()
for _topic in (
    addresses,
    arrays,
    collections,
    comparisons,
    dates,
    encoding,
    formatting,
    hashes,
    lambdas,
    numbers,
    objects,
    texts,
):
    FUNCTIONS.update(_topic.TABLE)
