"""What an editor makes of a spec: YAML 1.2 read as its core schema says, and a JSON Schema with patterns of ECMA 262."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jsonschema
import regress
import yaml

_CORE = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+.0123456789"),
    "merge": (r"<<", "<"),
}  # fmt: skip


class _Core(yaml.SafeLoader):
    """YAML 1.2: `yes` is a text, and 010 is ten."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012  # PyYAML has it so


for _kind, (_pattern, _first) in _CORE.items():
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(rf"(?:{_pattern})\Z"), list(_first))
_Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: _int(str(loader.construct_scalar(node))))
_Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: _float(str(loader.construct_scalar(node))))


def _int(text: str) -> int:
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def _float(text: str) -> float:
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


def as_editor(text: str) -> Any:
    """The data of a YAML text, as an editor reads it; keys are texts."""
    return _texts(yaml.load(text, Loader=_Core))  # noqa: S506  # it is a safe loader


def _texts(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _texts(value) for key, value in data.items()}
    return [_texts(one) for one in data] if isinstance(data, list) else data


@lru_cache(maxsize=512)
def _regex(pattern: str, flags: str) -> regress.Regex:
    return regress.Regex(pattern, flags)


def matches(pattern: str, text: str) -> bool:
    """Whether a text has the pattern, which has to mean the same with the flag u and without."""
    found = [_regex(pattern, flags).find(text) is not None for flags in ("", "u")]
    assert found[0] == found[1], (pattern, text)
    return found[0]


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[jsonschema.ValidationError]:
    if isinstance(instance, str) and not matches(pattern, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Validator: Any = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _pattern})
