"""What comments of files say to leave out: `# aksnet: ignore[AKN401] reason`, in every language that has comments."""

from aksnet.view import Ignore

# Few files say it, and only those are looked through.
_WORD = "aksnet:"


def ignores_in(name: str, text: str) -> tuple[Ignore, ...]:
    """The ignores in the comments of a file, in the language that its name, or how it begins, stands for."""
    if _WORD not in text:
        return ()
    from aksnet.comments.languages import comments_in
    from aksnet.comments.reading import ignores_of

    return tuple(ignores_of(name, text, list(comments_in(name, text))))
