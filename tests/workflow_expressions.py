"""The expressions of GitHub's workflows, as far as ours use them; any other fails the test.

What an expression names has to be there: a step that does not exist or an output that was never
set is an error here, where GitHub takes it as empty.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Value = str | bool | int | None
Contexts = Mapping[str, Any]
"""What can be named, as nested mappings: github, inputs, steps, needs."""


class UnknownExpressionError(Exception):
    """Something that is not among what our workflows may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the job goes so far."""

    failed: bool = False


_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>\d+)|(?P<path>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)"
    r"|(?P<sign>&&|\|\||==|!=|!|\(|\)|,))"
)
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None}
_STATUS = ("success", "failure", "cancelled", "always")


def evaluate(text: str, contexts: Contexts, status: Status = Status()) -> Value:
    """What an expression gives, without its `${{ }}`."""
    return _Parser(text, contexts, status).whole()


def fill(text: str, contexts: Contexts) -> str:
    """A text with each `${{ }}` in it replaced by what it gives."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: as_text(evaluate(found[1], contexts)), text)


def holds(condition: object, contexts: Contexts, status: Status) -> bool:
    """Whether an `if:` lets its step run; without a word on the status it asks for success."""
    text = str(condition).lower() if isinstance(condition, bool) else str(condition)
    inner = re.fullmatch(r"\s*\$\{\{(.*)\}\}\s*", text, re.DOTALL)
    expression = inner[1] if inner else text
    result = _is_true(evaluate(expression, contexts, status))
    says_status = any(re.search(rf"\b{name}\(", expression) for name in _STATUS)
    return result and (says_status or not status.failed)


def as_text(value: Value) -> str:
    """How a value is written into a text."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _is_true(value: Value) -> bool:
    return value not in ("", None, False, 0)


class _Parser:
    def __init__(self, text: str, contexts: Contexts, status: Status) -> None:
        self._text = text
        self._contexts = contexts
        self._status = status
        self._tokens = list(self._split(text))

    def whole(self) -> Value:
        value = self._either()
        if self._tokens:
            raise UnknownExpressionError(self._text)
        return value

    def _split(self, text: str) -> list[tuple[str, str]]:
        tokens = []
        rest = text.strip()
        while rest:
            found = _TOKEN.match(rest)
            if found is None or found.lastgroup is None:
                raise UnknownExpressionError(text)
            tokens.append((found.lastgroup, found[found.lastgroup]))
            rest = rest[found.end() :].strip()
        return tokens

    def _take(self, *signs: str) -> str | None:
        if self._tokens and self._tokens[0][0] == "sign" and self._tokens[0][1] in signs:
            return self._tokens.pop(0)[1]
        return None

    def _either(self) -> Value:
        value = self._both()
        while self._take("||"):
            other = self._both()
            value = value if _is_true(value) else other
        return value

    def _both(self) -> Value:
        value = self._compared()
        while self._take("&&"):
            other = self._compared()
            value = other if _is_true(value) else value
        return value

    def _compared(self) -> Value:
        value = self._single()
        if sign := self._take("==", "!="):
            one, other = _comparable(value), _comparable(self._single())
            if type(one) is not type(other):
                raise UnknownExpressionError(f"{one!r} and {other!r} compared in {self._text}")
            return (one == other) == (sign == "==")
        return value

    def _single(self) -> Value:
        if self._take("!"):
            return not _is_true(self._single())
        if self._take("("):
            value = self._either()
            self._must(")")
            return value
        if not self._tokens:
            raise UnknownExpressionError(self._text)
        kind, token = self._tokens.pop(0)
        return self._named(token) if kind == "path" else self._literal(kind, token)

    def _named(self, token: str) -> Value:
        if token in _WORDS:
            return _WORDS[token]
        return self._call(token) if self._take("(") else self._find(token)

    def _literal(self, kind: str, token: str) -> Value:
        match kind:
            case "text":
                return token[1:-1].replace("''", "'")
            case "number":
                return int(token)
            case _:
                raise UnknownExpressionError(self._text)

    def _must(self, sign: str) -> None:
        if not self._take(sign):
            raise UnknownExpressionError(self._text)

    def _call(self, name: str) -> Value:
        values: list[Value] = []
        while not self._take(")"):
            if values:
                self._must(",")
            values.append(self._either())
        known: Mapping[str, Callable[..., Value]] = {
            "success": lambda: not self._status.failed,
            "cancelled": lambda: False,
            "format": lambda text, *rest: text.format(*map(as_text, rest)),
        }
        if name not in known:
            raise UnknownExpressionError(f"{name}() in {self._text}")
        return known[name](*values)

    def _find(self, path: str) -> Value:
        found: Any = self._contexts
        for name in path.split("."):
            if found is None:
                return None
            if not isinstance(found, Mapping) or name not in found:
                raise UnknownExpressionError(f"{path} is not there")
            found = found[name]
        if isinstance(found, Mapping):
            raise UnknownExpressionError(f"{path} is no single value")
        return found


def _comparable(value: Value) -> Value:
    return as_text(value).casefold() if value is None or isinstance(value, str) else value
