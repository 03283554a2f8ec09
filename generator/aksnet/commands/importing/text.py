"""The text of an imported spec: what it was made from, what is next, and where its clusters could be kept in step."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.configuration import without_calls
from aksnet.errors import printable
from aksnet.importing.imported import Imported
from aksnet.spec.output_entries import language_of
from aksnet.spec.printing import printed, scalar_text
from aksnet.transitions import Maker
from aksnet.view import ClusterView, Json

_SHOWN = 4
_PROFILES = ("network_profile.", "networkProfile.", "body.properties.networkProfile.", "properties.networkProfile.")
# Where Terraform keeps modules that it has downloaded, and writes them anew.
_DOWNLOADED = ".terraform"


class Origin(NamedTuple):
    """Where a cluster of the spec comes from: its name there, its view, the tool that makes it.

    `is_answer` says whether a tool told it, and nobody wrote it.
    """

    name: str
    view: ClusterView
    maker: Maker
    is_answer: bool


def text_of(spec: Imported, origins: Sequence[Origin], output: str | None, head: Sequence[str]) -> str:
    """The spec as YAML, for the file `output`; None is standard output."""
    folder = os.path.dirname(output) if output is not None else ""  # noqa: PTH120  # a name may be none that Path takes
    remarks = {path: "\n".join(map(printable, text.splitlines())) for path, text in spec.remarks.items()}
    lines = [*head, *_said(origins, output, bool(spec.placeholders)), *remarks.get((), "").splitlines()]
    return printed(spec.spec, remarks, lines) + "".join(_outputs(origins, folder))


def files_of(origins: Sequence[Origin]) -> list[str]:
    """The files in which the clusters stand, each once."""
    return list(dict.fromkeys(filter(None, map(_source, origins))))


def files_named(origins: Sequence[Origin]) -> str:
    """The files, or how many there are in which folder."""
    files = files_of(origins)
    if len(files) <= _SHOWN or len({os.path.isabs(one) for one in files}) > 1:  # noqa: PTH117  # a name may be no path
        return listed(files)
    return f"{len(files)} files in {os.path.commonpath(files) or '.'}"


def listed(items: Sequence[str]) -> str:
    """Some of the items by name, and how many others there are."""
    more = len(items) - _SHOWN
    return ", ".join(items) if more <= 1 else f"{', '.join(items[:_SHOWN])} and {more} more"


def _said(origins: Sequence[Origin], output: str | None, is_open: bool) -> Iterator[str]:
    """The first lines, for whoever opens the file."""
    whose = "its cluster" if len(origins) == 1 else f"its {len(origins)} clusters"
    said = whose if len(files_of(origins)) < 2 else whose.replace("its", "their")
    yield printable(f"What {files_named(origins)} said of {said}.")
    if is_open:
        yield f"Write a value in the place of each <fill in …>, then: aksnet check {output or 'aksnet.yaml'}"


def _outputs(origins: Sequence[Origin], folder: str) -> Iterator[str]:
    """The outputs that would keep the files in step, as comments; none where no file takes markers."""
    entries = [(one, entry) for one in origins if (entry := _entry(one, folder)) is not None]
    # a text that stands for several clusters has room for the markers of one
    count = Counter(one.view.place for one, _ in entries)
    entries = [(one, entry) for one, entry in entries if count[one.view.place] == 1]
    if not entries:
        return
    written = [(one, entry) for one, entry in entries if _has_profile(one.view)]
    entries = written or entries
    files = list(dict.fromkeys(_source(one) for one, _ in entries))
    yield printable(f"# {_first_step(files, is_written=bool(written))}") + "\n"
    yield "# outputs:\n"
    for one, entry in entries:
        cluster: dict[str, Json] = {"cluster": one.name} if len(origins) > 1 else {}
        pairs = (f"{key}: {scalar_text(value)}" for key, value in {**cluster, **entry}.items())
        yield f"#   - {{{', '.join(pairs)}}}\n"


def _first_step(files: Sequence[str], *, is_written: bool) -> str:
    """What to do once, where the spec is to lead."""
    if not is_written:
        return (
            f"No network profile is written in {listed(files)}. To have aksnet sync write it, uncomment these lines,"
            " and put the two markers that it names where the profile belongs"
        )
    more = " (and so for each file)" if files[1:] else ""
    command = f"aksnet sync --init {files[0]}{more}"
    return f"To keep the network profile as this spec says it, uncomment these lines, then once: {command}"


def _has_profile(view: ClusterView) -> bool:
    """Whether a network profile is written in its file."""
    return view.declared is not None and any(path.startswith(_PROFILES) for path in view.declared.written)


def _source(one: Origin) -> str:
    return one.view.place.source if one.view.place is not None else ""


def _entry(one: Origin, folder: str) -> dict[str, Json] | None:
    """The output of a cluster that people write in a file of Terraform or Bicep."""
    declared, source = one.view.declared, _source(one)
    target = language_of(source)
    if declared is None or declared.module is not None or target is None or _DOWNLOADED in Path(source).parts:
        return None
    entry: dict[str, Json] = {"path": Path(os.path.relpath(source, folder or ".")).as_posix()}
    if target == "bicep":
        return {"target": "bicep", **_version("api_version", declared.api_version), **entry}
    if one.maker.provider == "azapi":
        return {"provider": "azapi", **_version("api_version", declared.api_version), **entry}
    if one.maker.provider != "azurerm":
        return None
    major = one.maker.releases[-1].major if one.maker.releases and not one.maker.assumed else None
    own = without_calls(declared.address)
    address = {"resource": own} if "[" not in own else {}
    return {**entry, **({"provider_version": major} if major is not None else {}), **address}


def _version(key: str, text: str | None) -> dict[str, Json]:
    return {key: text} if text is not None else {}
