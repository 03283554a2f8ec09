"""Bounds on how long something takes, in the processor's time: what else the machine does is no part of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Hold what stands in this block against so many seconds of this process."""
    start = time.process_time()
    yield
    taken = time.process_time() - start
    assert taken < seconds, f"{taken:.2f} seconds of the processor"
