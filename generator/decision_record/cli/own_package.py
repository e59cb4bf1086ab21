"""Where this decision-record was installed from, as pip wrote it down (PEP 610)."""

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

from decision_record import __version__

NAME = "decision-record"


def find_own_package() -> str:
    """What another installation would write: a wheel, an address of git, or the name and version.

    The name is also the answer for a work folder, which no other machine has.
    """
    named = f"{NAME}=={__version__}"
    try:
        text = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        return named
    said = json.loads(text) if text else {}
    address = str(said.get("url", ""))
    if "vcs_info" in said:
        vcs = said["vcs_info"]
        return f"{NAME} @ {vcs.get('vcs', 'git')}+{address}@{vcs.get('commit_id', 'main')}"
    parts = urlsplit(address)
    wheel = Path(unquote(parts.path))
    if parts.scheme == "file" and wheel.suffix == ".whl" and wheel.is_file():
        return str(wheel)
    return address if parts.scheme == "https" and wheel.suffix == ".whl" else named
