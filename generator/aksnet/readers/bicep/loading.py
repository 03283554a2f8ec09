"""The functions of Bicep that load other files: JSON, YAML and plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aksnet.errors import Problem
from aksnet.expressions.arm import ArmEvaluator, as_text, function_key
from aksnet.expressions.source import At, Source
from aksnet.expressions.values import (
    MAX_ITEMS,
    MAX_TEXT,
    Closure,
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
)
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.template import json_tree

_PATH = re.compile(r"\$?((?:\.[A-Za-z_]\w*|\[[0-9]{1,6}\]|\['[^']*'\])*)")
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[([0-9]+)\]|\['([^']*)'\]")
_YAML_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_YAML_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAX_DEEP = 60


class Loader:
    """Loads the files that one Bicep file names, relative to it."""

    def __init__(self, files: Files, evaluator: ArmEvaluator, tell: Callable[[Problem], None]) -> None:
        self._files = files
        self._evaluator = evaluator
        self._tell = tell

    def functions(self, base: Path) -> dict[str, Val]:
        """The functions by their keys in a scope of names."""
        found: dict[str, Callable[..., Val]] = {
            "loadTextContent": lambda path, *rest: self._text(base, path, rest),
            "loadJsonContent": lambda path, *rest: self._picked(self._json(base, path), rest),
            "loadYamlContent": lambda path, *rest: self._picked(self._yaml(base, path), rest),
        }
        return {function_key(name): Val(Closure(call)) for name, call in found.items()}

    def _source(self, base: Path, path: Val) -> Source:
        try:
            source = self._files.source(base / as_text(path))
        except UnreadableError as error:
            self._tell(error.problem)
            raise UndeterminedError("the file that it loads cannot be read") from None
        if len(source.text) > MAX_TEXT:
            raise UndeterminedError(f"it is a file of more than {MAX_TEXT:,} characters")
        return source

    def _text(self, base: Path, path: Val, rest: tuple[Val, ...]) -> Val:
        if rest:
            raise UndeterminedError("aksnet loads UTF-8 texts only")
        return Val(self._source(base, path).text)

    def _json(self, base: Path, path: Val) -> Val:
        source = self._source(base, path)
        read = json_tree.parse(source)
        for fault in read.faults:
            self._tell(Problem(fault.message, source.place(fault.at), fault.hint))
        if read.root is None or read.faults:
            raise UndeterminedError("the file that it loads is broken")
        return self._evaluator.evaluate(read.root, Scope(source, {}))

    def _yaml(self, base: Path, path: Val) -> Val:
        import yaml

        source = self._source(base, path)
        try:
            root = yaml.compose(source.text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError):
            raise UndeterminedError("the file that it loads is no YAML that aksnet reads") from None
        return Val(None) if root is None else _Yaml(source).value(root, 0)

    def _picked(self, value: Val, rest: tuple[Val, ...]) -> Val:
        """What a JSONPath names in a loaded file."""
        if not rest:
            return value
        found = _PATH.fullmatch(as_text(rest[0]))
        if found is None or len(rest) > 1:
            raise UndeterminedError("aksnet reads plain paths like $.a.b[0] only")
        for name, number, quoted in _STEP.findall(found[1]):
            data = value.data
            if isinstance(data, dict) and not number and (name or quoted) in data:
                value = data[name or quoted]
            elif isinstance(data, list) and number and int(number) < len(data):
                value = data[int(number)]
            else:
                raise RefusedError("the loaded file has nothing at this path")
        return value


class _Yaml:
    """YAML nodes as values, with their places; what YAML's versions read differently is not told."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = MAX_ITEMS

    def value(self, node: Any, depth: int) -> Val:
        self._left -= 1
        if self._left < 0 or depth > _MAX_DEEP:
            raise UndeterminedError("the YAML file holds too much")
        at = At(self._source, node.start_mark.index)
        if node.id == "mapping":
            return Val({self._key(key): self._member(key, item, depth) for key, item in node.value}, at=at)
        if node.id == "sequence":
            return Val([self.value(item, depth + 1) for item in node.value], at=at)
        return Val(_scalar(node), at=at)

    def _member(self, key: Any, item: Any, depth: int) -> Val:
        return self.value(item, depth + 1)._replace(at=At(self._source, key.start_mark.index))

    def _key(self, node: Any) -> str:
        if node.id != "scalar" or node.value == "<<":
            raise UndeterminedError("the YAML file has keys that are no texts")
        return str(node.value)


def _scalar(node: Any) -> str | int | bool | None:
    text = str(node.value)
    if node.style is not None:
        return text
    if text in _YAML_WORDS:
        return _YAML_WORDS[text]
    if _YAML_NUMBER.fullmatch(text):
        return int(text)
    if node.tag != "tag:yaml.org,2002:str" or text.lower() in _YAML_WORDS:
        raise UndeterminedError(f"versions of YAML differ about {text[:40]}")
    return text
