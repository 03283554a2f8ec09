"""The files of a Terraform folder as one module: its declarations, with what override files lay over them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.hcl.json_form import parse_json
from aksnet.readers.hcl.parsing import parse
from aksnet.readers.hcl.syntax import Attribute, Block, File
from aksnet.readers.terraform.json_blocks import as_in_hcl

_NATIVE, _JSON = (".tf", ".tofu"), (".tf.json", ".tofu.json")
_OVERRIDE = re.compile(r"(^|_)override\.(tf|tofu)(\.json)?$")
# Labels that each kind of block has.
_LABELS = {"resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1}


class Declaration(NamedTuple):
    """A block with what override files lay over it; each part knows the source that it stands in."""

    block: Block
    source: Source
    attributes: Mapping[str, tuple[Attribute, Source]]
    blocks: tuple[tuple[Block, Source], ...]


def declared(block: Block, source: Source) -> Declaration:
    """A block as it stands; in JSON, as it would stand in HCL."""
    if block.type in ("resource", "data") and source.name.endswith(".json"):
        block = as_in_hcl(block)
    attributes = {name: (one, source) for name, one in block.body.attributes.items()}
    return Declaration(block, source, attributes, tuple((one, source) for one in block.body.blocks))


def _overridden(base: Declaration, over: Declaration) -> Declaration:
    """Attributes by name, nested blocks by type as a whole: https://developer.hashicorp.com/terraform/language/files/override"""
    types = {_type_of(block) for block, _ in over.blocks}
    kept = tuple(one for one in base.blocks if _type_of(one[0]) not in types)
    return base._replace(attributes={**base.attributes, **over.attributes}, blocks=kept + over.blocks)


def _type_of(block: Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


class Module:
    """What the files of a folder declare, by kind of block and by their labels joined with a dot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.declarations: dict[str, dict[str, Declaration]] = {kind: {} for kind in _LABELS}
        self.locals: dict[str, tuple[Attribute, Source]] = {}
        self.settings: list[Declaration] = []  # `terraform` blocks
        self.moves: list[Block] = []  # `moved` and `removed` blocks
        self.problems: list[Problem] = []
        self.files: list[Source] = []
        self.lacking = False  # whether some of its files are not looked at

    def of(self, kind: str) -> Mapping[str, Declaration]:
        """The declarations of a kind."""
        return self.declarations[kind]

    def add(self, file: File, source: Source) -> None:
        """Take in a file."""
        self.files.append(source)
        self.problems += told(file, source)
        for block in file.body.blocks:
            if block.type == "locals":
                self._add_locals(block, source)
            elif block.type == "terraform":
                self.settings.append(declared(block, source))
            elif block.type in ("moved", "removed"):
                self.moves.append(block)
            elif len(block.labels) == _LABELS.get(block.type, -1):
                self._add_block(block, source)

    def _add_locals(self, block: Block, source: Source) -> None:
        for name, attribute in block.body.attributes.items():
            self.locals.setdefault(name, (attribute, source))

    def _add_block(self, block: Block, source: Source) -> None:
        name = ".".join(block.labels)
        if block.type != "provider" and name in self.declarations[block.type]:
            first = self.declarations[block.type][name]
            message = f"{block.type} {name} is declared twice: first at {first.source.place(first.block.at)}"
            self.problems.append(Problem(message, source.place(block.at), "rename one, or remove it"))
            return
        self.declarations[block.type].setdefault(name, declared(block, source))

    def override(self, file: File, source: Source) -> None:
        """Lay an override file over what is there."""
        self.problems += told(file, source)
        for block in file.body.blocks:
            name = ".".join(block.labels)
            there = self.declarations.get(block.type, {})
            if block.type == "locals":
                self.locals.update({key: (one, source) for key, one in block.body.attributes.items()})
            elif block.type == "terraform":
                self.settings.append(declared(block, source))
            elif name in there:
                there[name] = _overridden(there[name], declared(block, source))
            elif len(block.labels) == _LABELS.get(block.type, -1):
                self._add_block(block, source)


def told(file: File, source: Source) -> Iterator[Problem]:
    """The faults of a file with their places."""
    for fault in file.faults:
        yield Problem(fault.message, source.place(fault.at), fault.hint)


def is_terraform(name: str) -> bool:
    """Whether Terraform or OpenTofu reads a file of this name."""
    return name.endswith(_NATIVE + _JSON) and not name.startswith((".", "#"))


def files_of(folder: Path, files: Files) -> list[Path]:
    """The files of a module in the order in which they are read; a `.tofu` file takes the place of a `.tf`."""
    names = [name for name in files.names(folder) if is_terraform(name)]
    replaced = {name.replace(".tofu", ".tf") for name in names if ".tofu" in name}
    return [folder / name for name in names if name not in replaced]


def file_of(source: Source) -> File:
    """A file parsed, in either of its forms."""
    return parse_json(source) if source.name.endswith(".json") else parse(source)


def module_of(folder: Path, files: Files) -> Module:
    """The module in a folder."""
    module = Module(folder)
    module.lacking = files.lacks(folder)
    for path in _overrides_last(files_of(folder, files)):
        try:
            source = files.source(path)
        except UnreadableError as error:
            module.problems.append(error.problem)
            continue
        lay = module.override if _OVERRIDE.search(path.name) else module.add
        lay(file_of(source), source)
    return module


def says(declaration: Declaration, name: str, value: bool) -> bool:
    """Whether an argument is written with this truth value."""
    said = declaration.attributes.get(name)
    return said is not None and isinstance(said[0].value, Literal) and said[0].value.value is value


def local_source(declaration: Declaration) -> str | None:
    """The path that a module call names as its source; None where it is not a local one, or no plain text."""
    said = declaration.attributes.get("source")
    text = said[0].value.value if said is not None and isinstance(said[0].value, Literal) else None
    return text if isinstance(text, str) and text.startswith(("./", "../")) else None


def local_calls(module: Module) -> list[Path]:
    """The folders that a module calls."""
    sources = map(local_source, module.of("module").values())
    return [Path(os.path.normpath(module.folder / one)) for one in sources if one is not None]


def _overrides_last(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: bool(_OVERRIDE.search(path.name)))
