"""Our part of the configuration: the options of the plugin in site_config.yml.

The file itself is MkDocs' own. It is read here without MkDocs, so that `check` never starts it, and
with our reader, so that what is wrong points at its line.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter

from decision_record.diagnostics import DocumentPath, Pointer, Problem, RelatedPlace, Underlined
from decision_record.model.shape import shape_data
from decision_record.model.values import Day, Shape, Text, Truth, Whole
from decision_record.source.files import read_record
from decision_record.source.read import Data, read

PLUGIN = "decision-record"
"""The name of the plugin in `plugins`."""


class Root(Shape):
    """A folder of records, and who may read it."""

    path: Text
    """The folder, relative to the configuration."""
    kind: Literal["shared", "personal"] = "shared"
    """Whether everyone reads it, or it belongs to the two people of a one-on-one."""


_TEXT: TypeAdapter[str] = TypeAdapter(Text)


def _root(value: object) -> object:
    """Make a plain text a shared folder; what is wrong with it is said about the text."""
    if not isinstance(value, str):
        return value
    return Root.model_construct(path=_TEXT.validate_python(value))


class Days(Shape):
    """Numbers of days that the replay goes by, where they are not the product's own."""

    to_tell: Whole | None = None
    """Days after a decision by which its accounts are told, where no action says so; 7."""
    after_telling: Whole | None = None
    """Days for which old words are avoided after the account was told, and for which an answer
    holds, where no QBR is planned; 91."""
    refusal: Whole | None = None
    """Days for which a refused theme or a declined request must not be promised; 182."""


class Settings(Shape):
    """What a team can set."""

    records: tuple[Annotated[Root, BeforeValidator(_root)], ...] = (Root(path="records"),)
    """Folders of records, relative to the configuration."""
    as_of: Day | None = None
    """The day the site is true for; today where it is absent."""
    edit_uri: Text | None = None
    """The address at the forge under which a record is edited, as in
    `https://forge.example/acme/records/edit/main/records/`."""
    severity: dict[Text, Literal["error", "warning", "off"]] = Field(default_factory=dict)
    """How much a rule weighs, by its code, where that is not its own severity."""
    thresholds: dict[Text, dict[Text, Whole]] = Field(default_factory=dict)
    """The numbers from which on a rule reports or a signal appears, by its code and their names."""
    days: Days = Days()
    """Numbers of days that the replay goes by."""
    public: Truth = False
    """Whether everyone may read and find the site, whoever they are; a personal one never."""
    publish: Truth = False
    """Whether the workflows publish the site; otherwise they keep it for those who can read the
    repository."""
    previews: Truth = False
    """Whether they publish a preview of each pull request too, beside the site."""
    tiers_from_csms: Whole | None = None
    """CSMs from whom on tiers are expected at series-a too; five where it is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Settings with the file that they come from."""

    settings: Settings
    file: Path
    options_at: Pointer | None = None
    """Where our options stand in the file; None without a file."""
    site_url: str | None = None
    """Where the site will be published, as MkDocs has it."""
    published: tuple[Path, ...] = ()
    """Folders whose files MkDocs publishes as they are: the docs_dir, the theme's custom_dir."""
    site_dirs: tuple[str, ...] = ()
    """The folder of the built site, as MkDocs has it."""
    named: tuple[Path, ...] = ()
    """Shared folders that were named beside the configuration, and count instead of all its own."""
    named_personal: tuple[Path, ...] = ()
    """Personal folders that were named so, and count instead of its personal ones."""
    refused: tuple[Problem, ...] = ()
    """What the build would refuse in the rest of the file."""
    personal: bool = False
    """Whether everything of the personal folders is wanted: for their two people only."""

    @property
    def shared_roots(self) -> tuple[Path, ...]:
        """The folders of records that everyone reads."""
        return self.named or self._set("shared")

    @property
    def personal_roots(self) -> tuple[Path, ...]:
        """The folders of records that belong to two people.

        One that the configuration names is not there for most people, and is then passed over;
        for its own two it has to be there.
        """
        if self.named or self.named_personal:
            return self.named_personal
        roots = self._set("personal")
        return roots if self.personal else tuple(root for root in roots if root.is_dir())

    @property
    def named_as_personal(self) -> tuple[Path, ...]:
        """The folders of two people that count here, also those that are not there."""
        if self.named or self.named_personal:
            return self.named_personal
        return self._set("personal")

    @property
    def known_roots(self) -> tuple[Path, ...]:
        """All the folders of records that are named anywhere, whether they are read or not."""
        return (*self.roots, *self._set("shared"), *self._set("personal"))

    @property
    def roots(self) -> tuple[Path, ...]:
        """All the folders of records."""
        return (*self.shared_roots, *self.personal_roots)

    def point(self, *path: str) -> Pointer:
        """The name of an option, or of a part of it, in the file."""
        at = self.options_at or Pointer(file=self.file.as_posix())
        return replace(at, path=(*at.path, *path), part=Underlined.KEY)

    def point_at_root(self, root: Path, *, name: str) -> Pointer:
        """Where a folder of records is named in the file; the folder where it is not.

        Args:
            root: The folder.
            name: The folder as messages call it.
        """
        for index, each in enumerate(self.settings.records):
            if self.options_at is not None and self.file.parent / each.path == root:
                path = (*self.options_at.path, "records", index)
                return Pointer(file=self.options_at.file, path=path, part=Underlined.ROW)
        return Pointer(file=name, part=Underlined.ROW)

    def _set(self, kind: str) -> tuple[Path, ...]:
        return tuple(
            self.file.parent / root.path for root in self.settings.records if root.kind == kind
        )

    def day(self, *, asked: date | None, today: date) -> date:
        """The day that everything is true for: as asked, as set, or today."""
        return asked or self.settings.as_of or today


def read_configuration(
    file: Path, *, name: str
) -> tuple[Configuration | None, tuple[Problem, ...]]:
    """Read our part of a MkDocs configuration; None where it cannot be used.

    Args:
        file: The configuration.
        name: The file as messages call it.

    Raises:
        OSError: The file cannot be opened.
    """
    reading = read(file.read_bytes(), file=name)
    # MkDocs' own tags, such as `!ENV`, are none of our business, and our part holds none.
    problems = tuple(each for each in reading.problems if each.code != "DR004")
    if problems or not isinstance(reading.data, dict):
        return None, problems or reading.problems or (_no_configuration(name),)
    found = _find_plugin(reading.data.get("plugins", []), empties=reading.empties)
    if not found:
        return None, (_no_plugin(name),)
    if len(found) > 1:
        return None, (_named_twice([path for path, _ in found], name=name),)
    path, options = found[0]
    settings, wrong = shape_data(
        options,
        model=Settings,
        file=name,
        empties=[each[len(path) :] for each in reading.empties if each[:-1][: len(path)] == path],
    )
    if settings is None:
        return None, tuple(_below(path, each) for each in wrong)
    site_url = reading.data.get("site_url")
    site_dir = reading.data.get("site_dir")
    site_url = site_url if isinstance(site_url, str) and site_url.startswith("http") else None
    return (
        Configuration(
            settings=settings,
            file=file,
            options_at=Pointer(file=name, path=path),
            site_url=site_url,
            published=tuple(_published(reading.data, file=file)),
            site_dirs=(site_dir,) if isinstance(site_dir, str) and "\0" not in site_dir else (),
        ),
        (),
    )


def _published(data: dict[str, Data], *, file: Path) -> Iterator[Path]:
    """The folders that MkDocs publishes as they are, as far as the file and its parents say.

    Where none names a docs_dir, `mkdocs build` takes `docs`.
    """
    chain = [data, *_inherited(data, file=file)]
    named = next((each["docs_dir"] for each in chain if "docs_dir" in each), "docs")
    themes = (each.get("theme") for each in chain)
    own = (theme.get("custom_dir") for theme in themes if isinstance(theme, dict))
    for folder in (named, *own):
        if isinstance(folder, str) and "\0" not in folder:
            yield file.parent / folder


def _inherited(data: dict[str, Data], *, file: Path) -> Iterator[dict[str, Data]]:
    """What a configuration takes over by MkDocs' `INHERIT`, from the nearest to the farthest."""
    seen = {os.path.realpath(file)}
    while isinstance(parent := data.get("INHERIT"), str):
        file = file.parent / parent
        if os.path.realpath(file) in seen:
            return
        seen.add(os.path.realpath(file))
        try:
            inherited = read(read_record(file), file=parent).data
        except (OSError, ValueError):
            return
        if not isinstance(inherited, dict):
            return
        data = inherited
        yield data


def _find_plugin(
    plugins: Data, *, empties: Sequence[DocumentPath]
) -> Sequence[tuple[DocumentPath, Data]]:
    """Where the plugin is among MkDocs' plugins, in any of its forms, each with its options."""
    without_options = [path for path in empties if path[0] == "plugins" and path[-1] == PLUGIN]
    if isinstance(plugins, dict) and PLUGIN in plugins:
        return [(("plugins", PLUGIN), plugins[PLUGIN])]
    found: dict[DocumentPath, Data] = {path: {} for path in without_options}
    for index, each in enumerate(plugins if isinstance(plugins, list) else ()):
        if each == PLUGIN:
            found["plugins", index] = {}
        elif isinstance(each, dict) and PLUGIN in each:
            found["plugins", index, PLUGIN] = each[PLUGIN]
    # What has no value comes apart from the data, so the order of the file is made here.
    return sorted(
        found.items(), key=lambda each: [step for step in each[0] if isinstance(step, int)]
    )


def _named_twice(paths: Sequence[DocumentPath], *, name: str) -> Problem:
    """MkDocs loads a plugin that is named again beside the first, with its own options."""
    first, second = (Pointer(file=name, path=path[:2], part=Underlined.ROW) for path in paths[:2])
    return Problem(
        code="DR002",
        message=f"`plugins` names `{PLUGIN}` again",
        help="name it once, with all of its options below it, and remove the other",
        at=second,
        related=(RelatedPlace(at=first, text="first named here"),),
    )


def _below(path: DocumentPath, problem: Problem) -> Problem:
    """A problem of the options as a problem of the file that they stand in."""
    at = problem.at
    return (
        replace(problem, at=replace(at, path=(*path, *at.path)))
        if isinstance(at, Pointer)
        else problem
    )


def _no_plugin(name: str) -> Problem:
    return Problem(
        code="DR101",
        message=f"`plugins` does not name `{PLUGIN}`",
        help=f"write `plugins: [{PLUGIN}]`",
        at=Pointer(file=name, path=("plugins",), part=Underlined.ROW),
    )


def _no_configuration(name: str) -> Problem:
    return Problem(
        code="DR103",
        message="the configuration does not hold names with values",
        help=f"write `site_name: …`, `theme: material` and `plugins: [{PLUGIN}]`, a line each",
        at=Pointer(file=name, part=Underlined.ROW),
    )
