"""The files that keep a spec checked: hooks of pre-commit, and pipelines of GitHub and of Azure DevOps."""

from __future__ import annotations

import re
import shlex
import textwrap

from aksnet.spec.printing import scalar_text
from aksnet.starting.origin import FILL_IN, Origin

PRE_COMMIT = ".pre-commit-config.yaml"
# Each service with the file of its pipeline, below the root of the repository.
PIPELINES = {"github": ".github/workflows/aksnet.yml", "azure": "azure-pipelines-aksnet.yml"}
# How deep the items of a list of repositories stand.
_ITEM = re.compile(r"^( *)- +repo:", re.MULTILINE)
_GITHUB = """\
name: aksnet
on: [push, pull_request]
permissions:
  contents: read
jobs:
  aksnet:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-python@v7
        with:
          python-version: "3.13"
      - name: Install aksnet
        env:
          # {remark}
          SOURCE: {source}
        run: pip install "$SOURCE"
      - name: Check
        run: {check}
"""
_GITHUB_SYNC = """\
      - name: Is what is generated up to date?
        run: {sync}
"""
_AZURE = """\
trigger: [main]
pool:
  vmImage: ubuntu-24.04
steps:
  - task: UsePythonVersion@0
    inputs:
      versionSpec: "3.13"
  - bash: pip install "$SOURCE"
    displayName: Install aksnet
    env:
      # {remark}
      SOURCE: {source}
  - bash: {check}
    displayName: Check
"""
_AZURE_SYNC = """\
  - bash: {sync}
    displayName: Is what is generated up to date?
"""


def pipeline(service: str, spec: str, source: Origin | None, *, syncs: bool) -> str:
    """The pipeline of a service for a spec, which is named from the root; `syncs` where the spec has outputs."""
    text, more = (_GITHUB, _GITHUB_SYNC) if service == "github" else (_AZURE, _AZURE_SYNC)
    remark = "the commit of aksnet that made this file" if source is not None else "fill this in, once"
    name = shlex.quote(spec)
    return (text + more * syncs).format(
        remark=remark,
        source=scalar_text(source.requirement if source is not None else FILL_IN),
        check=scalar_text(f"aksnet check {name} --format {service}"),
        sync=scalar_text(f"aksnet sync {name} --check --format {service}"),
    )


def pre_commit(spec: str, source: Origin | None, *, syncs: bool) -> str:
    """A configuration of pre-commit, whole."""
    return f"repos:\n{textwrap.indent(hooks(spec, source, syncs=syncs), '  ')}"


def hooks(spec: str, source: Origin | None, *, syncs: bool) -> str:
    """An item of the list `repos`; where it cannot name aksnet's repository, it takes the aksnet on the PATH."""
    return _of_repository(spec, source, syncs) if source is not None else _of_path(spec, syncs)


def beside_others(item: str, there: str) -> str:
    """An item as it goes under `repos` of a configuration that is there: as deep as the first one that it has."""
    first = _ITEM.search(there)
    return textwrap.indent(item, first[1] if first else "  ")


def _of_repository(spec: str, source: Origin, syncs: bool) -> str:
    found = ["    - id: aksnet-check\n"]
    if syncs:
        found.append(f"    - id: aksnet-sync\n      args: [{scalar_text(spec)}]\n")
    lead = f"- repo: {scalar_text(source.url)}\n  rev: {scalar_text(source.commit)}\n  hooks:\n"
    return "".join([lead, *found])


_LOCAL = """\
# the aksnet on everybody's PATH; with aksnet's repository and a commit here, pre-commit installs it itself
- repo: local
  hooks:
"""
_HOOK = """\
    - id: {id}
      name: {name}
      entry: {entry}
      language: system
      pass_filenames: false
      always_run: true
"""


def _of_path(spec: str, syncs: bool) -> str:
    name = shlex.quote(spec)
    calls = {"check": f"aksnet check {name}"}
    if syncs:
        calls["sync"] = f"aksnet sync --exit-non-zero-on-change {name}"
    found = (
        _HOOK.format(id=f"aksnet-{word}", name=scalar_text(f"aksnet {word}"), entry=scalar_text(call))
        for word, call in calls.items()
    )
    return "".join([_LOCAL, *found])
