"""The commands for the shell: completion, and version."""

from typing import Annotated

from aksnet.options import argument, output_format

# What the scripts are for; PowerShell is called pwsh as well.
SHELLS = ("bash", "zsh", "fish", "powershell")


def completion(
    shell: Annotated[str, argument("|".join(SHELLS), "The shell that you use.")],
) -> None:
    """Print a script that completes words in a shell.

    The script asks aksnet itself, so that it stays as it is when aksnet learns new words.
    """
    from aksnet.commands import asking, telling
    from aksnet.commands import completion as command

    asking.choice(shell, SHELLS, "SHELL")
    telling.emit(command.script(shell))


def version(format_: Annotated[str, output_format(("text", "json"))] = "text") -> None:
    """Print the version, and what Azure and tools are known of.

    The date is that of the newest page that a fact comes from; --version has the version alone, in one line.
    """
    from aksnet.commands import asking, telling
    from aksnet.commands import version as command

    asking.choice(format_, ("text", "json"), "--format")
    telling.emit(command.as_json() if format_ == "json" else command.as_text())
