"""The entry point: answers `--version` without loading anything, and leaves the rest to the CLI."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # that of typing, which takes long to load: before main nobody catches an interrupt
if TYPE_CHECKING:
    from collections.abc import Callable

# What the program ends with where somebody interrupts it; the same word stands in cli, which may not be loaded yet.
_INTERRUPTED = 130


def main() -> None:
    """Run the program and exit with its code."""
    try:
        _main()
    except KeyboardInterrupt:  # modules may still be loading
        sys.exit(_INTERRUPTED)


def _main() -> None:
    # plugins for pydantic have no business here, and looking for them takes a twentieth of a run
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(200_000)  # loading makes many objects and no garbage: looking for it is a twentieth of a run
    if sys.stderr is None:  # the caller closed it
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end
    if sys.stdout is None:
        print("error: standard output is closed", file=sys.stderr)
        sys.exit(1)
    code = _run()
    try:
        sys.stdout.flush()
    except OSError:
        # what is left in the buffer must not complain once more when the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _run() -> int:
    if sys.argv[1:] == ["--version"]:
        from aksnet import __version__

        try:
            print(f"aksnet {__version__}", flush=True)
        except OSError as error:
            print(f"error: standard output cannot be written: {error.strerror}", file=sys.stderr)
            return 1
        return 0
    return _loaded()()


def _loaded() -> Callable[[], int]:
    """The CLI; an interruption meanwhile ends here, as a module that is half loaded makes another error of it."""
    import signal

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # the caller ignores interruptions, or is another program
        from aksnet.cli import run

        return run
    signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    try:
        from aksnet.cli import run
    finally:
        signal.signal(signal.SIGINT, before)
    return run


if __name__ == "__main__":
    main()
