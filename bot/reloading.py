"""Taking up changed guides while the bot runs: a new desk for a sound library, log lines for a broken one."""

from __future__ import annotations

import asyncio
import logging

from bot.desk import Means, Reception, furnish
from bot.library import watching
from bot.library.watching import Watch
from bot.understanding.reader import Reader

log = logging.getLogger(__name__)
EVERY = 2.0  # seconds between looks; a change is taken up on the second look that finds it the same


class Reloading:
    """Watches a folder of guides for as long as it runs."""

    def __init__(self, reception: Reception, means: Means, watch: Watch) -> None:
        self._reception = reception
        self._means = means
        self._watch = watch

    @property
    def mistakes(self) -> int:
        """How many mistakes keep the newest guides out."""
        return len(self._watch.problems)

    async def run(self) -> None:
        """Looks until it is cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            await self._look()

    async def _look(self) -> None:
        before, self._watch = self._watch, await asyncio.to_thread(watching.look, self._watch)
        if self._watch.problems and self._watch.problems != before.problems:
            for problem in self._watch.problems:
                log.error("The changed guides are left out: %s", problem)
        if self._watch.library is not before.library:
            library = self._watch.library
            reader = await asyncio.to_thread(Reader, library)
            self._reception.desk = furnish(self._means, library, reader)
            log.info("Took up changed guides", extra={"guides": len(library.guides)})
