"""The commands that describe what aksnet reads to other programs: schema."""

from typing import Annotated

from aksnet.options import PRINTED, option


def schema(
    output: Annotated[
        str | None, option("--output", "-o", help="Write it into this file.", metavar="FILE", panel=PRINTED)
    ] = None,
) -> None:
    """Print the JSON Schema of specs, for editors and validators.

    Editors find it by the first lines of a spec, which aksnet init and aksnet import write.
    """
    from aksnet.commands import schema as command
    from aksnet.commands import telling

    text = command.schema(output)
    if text is not None:
        telling.emit(text)
