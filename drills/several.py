"""Work in processes of its own, its results in the order of the errands."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Errand = TypeVar("Errand")
Result = TypeVar("Result")


async def in_processes(
    work: Callable[[Errand], Result], errands: Iterable[Errand], at_once: int | None = None
) -> AsyncIterator[Result]:
    """What `work` returns for each errand; `at_once` None means one process a core."""
    context = multiprocessing.get_context("forkserver")
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(at_once, mp_context=context) as pool:
        for result in [loop.run_in_executor(pool, work, errand) for errand in errands]:
            yield await result
