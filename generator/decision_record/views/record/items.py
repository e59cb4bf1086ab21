"""Items on the page of their record, but decisions: as written, and with their state today."""

from collections.abc import Iterable, Iterator, Mapping

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.product_words import ProductWord
from decision_record.ledger.raised import Raised
from decision_record.model.asked import Briefing, Escalation, Feedback, Question, Request
from decision_record.model.decided import Action, Shipped
from decision_record.views.record.decisions import CHANNELS, told_and_not
from decision_record.views.record.parts import (
    Fact,
    FactValue,
    RecordContext,
    RecordPart,
    RecordRow,
    RowGroup,
    compose,
    dated,
    due_by,
    named,
    one_group,
    plain,
    written,
)
from decision_record.views.shared.asked_rows import CONFIDENCE, FOR_WORDS
from decision_record.views.shared.states import RAISED_BADGES, REQUEST_BADGES, badge_of_question
from decision_record.views.shared.words import (
    Badge,
    Tone,
    count,
    days_since,
    due_on,
    money,
    times,
)

TRIGGERS = {
    "issue": "an issue",
    "nps": "an NPS score",
    "renewal": "the renewal",
    "churn-risk": "a risk of churn",
}
TONES = {
    "wish": None,
    "problem": Badge(text="Problem", tone=Tone.RISK),
    "praise": Badge(text="Praise", tone=Tone.DONE),
}
OUTCOMES = {
    "answered": Badge(text="Answered", tone=Tone.DONE),
    "decided": Badge(text="Decided", tone=Tone.DONE),
    "escalated": Badge(text="Escalated", tone=Tone.RISK),
    "open": Badge(text="Left open", tone=Tone.RISK),
}


def show_escalations(page: RecordContext) -> RecordPart:
    """The escalations of a record."""
    rows = (_show_escalation(row, page) for row in page.entry.record.escalations)
    return RecordPart(id="escalations", title="Escalations", groups=one_group(rows))


def show_briefings(page: RecordContext) -> RecordPart:
    """The briefings of a record; those taken in the urgent block come first."""
    rows = page.entry.record.briefings
    urgent = tuple(_show_briefing(row, page) for row in rows if row.triage)
    others = tuple(_show_briefing(row, page) for row in rows if not row.triage)
    groups = tuple(
        RowGroup(title=title if urgent else None, rows=some)
        for title, some in (("Urgent", urgent), ("Prepared", others))
        if some
    )
    return RecordPart(id="briefings", title="Briefings", groups=groups)


def _show_escalation(row: Escalation, page: RecordContext) -> RecordRow:
    raised = page.context.ledger.raised[f"{page.entry.id}/{row.id}"]
    return RecordRow(
        id=row.id,
        what=row.issue,
        state=RAISED_BADGES[raised.state],
        today=tuple(_raised_today(raised, page)),
        facts=(
            *_raised_facts(row, raised, page),
            *_trigger(row),
            *written("Tried", row.tried),
            *named("Previously raised in", page.item(page.ref(row.from_)) if row.from_ else None),
        ),
    )


def _show_briefing(row: Briefing, page: RecordContext) -> RecordRow:
    raised = page.context.ledger.raised[f"{page.entry.id}/{row.id}"]
    return RecordRow(
        id=row.id,
        written=OUTCOMES[row.outcome] if row.outcome else None,
        what=row.request,
        state=RAISED_BADGES[raised.state],
        today=tuple(_raised_today(raised, page)),
        quotes=page.quote_words(row.say, (row.account,)),
        facts=(
            *written("Answer", row.answer),
            *named("Decision", page.item(page.ref(row.decision)) if row.decision else None),
            *_raised_facts(row, raised, page),
            *plain("Ticket", row.ticket),
            *written("Tried", row.tried),
            *named("Previously raised in", page.item(page.ref(row.from_)) if row.from_ else None),
        ),
    )


def _trigger(row: Escalation) -> tuple[Fact, ...]:
    words = TRIGGERS[row.trigger] if row.trigger else None
    if row.score is None:
        return plain("Trigger", words)
    return plain("Trigger", f"{words or 'a score'}, {row.score}")


def _raised_facts(
    row: Escalation | Briefing, raised: Raised, page: RecordContext
) -> Iterator[Fact]:
    """What escalations and briefings have in common."""
    worth = f"{money(raised.arr, page.context.currency)} at stake"
    yield compose("Account", pieces=(page.account(row.account, note=worth),))
    yield from dated("Raised", row.raised)
    yield from dated("Acknowledged", row.acknowledged)
    yield from dated("Answer by", row.answer_by)
    yield from named("Area", page.area(row.area) if row.area else None)
    yield from named("Category", page.category(row.category) if row.category else None)
    yield from named("Theme", page.theme(row.theme) if row.theme else None)


def words_since(words: Iterable[ProductWord], page: RecordContext) -> Iterator[Fact]:
    """What Product said in other rows than the item's own: for CS, and for the customer."""
    for word in words:
        if word.record == page.entry.id and word.decision is None and not _is_updated(word, page):
            continue
        label = "Answered on" if word.settles else "Product said on"
        means = CONFIDENCE[word.confidence] if word.confidence else None
        yield compose(
            label,
            days=(word.day,),
            text=word.answer,
            pieces=(
                page.item(word.decision) if word.decision else page.record(word.record, note=means),
            ),
        )
        # What may be said about a decision is on its own page, with what became of it.
        if word.say and word.decision is None:
            yield from written("For the customer", word.say)


def _is_updated(word: ProductWord, page: RecordContext) -> bool:
    """Whether the record itself has an update on the item."""
    return any(page.ref(row.item) == word.item for row in page.entry.record.updates)


def _raised_today(raised: Raised, page: RecordContext) -> Iterator[Fact]:
    as_of = page.context.ledger.as_of
    if raised.resolved:
        by = page.item(raised.resolved_by) if raised.resolved_by else None
        took = (raised.resolved - raised.raised).days
        after = FactValue(text=f"after {count(took, 'day')}" if took > 0 else "on the same day")
        pieces = (by, after) if by else (after,)
        yield compose("Resolved on", days=(raised.resolved,), pieces=pieces)
    else:
        yield compose("Open", pieces=(FactValue(text=days_since(raised.raised, as_of=as_of)),))
        if raised.answer_by:
            yield due_by("Answer", due=due_on(raised.answer_by, as_of=as_of))
    if raised.acknowledged:
        waited = (raised.acknowledged - raised.raised).days
        words = f"after {count(waited, 'day')}" if waited > 0 else "on the same day"
        yield compose(
            "Acknowledged on", days=(raised.acknowledged,), pieces=(FactValue(text=words),)
        )
    path = page.context.ledger.path_of[raised.ref]
    own = (word for word in path.words if word.item == raised.ref)
    yield from words_since(own, page)
    if len(raised.path) > 1:
        yield compose("Chain", pieces=tuple(page.item(ref) for ref in raised.path))
        yield from _whole_path(path, page)


def _whole_path(path: RaisedPath, page: RecordContext) -> Iterator[Fact]:
    """What holds for the path, where this is not the part that speaks for it."""
    if path.record == page.entry.id:
        return
    as_of = page.context.ledger.as_of
    state = RAISED_BADGES[path.state].text.lower()
    yield compose("Whole chain", text=state, pieces=(page.item(path.ref),))
    if path.is_open and path.answer_by:
        yield due_by("Answer", due=due_on(path.answer_by, as_of=as_of))


def show_questions(page: RecordContext) -> RecordPart:
    """The questions of a record."""
    rows = (_show_question(row, page) for row in page.entry.record.questions)
    return RecordPart(id="questions", title="Questions", groups=one_group(rows))


def _show_question(row: Question, page: RecordContext) -> RecordRow:
    question = page.context.ledger.questions[f"{page.entry.id}/{row.id}"]
    for_words = FOR_WORDS[row.for_]
    needed = dated(f"Answer by, {for_words}" if for_words else "Answer by", row.answer_by)
    return RecordRow(
        id=row.id,
        what=row.ask,
        state=badge_of_question(question),
        today=tuple(_question_today(question, page)),
        quotes=page.quote_words(row.say, (row.account,)),
        facts=(
            *written("Answer", row.answer),
            *plain("Confidence", CONFIDENCE[row.confidence] if row.confidence else None),
            *named("Account", page.account(row.account)),
            *(needed or plain("Needed", for_words)),
            *named("Theme", page.theme(row.theme) if row.theme else None),
            *named("Area", page.area(row.area) if row.area else None),
        ),
    )


def _question_today(question: AskedQuestion, page: RecordContext) -> Iterator[Fact]:
    yield from words_since(question.words, page)
    if question.is_open and question.answer_by:
        due = due_on(question.answer_by, as_of=page.context.ledger.as_of)
        yield due_by("Answer", due=due)


def show_requests(page: RecordContext) -> RecordPart:
    """The requests of a record."""
    rows = (_show_request(row, page) for row in page.entry.record.requests)
    return RecordPart(id="requests", title="Requests", groups=one_group(rows))


def _show_request(row: Request, page: RecordContext) -> RecordRow:
    request = page.context.ledger.requests[f"{page.entry.id}/{row.id}"]
    return RecordRow(
        id=row.id,
        written=REQUEST_BADGES[row.status] if len(request.steps) > 1 else None,
        what=row.what,
        state=REQUEST_BADGES[request.status],
        today=(
            *_status_steps(request, page),
            *told_and_not(page.context.index.loops_of_item.get(request.ref, ()), page),
        ),
        facts=(
            *named("Account", page.account(row.account)),
            *named("Area", page.area(row.area) if row.area else None),
            *named("Theme", page.theme(row.theme) if row.theme else None),
            *plain("Ticket", row.ticket),
        ),
    )


def _status_steps(request: SubmittedRequest, page: RecordContext) -> Iterator[Fact]:
    for step in request.steps[1:]:
        yield compose(
            REQUEST_BADGES[step.status].text,
            text=step.say,
            pieces=(page.record(step.record),),
        )


def show_shipped(page: RecordContext) -> RecordPart:
    """What went live."""
    rows = (_show_shipped(row, page) for row in page.entry.record.shipped)
    return RecordPart(id="shipped", title="Shipped", groups=one_group(rows))


def _show_shipped(row: Shipped, page: RecordContext) -> RecordRow:
    loops = page.context.ledger.shipped_loops[f"{page.entry.id}/{row.id}"]
    today = tuple(told_and_not(loops, page))
    return RecordRow(
        id=row.id,
        what=row.what,
        state=Badge(text="Not all told", tone=Tone.RISK)
        if any(loop.is_open for loop in loops)
        else Badge(text="All told", tone=Tone.DONE)
        if loops
        else None,
        today=today,
        quotes=page.quote_words(row.say, row.accounts),
        facts=(
            *dated("Live since", row.on),
            *named("Accounts", *(page.account(each) for each in row.accounts)),
            *named("Delivers", page.item(page.ref(row.delivers)) if row.delivers else None),
            *dated("CS was briefed on", row.briefed),
            *named("Area", page.area(row.area) if row.area else None),
        ),
    )


def show_feedback(page: RecordContext) -> RecordPart:
    """Signals from customers."""
    rows = (_show_feedback(row, page) for row in page.entry.record.feedback)
    return RecordPart(id="feedback", title="Feedback", groups=one_group(rows))


def _show_feedback(row: Feedback, page: RecordContext) -> RecordRow:
    return RecordRow(
        id=row.id,
        written=TONES[row.tone],
        what=row.what,
        facts=(
            *named("Account", page.account(row.account)),
            *named("Theme", page.theme(row.theme) if row.theme else None),
            *named("Category", page.category(row.category) if row.category else None),
            *named("Area", page.area(row.area) if row.area else None),
        ),
    )


def show_actions(page: RecordContext, *, shared_only: bool = False) -> RecordPart:
    """The actions of a record by side; of a one-on-one those that everyone may see."""
    actions = page.entry.record.actions
    groups = []
    for title, rows in (("CS", actions.cs), ("Product", actions.pm), ("Shared", actions.shared)):
        shown = tuple(_show_action(row, page) for row in rows if row.share or not shared_only)
        groups += [RowGroup(title=title, rows=shown)] if shown else []
    return RecordPart(id="actions", title="Actions", groups=tuple(groups))


def _show_action(row: Action, page: RecordContext) -> RecordRow:
    action = page.context.ledger.actions[f"{page.entry.id}/{row.id}"]
    return RecordRow(
        id=row.id,
        what=row.what,
        state=state_of_action(action, page),
        today=tuple(_action_today(action, page)),
        facts=(
            *named("Owner", page.person(row.owner)),
            *named("Account", page.account(row.account) if row.account else None),
            *dated("Due", row.due),
            *named("Closes", page.item(page.ref(row.closes_loop)) if row.closes_loop else None),
            *named("Waits for", page.item(page.ref(row.after)) if row.after else None),
        ),
    )


def state_of_action(action: QueuedAction, page: RecordContext) -> Badge:
    """The state of an action, in a word or two."""
    if action.is_open:
        late = action.overdue_days(page.context.ledger.as_of)
        if late:
            return Badge(text=f"Open, {count(late, 'day')} late", tone=Tone.LATE)
        return Badge(text="Open")
    if action.state is ActionState.DONE:
        return Badge(text="Done", tone=Tone.DONE)
    return Badge(text="Dropped", tone=Tone.QUIET)


_REVIEWED: Mapping[str, str] = {
    "done": "Done on",
    "rolled": "Rolled",
    "handed-over": "Handed over to",
    "dropped": "Dropped",
}


def _action_today(action: QueuedAction, page: RecordContext) -> Iterator[Fact]:
    """The reviews that changed something, and the due dates that they left."""
    if action.rolled:
        yield compose(f"Rolled {times(action.rolled)}", days=action.dues)
    if action.is_open:
        due = due_on(action.due, as_of=page.context.ledger.as_of)
        yield due_by("Due", due=due)
    for step in action.reviews:
        if step.counts:
            owner = (page.person(step.owner),) if step.owner else ()
            yield compose(
                _REVIEWED[step.outcome],
                days=(step.on,) if step.closes else (),
                text=step.note,
                pieces=(*owner, page.record(step.record, note=CHANNELS[step.channel])),
            )
