"""The command, already imported: a process that forks for each start of it.

Most of what a short command costs is the import of its modules. The server imports them once; a
client then takes a few hundredths of a second. The client is a program like the command itself: it
has the arguments, the environment, the folder, the umask and the streams, receives signals, and
ends as the command ends. The fork takes all that over and runs the command to the regular end of
the interpreter.

What decides how Python itself starts cannot be taken over later, so it has to be what the server
was started with: the client fails where one of those variables differs.
"""

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from typing import Any

GENERATOR = Path(__file__).resolve().parents[1] / "generator"
STARTED_WITH = {"LANG": "C.UTF-8"}
"""All that the server's own start depends on."""
_CLIENT = '''\
#!{python} -IS
"""decision-record, by a fork of the server at {address}."""
import json, os, signal, socket, sys

forwarded = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ignored = [number for number in forwarded if signal.getsignal(number) is signal.SIG_IGN]
signal.pthread_sigmask(signal.SIG_BLOCK, forwarded)
umask = os.umask(0)
os.umask(umask)
request = [sys.argv, dict(os.environ), os.getcwd(), umask, ignored]
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    socket.send_fds(server, [b"+"], [0, 1, 2])
    server.sendall(json.dumps(request).encode() + b"\\n")
    answers = server.makefile("rb")
    process = int(answers.readline())
    for number in set(forwarded) - set(ignored):
        signal.signal(number, lambda number, _: os.kill(process, number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, forwarded)
    ended = os.waitstatus_to_exitcode(int(answers.readline()))
if ended < 0:
    signal.signal(-ended, signal.SIG_DFL)
    os.kill(os.getpid(), -ended)
os._exit(ended)
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class ForkServer:
    """A running server."""

    address: Path

    def write_client(self, file: Path) -> None:
        """Write the program that starts the command by a fork."""
        file.write_text(_CLIENT.format(python=sys.executable, address=str(self.address)), "utf-8")
        file.chmod(0o755)


@contextmanager
def fork_server() -> Iterator[ForkServer]:
    """A server for as long as the context is open, and no longer than this process."""
    # The address of a socket has to be short: that of a test's own folder may not be.
    with (
        TemporaryDirectory(prefix="forks-") as folder,
        subprocess.Popen(
            [sys.executable, "-P", __file__, str(address := Path(folder) / "server")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**STARTED_WITH, "PATH": os.environ["PATH"]},
            start_new_session=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield ForkServer(address=address)
        process.stdin.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asks for."""

    arguments: list[str]
    environ: Mapping[str, str]
    folder: str
    umask: int
    ignored: Collection[int]
    """Signals."""
    streams: list[int]

    def take_over(self) -> None:
        """Make this process the one that the client asked for."""
        differs = {
            name
            for name in (*STARTED_WITH, *self.environ)
            if name.startswith(("LANG", "LC_", "PYTHON"))
            and self.environ.get(name) != STARTED_WITH.get(name)
        }
        forms = [(each.encoding, each.errors) for each in (sys.stdin, sys.stdout, sys.stderr)]
        for number, stream in enumerate(self.streams):
            os.dup2(stream, number)
            os.close(stream)
        opened: list[Any] = [
            os.fdopen(number, mode, encoding=encoding, errors=errors, closefd=False)
            for number, (mode, (encoding, errors)) in enumerate(zip("rww", forms, strict=True))
        ]
        sys.stdin, sys.stdout, sys.stderr = opened
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = opened
        if differs:
            sys.exit(f"the fork server was started with other values of {sorted(differs)}")
        sys.stderr.reconfigure(line_buffering=True)
        sys.argv = self.arguments
        os.environ.clear()
        os.environ.update(self.environ)
        time.tzset()
        os.chdir(self.folder)
        os.umask(self.umask)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        for number in self.ignored:
            signal.signal(number, signal.SIG_IGN)


def serve(address: str) -> Request:
    """Answer clients until standard input ends; in each fork, return what it was asked for."""
    woken, wake = socket.socketpair()
    wake.settimeout(0)
    signal.set_wakeup_fd(wake.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running: dict[socket.socket, int] = {}
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            ready, _, _ = select.select([0, woken, listener, *running], [], [])
            if 0 in ready:
                sys.exit()
            if woken in ready:
                woken.recv(4096)
                _tell_ended(running)
            for client in running.keys() & set(ready):
                # It says nothing more: it is gone, and the command that it runs ends too.
                os.kill(running[client], signal.SIGKILL)
            if listener in ready:
                client, _ = listener.accept()
                request = _receive(client)
                running[client] = os.fork()
                if not running[client]:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    for each in (woken, wake, *running):
                        each.close()
                    return request
                for each in request.streams:
                    os.close(each)
                client.sendall(b"%d\n" % running[client])


def _tell_ended(running: dict[socket.socket, int]) -> None:
    """Tell the clients whose commands have ended how they did."""
    for client, process in tuple(running.items()):
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            del running[client]
            with client, suppress(BrokenPipeError):
                client.sendall(b"%d\n" % status)


def _receive(client: socket.socket) -> Request:
    _, streams, _, _ = socket.recv_fds(client, 1, 3)
    with client.makefile("rb") as asked:
        arguments, environ, folder, umask, ignored = json.loads(asked.readline())
    return Request(
        arguments=arguments,
        environ=environ,
        folder=folder,
        umask=umask,
        ignored=ignored,
        streams=streams,
    )


def _import_all() -> None:
    """Import every module of the package, and with them what they need."""
    import decision_record  # noqa: PLC0415 - where it is has just been said

    for found in walk_packages(decision_record.__path__, "decision_record."):
        import_module(found.name)


if __name__ == "__main__":
    sys.path.insert(0, str(GENERATOR))
    _import_all()
    gc.freeze()
    serve(sys.argv[1]).take_over()
    from decision_record.cli import main

    main(prog_name="decision-record")
