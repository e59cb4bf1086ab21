"""The next meeting of a new repository: the draft of its prep page, completed."""

from datetime import timedelta

from workflow_repository import Repository

BRIEFING = """\
briefings:
  - id: B1
    account: northgate
    request: The report as a sheet too.
    tried: They copy it.
    answer_by: {today}
    area: reporting
    outcome: answered
    answer: It is in the menu since May.
    say: You find it in the menu.
"""
DECISION = """\
  - id: D1
    outcome: decided
    what: Send the report on the second workday.
    owner: ivy.castell
    due: {later}
    resolves: [{begun}-tier-2-reporting/D2]
  # - id: D1
"""
WORDS = (
    ("timekeeper:\n", "timekeeper: samir.boone\n"),
    ("minutes:  #", "minutes: 30  #"),
    ("/A1, outcome: , channel: , on: }", "/A1, outcome: done, channel: call, on: }}"),
    ("/A2, outcome: }", "/A2, outcome: done}}"),
    ("/D1, outcome: }", "/D1, outcome: rolled, due: {later}}}"),
    ("briefings:\n", BRIEFING),
    ("  # - id: D1\n", DECISION),
)
"""What is written where, as the comments in the draft say."""


def complete(text: str, repository: Repository) -> str:
    """The draft of a meeting, completed."""
    begun = repository.begun
    today, later = (begun + timedelta(days=days) for days in (14, 28))
    for gap, words in WORDS:
        assert text.count(gap) == 1, gap
        text = text.replace(gap, words.format(begun=begun, today=today, later=later))
    return text


def add_meeting(repository: Repository, *edits: tuple[str, str]) -> str:
    """Write the next meeting into the clone: the draft, completed and then edited."""
    path, draft = repository.draft()
    text = complete(draft, repository)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    (repository.records / path).write_text(text, "utf-8")
    return f"records/{path}"
