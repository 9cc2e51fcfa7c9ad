"""A fleet of senders: processes from a warm server, so that a new one is there in milliseconds."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

from drills.sender import PLAIN, AsItIs, Errand, send


def warm() -> ForkServerContext:
    """Where senders come from: everything they import is there already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["drills.sender", "drills.crashes"])
    return context


class Fleet:
    """Senders on one errand."""

    def __init__(self, errand: Errand, wrap: AsItIs = PLAIN) -> None:
        self._errand = errand
        self._wrap = wrap
        self._context = warm()
        self.senders: list[BaseProcess] = []
        self.killed = 0

    def add(self, wrap: AsItIs | None = None) -> BaseProcess:
        """One more sender."""
        process = self._context.Process(target=send, args=(self._errand, wrap or self._wrap), daemon=True)
        process.start()
        self.senders.append(process)
        return process

    def kill(self, process: BaseProcess) -> None:
        """SIGKILL, at once."""
        assert process.pid is not None
        os.kill(process.pid, 9)
        process.join()
        self.senders.remove(process)
        self.killed += 1

    def stop(self) -> None:
        """The end of a drill: whoever still runs is killed too, which is no less fair."""
        for process in list(self.senders):
            if process.is_alive():
                process.kill()
            process.join()
            self.senders.remove(process)
