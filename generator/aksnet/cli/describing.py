"""The commands that describe what aksnet reads to other programs: schema."""

from typing import Annotated

from aksnet.options import option

SCHEMA = "Editors find it by the first lines of a spec: aksnet schema -o aksnet.schema.json writes it beside one."


def schema(
    output: Annotated[str | None, option("--output", "-o", help="Write it into this file.", metavar="FILE")] = None,
) -> None:
    """Print the JSON Schema of specs, for editors and validators."""
    from aksnet.commands import schema as command
    from aksnet.commands import telling

    text = command.schema(output)
    if text is not None:
        telling.emit(text)
