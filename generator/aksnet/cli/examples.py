"""Examples of calls, for help; a test runs every one of them."""

from typing import NamedTuple


class Example(NamedTuple):
    """One call, and what it does."""

    call: str
    what: str


def _rows(*rows: tuple[str, str]) -> tuple[Example, ...]:
    return tuple(Example(*row) for row in rows)


EXAMPLES = {
    "init": _rows(
        ("aksnet init", "a few questions, and a spec in this folder"),
        ("aksnet init shop --plugin overlay --yes", "the same without questions"),
    ),
    "import": _rows(
        ("aksnet import infra", "a spec of what a folder has, printed"),
        ("aksnet import infra -o aksnet.yaml", "the same into a file, with its schema beside it"),
    ),
    "recommend": _rows(
        ("aksnet recommend --nodes 200 --network-policy --dual-stack", "of some needs the mode, with reasons"),
        ("aksnet recommend --existing kubenet --vnet-space 10.240.0.0/16", "where to go from kubenet"),
    ),
    "gen": _rows(
        ("aksnet gen --plugin overlay", "the network profile for azurerm"),
        ("aksnet gen --plugin cilium --target bicep", "the same in Bicep"),
        ("aksnet gen aksnet.yaml --emit cluster --output .", "a whole cluster, into files"),
        ("aksnet gen fleet.yaml --cluster prod --target az", "one cluster of a fleet, as commands of az"),
    ),
    "sync": _rows(
        ("aksnet sync --check", "whether files are what aksnet.yaml says, as in a pipeline"),
        ("aksnet sync --diff", "what would change"),
        ("aksnet sync", "write it"),
    ),
    "check": _rows(
        ("aksnet check aksnet.yaml", "a spec"),
        ("aksnet check infra", "what is in a folder of Terraform"),
        ("aksnet check infra --select AKN1 --format sarif", "addresses alone, for code scanning"),
        ("aksnet check aksnet.yaml --fail-on warning", "exit 1 at warnings as well"),
    ),
    "migrate": _rows(
        ("aksnet migrate plan.json", "what a plan of Terraform does"),
        ("aksnet migrate old.yaml new.yaml", "from what is there to what is written"),
        ("aksnet migrate --to overlay old.yaml", "the steps to a mode"),
        ("aksnet migrate --retiring infra", "what has to move, by which date"),
    ),
    "plan": _rows(
        ("aksnet plan aksnet.yaml", "what every range needs and has"),
        ("aksnet plan aksnet.yaml --grow 3x", "whether it still fits at three times the size"),
        ("aksnet plan open.yaml --allocate --supernet 10.0.0.0/12", "choose what is left open"),
    ),
    "show": _rows(
        ("aksnet show infra", "what is read of a folder"),
        ("aksnet show infra --resolved --format json", "with what the provider and Azure fill in"),
    ),
    "modes": _rows(
        ("aksnet modes", "all of them"),
        ("aksnet modes overlay cilium --format markdown", "two of them, as a table to paste"),
    ),
    "rules": _rows(
        ("aksnet rules", "one line for each"),
        ("aksnet rules --format json", "with sources and hints"),
    ),
    "explain": _rows(
        ("aksnet explain AKN101", "a rule by its id"),
        ("aksnet explain kubenet", "a mode"),
        ("aksnet explain ServiceCidrOverlapExistingSubnetsCidr", "an error code of Azure's"),
    ),
    "schema": _rows(
        ("aksnet schema", "for a validator, on standard output"),
        ("aksnet schema -o aksnet.schema.json", "beside a spec, where editors look for it"),
        ("aksnet schema policy", "of .aksnet.yaml"),
    ),
    "completion": _rows(
        ('eval "$(aksnet completion bash)"', "in .bashrc"),
        ('eval "$(aksnet completion zsh)"', "in .zshrc, after compinit"),
        ("aksnet completion fish > aksnet.fish", "in ~/.config/fish/completions"),
        ("aksnet completion powershell | Out-String | Invoke-Expression", "in $PROFILE"),
    ),
    "version": _rows(
        ("aksnet version", "for people"),
        ("aksnet version --format json", "for programs"),
    ),
}
