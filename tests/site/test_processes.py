import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from decision_record.site import processes, write
from decision_record.site.build import build_site
from decision_record.site.content import Content, Document, Page
from decision_record.site.errors import AddressError, SiteError
from decision_record.site.processes import run_jobs

MANY = 1100
"""Pages for which two processes are begun."""


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_job_is_done_once_and_answers_in_its_place(number: int, tmp_path: Path) -> None:
    def job(each: int) -> int:
        (tmp_path / str(each)).touch(exist_ok=False)
        return each * each

    jobs = [partial(job, each) for each in range(50)]
    assert run_jobs(jobs, processes=number) == tuple(each * each for each in range(50))
    assert len(list(tmp_path.iterdir())) == 50


def fail() -> int:
    raise AddressError("no such address")


def be_killed() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_an_exception_of_another_process_is_raised_here_and_says_where_it_was() -> None:
    with pytest.raises(AddressError, match="no such address") as raised:
        run_jobs([lambda: 0, fail], processes=2)
    assert "in fail" in str(raised.value.__cause__)


def test_after_an_exception_no_further_job_is_begun(tmp_path: Path) -> None:
    def job(each: int) -> int:
        (tmp_path / str(each)).touch()
        time.sleep(0.05)
        return each

    with pytest.raises(AddressError):
        run_jobs([fail, *(partial(job, each) for each in range(1000))], processes=2)
    assert len(list(tmp_path.iterdir())) < 1000


def test_a_process_that_is_killed_is_noticed() -> None:
    with pytest.raises(SiteError, match="ended from outside"):
        run_jobs([lambda: 0, be_killed], processes=2)


def test_many_processes_write_what_one_writes(
    config_file: Path,
    home: Page,
    page: Callable[..., Page],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: set[int] = set()
    sites = []
    for number in (1, 2):
        monkeypatch.setattr(write, "available_processes", lambda number=number: number)
        content = Content(
            pages=[home, *(page(f"updates/{each}/", "update") for each in range(MANY))],
            documents=[Document(path="api/v1/index.json", content=b"{}")],
        )
        site = build_site(content, config_file=config_file, output=tmp_path / f"site-{number}")
        written.add(site.written.pages)
        assert site.written.documents == 1
        files = (each for each in sorted(site.folder.rglob("*")) if each.is_file())
        sites.append({each.relative_to(site.folder): each.read_bytes() for each in files})
    assert sites[0] == sites[1]
    assert len(written) == 1


def test_beside_other_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.threading, "active_count", lambda: 2)
    assert processes.available_processes() == 1
