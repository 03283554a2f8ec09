"""The command that makes a spec of what there is: import."""

from typing import Annotated

from aksnet.facts import choices
from aksnet.options import PRINTED, Parameters, Quiet, StdinFilename, VarFiles, argument, option, output_format


def import_(
    paths: Annotated[
        list[str] | None,
        argument(
            "[PATH|-]...",
            "Terraform, Bicep, ARM templates, plans, states, snapshots, answers of az; folders of them; "
            "- reads standard input.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        option(
            "--output",
            "-o",
            help="Write the spec here, with its schema beside it. [default: print it]",
            metavar="FILE",
            panel=PRINTED,
        ),
    ] = None,
    var_file: VarFiles = None,
    parameters: Parameters = None,
    stdin_filename: StdinFilename = None,
    format_: Annotated[str, output_format(choices.SHOWS)] = "text",
    quiet: Quiet = False,
) -> int:
    """Make a spec of the clusters that files and tools describe.

    What a spec cannot say is listed, and so is what it leaves to whoever deploys: keep what is in the input only where
    it is, as a cluster that is generated from the spec is without it. The exit code is 0 where what the spec says means
    the same, 1 where it does not, a cluster is called otherwise, a value is to be filled in, two readings of a cluster
    disagree or a part could not be read, and 2 where there is no cluster.
    """
    from aksnet.commands import asking, importing
    from aksnet.commands.show import request

    asking.choice(format_, choices.SHOWS, "--format")
    return importing.run(request(paths or [], stdin_filename, var_file or [], parameters), output, format_)
