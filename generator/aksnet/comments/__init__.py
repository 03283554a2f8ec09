"""What comments of files say to leave out: `# aksnet: ignore[AKN401] reason`, in every language that has comments."""

import re

from aksnet.view import Ignore

# Few files say it, and only those are looked through: for the name, and then for what may be an ignore.
_NAMES = ("aksnet", "Aksnet", "AKSNET")
_NEAR = re.compile(r"aksnet[ \t]*+[:-]?+[ \t]*+(?:ignore|disable|suppress|skip)", re.IGNORECASE)


def ignores_in(name: str, text: str) -> tuple[Ignore, ...]:
    """The ignores in the comments of a file, in the language that its name, or how it begins, stands for."""
    if not any(word in text for word in _NAMES) or not _NEAR.search(text):
        return ()
    from aksnet.comments.languages import comments_in
    from aksnet.comments.reading import ignores_of

    return tuple(ignores_of(name, text, list(comments_in(name, text))))
