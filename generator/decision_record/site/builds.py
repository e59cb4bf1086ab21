"""The state of running builds, for the requests that wait for them."""

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How a build ended, as far as serving it goes."""

    succeeded: bool
    report: str
    """What is printed: the diagnostics of a failed build, the closing line of a good one."""


class Builds:
    """The count of builds, which requests wait on: the one thing that threads share here."""

    def __init__(self, *, has_site: bool = False) -> None:
        """Begin with no build; `has_site` is whether an earlier one left a site."""
        self._changed = threading.Condition()
        self._number = 0
        self._last: Attempt | None = None
        self._has_site = has_site

    def note(self, attempt: Attempt) -> None:
        """Count a build that ended."""
        with self._changed:
            self._number += 1
            self._last = attempt
            self._has_site = self._has_site or attempt.succeeded
            self._changed.notify_all()

    def now(self) -> tuple[int, Attempt | None]:
        """The number of the newest build, and how it ended."""
        with self._changed:
            return self._number, self._last

    @property
    def has_site(self) -> bool:
        """Whether there is a site to serve; while one takes the place of another, too."""
        with self._changed:
            return self._has_site

    def after(self, seen: int, *, seconds: float) -> int:
        """Wait until there is another build than the one that was seen; its number."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != seen, timeout=seconds)
            return self._number
