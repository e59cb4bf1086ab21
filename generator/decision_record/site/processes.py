"""Work shared out among processes, so that a large site is written by all cores.

The processes are forks: they have the ledger as it is, and give back numbers alone. Where forking
is not safe (other systems, threads beside this one) one process does everything.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence

from decision_record.site.errors import SiteError

Job = Callable[[], int]


def available_processes() -> int:
    """How many processes can work at the same time; one where forking is not safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def run_jobs(jobs: Sequence[Job], *, processes: int) -> tuple[int, ...]:
    """Run every job once, started in their order, in one process or another; all results.

    The first exception of a job is raised here; jobs that are not started by then are dropped.
    """
    if processes <= 1:
        return tuple(job() for job in jobs)
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(
        max_workers=processes,
        mp_context=multiprocessing.get_context("fork"),
        initializer=_Worker.begin,
        initargs=(jobs,),
    )
    try:
        return tuple(pool.map(_Worker.run, range(len(jobs))))
    except BrokenProcessPool:
        raise SiteError("a process of the build was ended from outside") from None
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """A process of the pool: it is forked with the jobs, and is told only their numbers."""

    jobs: Sequence[Job] = ()

    @classmethod
    def begin(cls, jobs: Sequence[Job]) -> None:
        cls.jobs = jobs
        # Ctrl-C reaches every process of a terminal; the first one ends the others.
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    @classmethod
    def run(cls, number: int) -> int:
        return cls.jobs[number]()
