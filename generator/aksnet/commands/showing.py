"""What a run made, to its reader: files to the disk or to standard output, findings beside them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from aksnet.commands.gen import Generated
from aksnet.commands.telling import emit, tell, tell_failures, tell_findings
from aksnet.commands.writing import write_files
from aksnet.errors import BUG, Problem, UsageError
from aksnet.targets.files import Rendered, joined


def show(generated: Generated, output: str | None, output_format: str, *, force: bool) -> int:
    """Print or write what was made and return the exit code: 1 where a rule found an error."""
    if output_format == "json":
        emit(as_json(generated) + "\n")
        tell_failures(generated.failures)
        return BUG if generated.failures else int(generated.refused)
    text = "" if generated.refused or output is not None else _one_text(generated.files)
    tell_findings(generated.findings)
    if generated.refused:
        tell_failures(generated.failures)
        print("error: nothing was generated", file=sys.stderr)
        return BUG if generated.failures else 1
    if output is None:
        emit(text)
        return 0
    changed = set(write_files(Path(output), generated.files, force=force))
    tell(f"{len(changed)} of {len(generated.files)} files written to {output}")
    return 0


def as_json(generated: Generated) -> str:
    """The run as JSON."""
    files = [{"path": file.path, "target": file.target, "text": _text(file)} for file in generated.files]
    findings = [finding.as_json() for finding in generated.findings]
    return json.dumps({"version": 1, "files": files, "findings": findings}, indent=2, ensure_ascii=False)


def _text(file: Rendered) -> str:
    return file.text if file.fragment else file.marked()


def _one_text(files: tuple[Rendered, ...]) -> str:
    """The files as one text: of one cluster and one target, where they work as one file."""
    if not files:  # no cluster is in this shard
        return ""
    clusters = {file.path.rpartition("/")[0] for file in files}
    targets = {file.target for file in files}
    text = joined(list(files)) if len(clusters) == len(targets) == 1 else None
    if text is None:
        names = ", ".join(file.path for file in files[:6]) + (", …" if len(files) > 6 else "")
        raise UsageError(
            Problem(
                f"standard output takes one file, and this is several: {names}",
                hint="write them with -o DIR, or print them with --format json",
            )
        )
    return text
