"""The variables of the generated Terraform module, held against values by Terraform itself: many calls in one plan."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

# the id of something that the same configuration makes: not known before
MADE = "${terraform_data.made.id}"
# it makes much garbage and ends soon: looking for it is a third of a plan
_QUICK = {"GOGC": "400"}
# a call of the module takes some megabytes of memory
_AT_ONCE = 20
VARIABLES = (
    "name",
    "location",
    "resource_group_name",
    "dns_prefix",
    "kubernetes_version",
    "tier",
    "tags",
    "identity_ids",
    "api_server",
    "artifact_source",
    "windows_admin_username",
    "windows_admin_password",
    "network",
    "outbound",
    "pools",
    "vnet",
    "ignore",
)


def terraform(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """One run of Terraform; the test is skipped where it is not on PATH."""
    program = shutil.which("terraform")
    if program is None:
        pytest.skip("terraform is not on PATH")
    environment = {**os.environ, **_QUICK, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"}
    return subprocess.run([program, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def messages(variables: str, cases: Mapping[str, Mapping[str, Any]], directory: Path) -> dict[str, list[str]]:
    """What the validations say of each case, by its name: each calls the module that has only these variables."""
    found: dict[str, list[str]] = defaultdict(list)
    names = list(cases)
    for start in range(0, len(names), _AT_ONCE):
        folder = directory / str(start)
        (folder / "m").mkdir(parents=True)
        (folder / "m" / "variables.tf").write_text(variables, encoding="utf-8")
        (folder / "made.tf.json").write_text('{"resource": {"terraform_data": {"made": {}}}}', encoding="utf-8")
        for name in names[start : start + _AT_ONCE]:
            call = {"source": "./m", **dict.fromkeys(VARIABLES), **_literal(cases[name])}
            (folder / f"{name}.tf.json").write_text(json.dumps({"module": {name: call}}), encoding="utf-8")
        for file, message in _errors(folder):
            found[file.removesuffix(".tf.json")].append(message)
    return found


def _errors(folder: Path) -> Iterator[tuple[str, str]]:
    """The errors of a plan, each with the file that it is about."""
    assert terraform("get", cwd=folder).returncode == 0
    run = terraform("plan", "-json", cwd=folder)
    told = [one["diagnostic"] for one in map(json.loads, run.stdout.strip("\n").split("\n")) if "diagnostic" in one]
    errors = [one for one in told if one["severity"] == "error"]
    assert run.returncode == (1 if errors else 0), run.stderr
    for one in errors:
        yield one["range"]["filename"], f"{one['summary']}: {one['detail']}"


def _literal(data: Any) -> Any:
    """Values in JSON's syntax of Terraform, where a text is a template."""
    if isinstance(data, str) and data != MADE:
        return data.replace("${", "$${").replace("%{", "%%{")
    if isinstance(data, Mapping):
        return {key: _literal(one) for key, one in data.items()}
    return [_literal(one) for one in data] if isinstance(data, list) else data
