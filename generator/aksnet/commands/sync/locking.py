"""One run at a time for a folder, where the system has such locks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Wait until no other run is in here for the folder; true where that is sure. A kill leaves no lock."""
    handle, is_sure = None, False
    if sys.platform != "win32":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
            is_sure = True
    try:
        yield is_sure
    finally:
        if handle is not None:
            os.close(handle)
