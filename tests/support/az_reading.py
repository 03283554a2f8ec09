"""Scripts run by a real shell, with an `az` that only writes down what it was called with."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_STUB = """#!/bin/sh
printf '%s\\036' "$@" >> "$AZ_LOG"
printf '\\035' >> "$AZ_LOG"
echo "<id>"
"""
# What the environment gives where the spec leaves something open.
OPEN = {
    "LOCATION": "westeurope",
    "RESOURCE_GROUP": "rg",
    "NODE_SUBNET_ID": "<node subnet>",
    "POD_SUBNET_ID": "<pod subnet>",
    "DYNAMIC_POD_SUBNET_ID": "<dynamic pod subnet>",
    "STATIC_BLOCK_POD_SUBNET_ID": "<static block pod subnet>",
    "WINDOWS_ADMIN_USERNAME": "-admin",
    "WINDOWS_ADMIN_PASSWORD": "-pass 'word'",
    "NEXT_HOP_IP_ADDRESS": "10.0.0.4",
}


def commands(script: str, directory: Path, environment: dict[str, str] = OPEN) -> list[list[str]]:
    """The calls of `az` that a script makes, each as its words."""
    stub, log = directory / "az", directory / "log"
    stub.write_text(_STUB, encoding="utf-8")
    stub.chmod(0o755)
    log.write_bytes(b"")
    path = f"{directory}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-s"],
        input=script.encode(),
        env={"PATH": path, "AZ_LOG": str(log), **environment},
        capture_output=True,
        check=False,
        cwd=directory,
    )
    assert done.returncode == 0, done.stderr.decode()
    calls = log.read_bytes().decode().split("\x1d")[:-1]
    return [call.split("\x1e")[:-1] for call in calls]


def flags(words: list[str]) -> dict[str, list[str]]:
    """The flags of one command, each with the words behind it."""
    found: dict[str, list[str]] = {}
    for word in words:
        if word.startswith("--") and "=" in word:
            name, _, value = word.partition("=")
            found[name] = [value]
        elif word.startswith("--"):
            found[word] = []
            last = word
        elif found:
            found[last].append(word)
    return found
