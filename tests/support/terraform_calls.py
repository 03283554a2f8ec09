"""Calls of Terraform's functions: evaluated by aksnet, and written as Terraform writes them."""

from __future__ import annotations

from typing import Any, NamedTuple

from aksnet.expressions.evaluator import Evaluator
from aksnet.expressions.terraform_functions import FUNCTIONS
from aksnet.expressions.values import RefusedError, Val, plain

_EVALUATOR = Evaluator()


class Call(NamedTuple):
    """A function with its arguments: data, further calls, or values."""

    name: str
    arguments: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(written, self.arguments))})"


def f(name: str, *arguments: Any) -> Call:
    """A call."""
    return Call(name, arguments)


def written(data: Any) -> str:
    """Data and calls as an expression of Terraform."""
    if isinstance(data, Call):
        return str(data)
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, list):
        return f"[{', '.join(map(written, data))}]"
    if isinstance(data, dict):
        return f"{{{', '.join(f'{written(key)} = {written(item)}' for key, item in data.items())}}}"
    return _quoted(data) if isinstance(data, str) else repr(data)


def _quoted(text: str) -> str:
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    body = "".join(escapes.get(char, char if char.isprintable() else f"\\u{ord(char):04x}") for char in text)
    return f'"{body.replace("${", "$${").replace("%{", "%%{")}"'


def value(data: Any) -> Val:
    """Data and calls as a value; raises what the function raises."""
    if isinstance(data, Val):
        return data
    if isinstance(data, Call):
        function = FUNCTIONS[data.name]
        arguments = [value(one) for one in data.arguments]
        if not function.takes(len(arguments)):
            raise RefusedError(f"{data.name} does not take {len(arguments)} arguments")
        return _EVALUATOR.apply(function, arguments)
    if type(data) is list:
        return Val([value(item) for item in data])
    if type(data) is dict:
        return Val({key: value(item) for key, item in data.items()})
    return Val(data)


def result(data: Any) -> Any:
    """What a call makes, as plain data."""
    return plain(value(data))
