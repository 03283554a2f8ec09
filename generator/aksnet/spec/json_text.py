"""JSON text as nodes."""

from __future__ import annotations

import json

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import Node
from aksnet.spec.scan import Scan, lower, node_of


def parse(text: str, source: str) -> Node:
    """A JSON text as nodes; raises SpecError with the place of what is wrong."""
    try:
        data = json.loads(text, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        place = Place(source, error.lineno, error.colno)
        raise SpecError(Problem(f"this is no valid JSON: {lower(error.msg)}", place)) from None
    except RecursionError:
        raise SpecError(Problem("this JSON is nested too deep", Place(source))) from None
    except ValueError:
        raise SpecError(Problem("a number in this JSON has thousands of digits", Place(source))) from None
    scan = Scan(text, source)
    scan.value(())
    return node_of(data, (), scan, Place(source, 1, 1))
