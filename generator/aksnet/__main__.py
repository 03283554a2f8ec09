"""The entry point: answers `--version` without loading anything, and leaves the rest to the CLI."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        from aksnet import __version__

        print(f"aksnet {__version__}")
        return
    from aksnet.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
