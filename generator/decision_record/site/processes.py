"""Work shared out among processes, so that a large site is written by all cores.

The processes are forks: they have the ledger as it is, and give back numbers alone. Where forking
is not safe (other systems, threads beside this one) one process does everything.
"""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection

from decision_record.site.errors import SiteError

Job = Callable[[], int]
_TICKET = 4
"""Bytes of a ticket, which is the number of a job; small enough that a pipe never cuts one."""
_PIPE = 65536
"""Bytes that a pipe holds without anybody who reads."""


def available_processes() -> int:
    """How many processes can work at the same time; one where forking is not safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def run_jobs(jobs: Sequence[Job], *, processes: int) -> tuple[int, ...]:
    """Run every job once, begun in their order, in one process or another; all results.

    The first exception of a job is raised here; what other processes were at is then dropped.
    """
    if processes <= 1 or len(jobs) * _TICKET > _PIPE:
        return tuple(job() for job in jobs)
    with _tickets(len(jobs)) as tickets, _forks(jobs, tickets, number=processes - 1) as others:
        done = _draw_and_do(jobs, tickets)
        for other in others:
            try:
                answer = other.recv()
            except EOFError:
                raise SiteError("a process of the build was ended from outside") from None
            if isinstance(answer, Exception):
                raise answer
            done |= answer
    return tuple(done[number] for number in range(len(jobs)))


@contextmanager
def _tickets(number: int) -> Iterator[int]:
    """A pipe with the numbers of all jobs: whoever is free draws the next."""
    reading, writing = os.pipe()
    try:
        os.write(writing, b"".join(each.to_bytes(_TICKET) for each in range(number)))
        os.close(writing)
        yield reading
    finally:
        os.close(reading)


def _draw_and_do(jobs: Sequence[Job], tickets: int) -> dict[int, int]:
    """Do jobs as long as there are any; their results by number."""
    done: dict[int, int] = {}
    while ticket := os.read(tickets, _TICKET):
        number = int.from_bytes(ticket)
        done[number] = jobs[number]()
    return done


@contextmanager
def _forks(jobs: Sequence[Job], tickets: int, *, number: int) -> Iterator[Sequence[Connection]]:
    """Processes that work at once, each with the end of a pipe where its answer will come."""
    fork = multiprocessing.get_context("fork")
    processes, answers = [], []
    try:
        for _ in range(number):
            reading, writing = fork.Pipe(duplex=False)
            process = fork.Process(target=_work, args=(jobs, tickets, writing), daemon=True)
            process.start()
            # From here on only the other process can write: when it ends, so does the pipe.
            writing.close()
            processes.append(process)
            answers.append(reading)
        yield answers
    finally:
        for process, answer in zip(processes, answers, strict=True):
            process.terminate()
            process.join()
            answer.close()


def _work(jobs: Sequence[Job], tickets: int, answer: Connection) -> None:
    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answer.send(_draw_and_do(jobs, tickets))
    except Exception as error:  # noqa: BLE001 - it is raised where the answer is awaited
        error.add_note(f"In a process of the build:\n{''.join(traceback.format_exception(error))}")
        answer.send(error)
