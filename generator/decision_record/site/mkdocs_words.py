"""MkDocs' complaints about a setting, in the words of our messages, with help and a line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins

from decision_record.checks.wording import make_guesser, quote
from decision_record.diagnostics import DocumentPath, Pointer, Problem, Severity, Underlined

_MANUAL = "https://www.mkdocs.org/user-guide/configuration/"
_CLASS = re.compile(r"<class '(\w+)'>")
_NO_BLOCK = re.compile(r"Expected a (?:key-value mapping|dict\b).*<class '(\w+)'>")
_NO_LIST = re.compile(r"Expected a list of items, but a <class '(\w+)'>")
_NO_NAV = re.compile(r"Expected nav to be a list")
_NO_PLUGINS = re.compile(r"Invalid Plugins configuration|Invalid Markdown Extensions")
_NO_THEME = re.compile(r"Invalid type <class")
_TYPE = re.compile(r"Expected type: <class '(\w+)'> but received: <class '(\w+)'>")
_TYPES = MappingProxyType(
    {
        "str": "a text",
        "list": "a list",
        "dict": "a block of names with values",
        "bool": "`true` or `false`",
        "int": "a whole number",
        "NoneType": "empty",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """A setting that MkDocs refuses."""

    key: str
    value: object
    at: Pointer

    def point(self, *path: str | int) -> Pointer:
        return point(self.at, self.key, *path)

    def point_at_entry(self, name: str, *path: str) -> Pointer:
        """A named entry of a list or block, or a part of it."""
        return point(self.at, self.key, *_way_to(name, self.value), *path)


def explain(key: str, said: str, *, at: Pointer, value: object) -> Problem:
    """A refusal of MkDocs.

    Args:
        key: The setting.
        said: What MkDocs said.
        at: The file.
        value: The setting's value.
    """
    setting = _Setting(key=key, value=value, at=at)
    for pattern, make in _KNOWN:
        if found := pattern.search(said):
            return make(setting, found)
    return problem(
        setting.point(),
        f"`{key}` cannot be used: {_sentence(said)}",
        f"write it as {_MANUAL} says, or leave it out",
    )


def _missing_plugin(setting: _Setting, found: re.Match[str]) -> Problem:
    name = found[1]
    guess = make_guesser({each.lower(): each for each in get_plugins()})(name.lower())
    return problem(
        setting.point_at_entry(name),
        f"there is no plugin {quote(name)} among the installed packages",
        f"did you mean `{guess}`?" if guess else "install its package, or remove the entry",
        code="DR102",
    )


def _wrong_option(setting: _Setting, found: re.Match[str]) -> Problem:
    name, option, said = found.groups()
    if types := _TYPE.search(said):
        said = "it is {}, and not {}".format(*_in_words(types))
    # Material brings MkDocs' own plugins under a longer name than people write.
    name = name.removeprefix("material/")
    return problem(
        setting.point_at_entry(name, option),
        f"the plugin {quote(name)} refuses `{option}`: {_sentence(said)}",
        "write it as the plugin's manual says, or leave it out",
    )


def _wrong_extension(setting: _Setting, found: re.Match[str]) -> Problem:
    if "ModuleNotFoundError" in found[2]:
        return problem(
            setting.point_at_entry(found[1]),
            f"there is no Markdown extension {quote(found[1])} among the installed packages",
            "correct the name, install its package, or remove the entry",
            code="DR102",
        )
    reason = found[2].strip().splitlines()[-1]  # the last line of what Python prints
    return problem(
        setting.point_at_entry(found[1]),
        f"the Markdown extension {quote(found[1])} refuses its options: {_sentence(reason)}",
        "write them as its manual says, or leave them out",
    )


def _missing_theme(setting: _Setting, found: re.Match[str]) -> Problem:
    message = f"there is no theme {quote(found[1])}"
    return problem(setting.point(), message, "write `theme: material`", code="DR102")


def _missing_folder(setting: _Setting, found: re.Match[str]) -> Problem:
    value = setting.value
    is_theme = isinstance(value, Mapping)
    written = value.get("custom_dir") if isinstance(value, Mapping) else value
    name = "custom_dir" if is_theme else setting.key
    # MkDocs names it from the root.
    return problem(
        setting.point(*(("custom_dir",) if is_theme else ())),
        f"there is no folder {quote(written if isinstance(written, str) else found[1])} for "
        f"`{name}`",
        f"make it, or leave `{name}` out",
    )


def _missing_setting(setting: _Setting, found: re.Match[str]) -> Problem:
    del found
    key = setting.key
    return problem(setting.point(), f"`{key}` is missing", f"write `{key}: …`", code="DR101")


def _wrong_type(setting: _Setting, found: re.Match[str]) -> Problem:
    wanted, there = _in_words(found)
    return problem(
        setting.point(), f"`{setting.key}` is {wanted}, and not {there}", f"write {wanted}"
    )


def _no_block(setting: _Setting, found: re.Match[str]) -> Problem:
    return _wrong_value(setting, "a block of names with values", _TYPES.get(found[1], found[1]))


def _no_list(setting: _Setting, found: re.Match[str]) -> Problem:
    return _wrong_value(setting, "a list", _TYPES.get(found[1], found[1]))


def _no_nav(setting: _Setting, found: re.Match[str]) -> Problem:
    del found
    there = _TYPES.get(type(setting.value).__name__, "what is there")
    return _wrong_value(setting, "a list", there)


def _no_entries(setting: _Setting, found: re.Match[str]) -> Problem:
    del found
    there = _TYPES.get(type(setting.value).__name__, "what is there")
    return _wrong_value(setting, "a list of names", there)


def _no_theme(setting: _Setting, found: re.Match[str]) -> Problem:
    del found
    return problem(
        setting.point(),
        "`theme` is a name, or a block of names with values",
        "write `theme: material`",
    )


def _wrong_value(setting: _Setting, wanted: str, there: str) -> Problem:
    return problem(
        setting.point(),
        f"`{setting.key}` is {wanted}, and not {there}",
        f"write {wanted}, as {_MANUAL} shows, or leave `{setting.key}` out",
    )


def _in_words(found: re.Match[str]) -> tuple[str, str]:
    """The type that is wanted, and the one that is there."""
    wanted, there = (_TYPES.get(each, each) for each in found.groups())
    return wanted, there


def _wrong_address(setting: _Setting, found: re.Match[str]) -> Problem:
    del found
    return problem(
        setting.point(),
        f"`{setting.key}` is not a whole address",
        "begin it with `https://`, as in `https://records.example.com/`",
    )


_KNOWN: tuple[tuple[re.Pattern[str], Callable[[_Setting, re.Match[str]], Problem]], ...] = (
    (re.compile(r'The "(.+)" plugin is not installed'), _missing_plugin),
    (re.compile(r"Plugin '(.+?)' option '(.+?)': (.+)", re.DOTALL), _wrong_option),
    (re.compile(r"Failed to load extension '(.+?)'\.\s*(.*)", re.DOTALL), _wrong_extension),
    (re.compile(r"Unrecognised theme name: '(.+?)'"), _missing_theme),
    (
        re.compile(r"(?:The path '|The path set in custom_dir \(')(.+?)'\)? (?:isn't|does not)"),
        _missing_folder,
    ),
    (re.compile(r"^Required configuration not provided"), _missing_setting),
    (_NO_BLOCK, _no_block),
    (_NO_LIST, _no_list),
    (_NO_NAV, _no_nav),
    (_NO_PLUGINS, _no_entries),
    (_NO_THEME, _no_theme),
    (_TYPE, _wrong_type),
    (re.compile(r"URL isn't valid"), _wrong_address),
)
"""What MkDocs says, and what we make of it."""


def warn(key: str, said: str, *, at: Pointer, config: MkDocsConfig) -> Problem:
    """A warning of MkDocs."""
    if said.startswith("Unrecognised configuration name"):
        names = {name.lower(): name for name, _ in config._schema}  # noqa: SLF001 - the only list
        guess = make_guesser(names)(key.lower())
        message = f"MkDocs knows no setting {quote(key)}"
        advice = f"did you mean `{guess}`?" if guess else "correct the name, or remove it"
        return problem(point(at, key), message, advice, code="DR102", severity=Severity.WARNING)
    return problem(
        point(at, key),
        f"`{key}`: {_sentence(said)}",
        f"write it as {_MANUAL} says",
        severity=Severity.WARNING,
    )


def _way_to(name: str, value: object) -> DocumentPath:
    """The way to a named entry of a list or block."""
    if isinstance(value, Mapping):
        return (name,) if name in value else ()
    for number, each in enumerate(value if isinstance(value, list) else ()):
        if each == name:
            return (number,)
        if isinstance(each, Mapping) and name in each:
            return (number, name)
    return ()


def _sentence(said: str) -> str:
    """The first line of a text, without a full stop."""
    line = said.strip().partition("\n")[0].rstrip(".")
    return _CLASS.sub(lambda found: _TYPES.get(found[1], found[1]), line)


def point(at: Pointer, *path: str | int) -> Pointer:
    """A setting, or a part of one, in a file."""
    part = Underlined.ROW if not path or isinstance(path[-1], int) else Underlined.KEY
    return Pointer(file=at.file, path=path, part=part)


def problem(
    at: Pointer, message: str, advice: str, *, code: str = "DR103", severity: Severity | None = None
) -> Problem:
    """A problem of the configuration."""
    return Problem(code=code, message=message, help=advice, at=at, severity=severity)
