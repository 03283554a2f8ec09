"""The fields of a spec as rows of a table, for pages that people read."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One field: where it stands, what it takes in words, and what it means.

    `path` is dotted, with `[]` for each item of a list and `<name>` for each key of a map: "pools[].max_pods",
    "vnet.subnets.<name>.prefix", "outputs[].path". `of` is the word that has to be chosen for it, "overlay" of the
    plugins or "loadBalancer" of the outbound types, and empty where it is always there. `type` is in words ("whole
    number, 1 to 100", "one of Free, Standard, Premium", "list of address ranges"); `default` as YAML, empty where there
    is none; `words` has what each word of a choice means; `retires` says when it does.
    """

    path: str
    of: str
    type: str
    required: bool
    default: str
    description: str
    examples: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    retires: str = ""
