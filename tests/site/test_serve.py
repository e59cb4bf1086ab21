import http.client
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest

from decision_record.site.answers import RELOAD, RELOAD_SCRIPT
from decision_record.site.errors import SiteError
from decision_record.site.publish import publishing
from decision_record.site.serve import Attempt, serve

HANGS = 300.0
"""Seconds after which something that never comes is given up."""
PAGE = "<html><body><h1>{}</h1></body></html>"


class Builder:
    """Publishes the text of the one record; fails where it says so."""

    def __init__(self, folder: Path) -> None:
        self.record = folder / "records" / "one.yml"
        self.config = folder / "site_config.yml"
        self.site = folder / "site"
        self.record.parent.mkdir()
        self.record.write_text("first")
        self.config.write_text("site_name: x")

    def build(self) -> Attempt:
        text = self.record.read_text()
        if "wrong" in text:
            return Attempt(succeeded=False, report=f"error: <{text}>")
        with publishing(self.site) as folder:
            for name in ("index.html", "404.html"):
                (folder / name).write_text(PAGE.format(f"{name} {text}"))
            (folder / "accounts").mkdir()
            (folder / "accounts" / "index.html").write_text(PAGE.format("accounts"))
            (folder / "index.json").write_text("{}")
        return Attempt(succeeded=True, report=f"built {text} {self.config.read_text()}")


@contextmanager
def served(builder: Builder) -> Iterator[tuple[int, Callable[[], str]]]:
    said: Queue[str] = Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=serve,
        args=(builder.build,),
        kwargs={
            "folder": builder.site,
            "watch": (builder.record.parent, builder.config),
            "port": 0,
            "say": said.put,
            "stop": stop,
        },
    )
    thread.start()
    try:
        address = re.fullmatch(r"Serving at http://127.0.0.1:(\d+)/ .*", said.get(timeout=HANGS))
        assert address
        yield int(address[1]), lambda: said.get(timeout=HANGS)
    finally:
        stop.set()
        thread.join(timeout=HANGS)
        assert not thread.is_alive()


def get(port: int, path: str, host: str = "localhost") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=HANGS)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    text = answer.getheader("Location") or answer.read().decode()
    connection.close()
    return answer.status, text


def test_serving_building_again_and_staying_up_while_a_build_fails(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    with served(builder) as (port, said):
        assert said() == "built first site_name: x"

        status, text = get(port, "/")
        assert status == 200
        assert "index.html first" in text
        assert f'<script src="{RELOAD_SCRIPT}?seen=1"></script>' in text
        assert RELOAD in get(port, f"{RELOAD_SCRIPT}?seen=1")[1]
        assert "script" not in (builder.site / "index.html").read_text()
        assert get(port, "/index.json") == (200, "{}")
        assert get(port, "/accounts") == (302, "/accounts/")
        assert "accounts" in get(port, "/accounts/")[1]
        status, text = get(port, "/nothing/")
        assert status == 404
        assert "404.html first" in text
        assert get(port, "/../records/one.yml")[0] == 404

        builder.record.write_text("second")
        assert get(port, f"{RELOAD}?seen=1") == (200, "2")
        assert said() == "built second site_name: x"
        assert "second" in get(port, "/")[1]

        builder.record.write_text("wrong")
        assert said() == "error: <wrong>"
        assert "second" in get(port, "/")[1]

        builder.record.write_text("third")
        assert said() == "built third site_name: x"
        replacement = builder.config.with_suffix(".new")
        replacement.write_text("site_name: y")
        replacement.rename(builder.config)
        assert said() == "built third site_name: y"


def test_a_first_build_that_fails_is_shown_and_waited_for(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    builder.record.write_text("wrong")
    with served(builder) as (port, said):
        assert said() == "error: <wrong>"
        status, text = get(port, "/")
        assert status == 503
        assert "error: &lt;wrong&gt;" in text
        assert RELOAD in text
        builder.record.write_text("right")
        assert said() == "built right site_name: x"
        assert get(port, "/")[0] == 200


def test_only_this_machine_is_served_under_a_name_of_its_own(tmp_path: Path) -> None:
    with served(Builder(tmp_path)) as (port, said):
        assert said().startswith("built")
        assert get(port, "/", host="127.0.0.1")[0] == 200
        assert get(port, "/", host="attacker.example")[0] == 403
        assert get(port, RELOAD, host="attacker.example")[0] == 403


def test_a_port_that_is_taken_is_said_with_the_way_out(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SiteError, match=rf"port {port} is taken.*--port"):
            serve(builder.build, folder=builder.site, watch=(), port=port, say=print)
    assert not builder.site.exists()
