"""Comments of YAML: what its scanner leaves out, between the tokens that it finds."""

import re
from collections.abc import Iterator

from aksnet.comments.comment import Comment

_COMMENT = re.compile(r"(?<!\S)\#[^\n]*+")


def yaml_comments(text: str) -> Iterator[Comment]:
    """The comments of a YAML text, as far as it is one."""
    start = 0
    for scalar, end in _scalars(text):
        for found in _COMMENT.finditer(text, start, scalar):
            yield Comment(found.start(), found[0])
        start = max(start, end)


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """Where scalars stand, and the end of the text; nothing behind what is no YAML."""
    import yaml

    try:
        for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(token, yaml.ScalarToken):
                at, end = token.start_mark.index, token.end_mark.index
                # the line in which a block begins may have a comment
                yield (text.find("\n", at) if token.style in ("|", ">") else at), end
    except yaml.YAMLError:
        return
    yield len(text), len(text)
