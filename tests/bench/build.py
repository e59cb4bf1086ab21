"""How long a cold build takes, beside what cannot be saved: parsing the files, writing the bytes.

    python tests/bench/build.py [--meetings 2000] [--runs 3]

Both are measured in the same run, in turn, each in a process of its own; the ratio is what counts,
because machines differ. Peak memory is that of the building process.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
FLOOR = """
import os, sys, yaml
from pathlib import Path
records, site, out = map(Path, sys.argv[1:])
for file in sorted(records.rglob("*.yml")):
    for _ in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
        pass
for file in sorted(each for each in site.rglob("*") if each.is_file()):
    target = out / file.relative_to(site)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bytes(file.stat().st_size))
"""


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    cpu: float
    megabytes: float


def run(*command: str | Path) -> Run:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen([str(each) for each in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command[0]} failed")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> None:
    """Measure, and print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, HERE / "synthesize.py", "--meetings", str(asked.meetings), folder)
        site, out = folder / "site", folder / "out"
        code = "from decision_record.cli import main; main()"
        build = [sys.executable, "-c", code, "build", "--config", folder / "site_config.yml"]
        builds, floors = [], []
        for _ in range(asked.runs):
            shutil.rmtree(site, ignore_errors=True)
            builds.append(run(*build, "--output", site))
            shutil.rmtree(out, ignore_errors=True)
            floors.append(run(sys.executable, "-c", FLOOR, folder / "records", site, out))
        files = len(list((folder / "records").rglob("*.yml")))
        pages = [each.stat().st_size for each in site.rglob("*.html")]
    print(f"{files:,} files, {len(pages):,} pages, largest {max(pages) / 1000:,.0f} kB")
    for label, runs in (("build", builds), ("parse and write alone", floors)):
        medians = [statistics.median(values) for values in zip(*runs, strict=True)]
        print(f"{label:>22}: {medians[0]:6.2f} s, {medians[1]:6.2f} s CPU, {medians[2]:5.0f} MB")
    ratio = statistics.median(a.cpu / b.cpu for a, b in zip(builds, floors, strict=True))
    print(f"{'ratio of CPU':>22}: {ratio:6.2f}")


if __name__ == "__main__":
    main()
