"""TOML text as nodes."""

from __future__ import annotations

import re
import tomllib

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import MAX_DEPTH, Node
from aksnet.spec.scan import Scan, lower, node_of

# A key with more dots than any spec has.
_DEEP = re.compile(rf"""(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{MAX_DEPTH}}}""")


def parse(text: str, source: str) -> Node:
    """A TOML text as nodes; raises SpecError with the place of what is wrong."""
    deep = _DEEP.search(text)
    if deep is not None:  # the parser would take memory with the square of the depth
        raise SpecError(Problem("this TOML is nested too deep", Place(source, text.count("\n", 0, deep.start()) + 1)))
    try:
        data = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(source, int(found[1]), int(found[2])) if found else Place(source, text.count("\n") + 1)
        raise SpecError(Problem(f"this is no valid TOML: {lower(str(error).partition(' (at ')[0])}", place)) from None
    except RecursionError:
        raise SpecError(Problem("this TOML is nested too deep", Place(source))) from None
    except ValueError:
        raise SpecError(Problem("a number in this TOML has thousands of digits", Place(source))) from None
    scan = Scan(text, source)
    scan.tables()
    return node_of(data, (), scan, Place(source, 1, 1))
