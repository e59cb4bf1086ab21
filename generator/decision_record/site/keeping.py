"""What a build stores for the next one, and where."""

from dataclasses import dataclass

from decision_record.site.cache import Cache
from decision_record.site.shell import Roots, Shell, from_json, to_json

_SORT = "shell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The place of a build's shell."""

    cache: Cache
    key: str
    """The hash of all that the shell is made from."""
    roots: Roots
    """The folders that its files may be copies from."""

    def find(self) -> Shell | None:
        """The shell that was kept."""
        found = self.cache.find(_SORT, self.key)
        return None if found is None else from_json(found, roots=self.roots)

    def keep(self, shell: Shell) -> None:
        """Keep a shell, with the layouts that an earlier build kept under the same key."""
        earlier = self.find()
        if earlier is not None:
            shell = shell.with_layouts(earlier.layouts)
        self.cache.keep(_SORT, self.key, to_json(shell))
