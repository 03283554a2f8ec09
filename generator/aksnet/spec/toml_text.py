"""TOML text as nodes."""

from __future__ import annotations

import re
import tomllib

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import Node
from aksnet.spec.scan import Scan, lower, node_of


def parse(text: str, source: str) -> Node:
    """A TOML text as nodes; raises SpecError with the place of what is wrong."""
    try:
        data = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(source, int(found[1]), int(found[2])) if found else Place(source)
        raise SpecError(Problem(f"this is no valid TOML: {lower(str(error).partition(' (at ')[0])}", place)) from None
    except RecursionError:
        raise SpecError(Problem("this TOML is nested too deep", Place(source))) from None
    except ValueError:
        raise SpecError(Problem("a number in this TOML has thousands of digits", Place(source))) from None
    scan = Scan(text, source)
    scan.tables()
    return node_of(data, (), scan, Place(source, 1, 1))
