"""The commands that describe what aksnet reads to other programs: schema."""

from typing import Annotated

from aksnet.facts import choices
from aksnet.options import PRINTED, Quiet, argument, option


def schema(
    what: Annotated[str, argument("|".join(choices.SCHEMAS), "What it is the schema of.")] = "spec",
    output: Annotated[
        str | None, option("--output", "-o", help="Write it into this file.", metavar="FILE", panel=PRINTED)
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Print the JSON Schema of specs, or of policies, for editors.

    Editors find it by the first lines of a spec, which aksnet init and aksnet import write.
    """
    from aksnet.commands import schema as command
    from aksnet.commands import telling

    text = command.schema(what, output)
    if text is not None:
        telling.emit(text)
