"""The files that keep a spec checked: hooks of pre-commit, and pipelines of GitHub and of Azure DevOps."""

from __future__ import annotations

import shlex

from aksnet.spec.printing import scalar_text
from aksnet.starting.origin import FILL_IN, Origin

PRE_COMMIT = ".pre-commit-config.yaml"
# Each service with the file of its pipeline, below the root of the repository.
PIPELINES = {"github": ".github/workflows/aksnet.yml", "azure": "azure-pipelines-aksnet.yml"}
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
    """The configuration of pre-commit; where it cannot name aksnet's repository, it takes the aksnet on the PATH."""
    return f"repos:\n{_of_repository(spec, source, syncs) if source is not None else _of_path(spec, syncs)}"


def _of_repository(spec: str, source: Origin, syncs: bool) -> str:
    hooks = ["      - id: aksnet-check\n"]
    if syncs:
        hooks.append(f"      - id: aksnet-sync\n        args: [{scalar_text(spec)}]\n")
    lead = f"  - repo: {scalar_text(source.url)}\n    rev: {scalar_text(source.commit)}\n    hooks:\n"
    return "".join([lead, *hooks])


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
    hooks = (
        _HOOK.format(id=f"aksnet-{word}", name=scalar_text(f"aksnet {word}"), entry=scalar_text(call))
        for word, call in calls.items()
    )
    return "".join([_LOCAL, *hooks])
