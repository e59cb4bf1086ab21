"""The commands that a step of a workflow finds here: ours, and a pip that only takes notes."""

import sys
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[1] / "generator"
_PIP = """\
#!{python}
import os, sys
pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]
if sys.argv[1:7] != pip or len(sys.argv) != 8:
    sys.exit(f"the runner knows no python {{sys.argv[1:]}}")
with open({log!r}, "a") as log:
    log.write(open(sys.argv[7]).read())
"""
_COMMAND = """\
#!{python} -P
import sys
sys.path.insert(0, {generator!r})
from decision_record.cli import main
main(prog_name="decision-record")
"""


def make_tools(folder: Path, *, installed: Path, command: Path | None = None) -> None:
    """Make the commands that a step finds.

    Args:
        folder: Where they go.
        installed: The file that notes what pip would have installed.
        command: The program that `decision-record` is; else each step starts Python for it.
    """
    folder.mkdir(parents=True)
    words = {"python": sys.executable, "log": str(installed), "generator": str(GENERATOR)}
    for name, text in (("python", _PIP), ("decision-record", _COMMAND)):
        if name == "decision-record" and command:
            (folder / name).symlink_to(command)
            continue
        (folder / name).write_text(text.format(**words))
        (folder / name).chmod(0o755)
