"""The expressions that the runner of workflows knows, by the rules that GitHub documents."""

import pytest

from workflow_expressions import Status, UnknownExpressionError, evaluate, fill, holds

CONTEXTS = {
    "github": {"event": {"number": 12, "head": {"repo": None}}, "token": "t"},
    "steps": {"a": {"outputs": {"on": "true", "off": "false", "none": ""}}},
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'it''s'", "it's"),
        ("github.event.number", 12),
        ("steps.a.outputs.on == 'TRUE'", True),
        ("steps.a.outputs.on != 'true'", False),
        ("steps.a.outputs.none || 'else'", "else"),
        ("steps.a.outputs.on && steps.a.outputs.off", "false"),
        ("false && 1 || 'b'", "b"),
        ("!(true && false)", True),
        ("!cancelled()", True),
        ("format('{0}previews/{1}/', 'x/', github.event.number)", "x/previews/12/"),
        ("github.event.head.repo.full_name", None),
    ],
)
def test_what_an_expression_gives(expression: str, value: object) -> None:
    assert evaluate(expression, CONTEXTS) == value


@pytest.mark.parametrize(
    "expression",
    [
        "github.event.numbr",
        "steps.b.outputs.on",
        "steps.a.outputs.other",
        "steps.a",
        "contains('a', 'b')",
        "'open",
        "1 +",
        "1 2",
        "",
        "(true",
        "github.event.*.x",
        "github.event.number == '12'",
    ],
)
def test_what_is_not_known_fails(expression: str) -> None:
    with pytest.raises(UnknownExpressionError):
        evaluate(expression, CONTEXTS)


@pytest.mark.parametrize(
    ("condition", "failed", "runs"),
    [
        ("true", False, True),
        ("true", True, False),
        ("${{ !cancelled() }}", True, True),
        ("steps.a.outputs.on == 'true'", True, False),
        ("success() || true", True, True),
        (True, False, True),
        ("steps.a.outputs.none", False, False),
        ("steps.a.outputs.off", False, True),
    ],
)
def test_when_a_step_runs(condition: object, runs: bool, failed: bool) -> None:  # noqa: FBT001
    assert holds(condition, CONTEXTS, Status(failed=failed)) is runs


def test_a_text_is_filled() -> None:
    text = "request-${{ github.event.number }}-${{ steps.a.outputs.on == 'true' }}"
    assert fill(text, CONTEXTS) == "request-12-true"
