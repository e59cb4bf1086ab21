"""Where a record is edited, read and created at the forge (`edit_uri` of the configuration).

The setting is the address under which a file is edited. For forges whose addresses follow a known
pattern more is derived from it; for others only this address is used. The first name after `edit`
is the branch: `https://forge.example/acme/records/edit/main/records/`.
"""

from dataclasses import dataclass
from typing import Self
from urllib.parse import SplitResult, quote, quote_plus, unquote, urlencode, urlsplit

LONGEST = 6_000
"""Characters of an address that browsers and forges still take, with room for a sign-in before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """Where a new file is started."""

    address: str
    is_filled: bool
    """Whether the address brings the text along; else it has to be pasted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a kind of forge builds its addresses."""

    title: str
    """What people call it."""
    before: int
    """Names in front of the marker: owner and repository; GitLab has groups in groups."""
    exact: bool
    """Whether there are exactly so many, or at least."""
    edit: tuple[str, ...]
    source: tuple[str, ...]
    history: tuple[str, ...]
    new: tuple[str, ...]
    name: str
    """The parameter of a new file's name."""
    text: str | None
    """The parameter of its text; None where the forge takes none."""


_OWNER_AND_REPOSITORY = 2

_FORMS = (
    _Form(
        title="GitLab",
        before=_OWNER_AND_REPOSITORY,
        exact=False,
        edit=("-", "edit"),
        source=("-", "blob"),
        history=("-", "commits"),
        new=("-", "new"),
        name="file_name",
        text=None,
    ),
    _Form(
        title="GitHub",
        before=_OWNER_AND_REPOSITORY,
        exact=True,
        edit=("edit",),
        source=("blob",),
        history=("commits",),
        new=("new",),
        name="filename",
        text="value",
    ),
    _Form(
        title="Gitea",
        before=_OWNER_AND_REPOSITORY,
        exact=True,
        edit=("_edit",),
        source=("src", "branch"),
        history=("commits", "branch"),
        new=("_new",),
        name="filename",
        text="value",
    ),
)
"""GitLab, GitHub, and Gitea with Forgejo."""


def find_edit_uri(forge: str, repository: str, folder: str) -> str | None:
    """Where the files of a folder are edited, on the branch `main`; None where that is not known.

    Args:
        forge: As in `github`.
        repository: The address of the repository, without a slash at its end.
        folder: The folder, in the repository.
    """
    form = next((each for each in _FORMS if each.title.lower() == forge), None)
    return "/".join((repository, *form.edit, "main", folder, "")) if form else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An address that was recognised, taken apart."""

    form: _Form
    repository: str
    """The address of the repository, without a slash at its end."""
    branch: str
    root: tuple[str, ...]
    """The folder of records in the repository; nothing where it is the repository."""

    def at(self, marker: tuple[str, ...], path: str) -> str:
        """The address of a file, as the marker shows it."""
        return "/".join((self.repository, *marker, self.branch, *self.root, _encode(path)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """The forge that the records are kept at. Paths are below the records root."""

    prefix: str
    """What comes before the path of a file that is edited."""
    known: _Known | None

    @classmethod
    def of(cls, edit_uri: str | None) -> Self | None:
        """The forge of the setting; None where there is none, or it is no web address."""
        parts = _split(edit_uri) if edit_uri else None
        if edit_uri is None or parts is None:
            return None
        if parts.query or parts.fragment:
            return cls(prefix=edit_uri, known=None)
        return cls(prefix=f"{edit_uri.rstrip('/')}/", known=_recognise(parts))

    @property
    def name(self) -> str | None:
        """What people call it; None where its addresses were not recognised."""
        return self.known.form.title if self.known else None

    def edit(self, path: str) -> str:
        """Where a file is edited."""
        return self.prefix + _encode(path)

    def source(self, path: str) -> str | None:
        """Where a file is read; None where the forge is not known."""
        return self.known.at(self.known.form.source, path) if self.known else None

    def history(self, path: str) -> str | None:
        """Where its history is read; None where the forge is not known."""
        return self.known.at(self.known.form.history, path) if self.known else None

    def new(self, path: str, text: str) -> NewFile | None:
        """Where a new file is started, with its name and, where that can be, its text.

        None where the forge is not known. Above `LONGEST` the text has to be pasted.
        """
        known = self.known
        if known is None:
            return None
        form = known.form
        named = {form.name: "/".join((*map(unquote, known.root), path))}
        start = "/".join((known.repository, *form.new, known.branch))
        if form.text:
            filled = f"{start}?{_query(named | {form.text: text})}"
            if len(filled) <= LONGEST:
                return NewFile(address=filled, is_filled=True)
        return NewFile(address=f"{start}?{_query(named)}", is_filled=False)


def _split(address: str) -> SplitResult | None:
    """A web address in its parts; None for anything else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.netloc else None


def _recognise(parts: SplitResult) -> _Known | None:
    """The address taken apart; None where it has the form of no forge that is known."""
    names = tuple(each for each in parts.path.split("/") if each)
    for form in _FORMS:
        size = len(form.edit)
        for place in range(form.before, len(names) - size):
            if names[place : place + size] != form.edit:
                continue
            if form.exact and (place != form.before or "gitlab" in parts.netloc):
                continue
            repository = "/".join((f"{parts.scheme}://{parts.netloc}", *names[:place]))
            branch, *root = names[place + size :]
            return _Known(form=form, repository=repository, branch=branch, root=tuple(root))
    return None


def _encode(path: str) -> str:
    return quote(path, safe="/")


def _query(fields: dict[str, str]) -> str:
    # A space is shorter as `+`; the signs below mean nothing within a query.
    return urlencode(fields, quote_via=quote_plus, safe="/:,")
