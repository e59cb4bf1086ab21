"""Sections that belong to one ritual, and the pre-reads that an update mentions."""

from decision_record.model.prereads import PrereadRow
from decision_record.model.record import Meeting, Update
from decision_record.model.rituals import PodReport, Reading, Release, ThemeRow
from decision_record.views.lists.themes import STANCES
from decision_record.views.record.parts import (
    FactValue,
    RecordContext,
    RecordPart,
    RecordRow,
    dated,
    named,
    one_group,
    plain,
    written,
)
from decision_record.views.shared.states import PROCESS_BADGES
from decision_record.views.shared.words import Badge, Tone, money, short_day

VERDICTS = {
    "continue": Badge(text="Continue", tone=Tone.DONE),
    "fix": Badge(text="Fix", tone=Tone.RISK),
    "expand": Badge(text="Expand", tone=Tone.DONE),
    "dissolve": Badge(text="Dissolve", tone=Tone.LATE),
}
SIDES = {"cs": "Customer Success", "product": "Product", None: "A half"}


def show_themes(meeting: Meeting, page: RecordContext) -> RecordPart:
    """What several accounts ask for, with Product's stance."""
    rows = (_show_theme(row, meeting, page) for row in meeting.themes)
    return RecordPart(id="themes", title="Themes", groups=one_group(rows))


def _show_theme(row: ThemeRow, meeting: Meeting, page: RecordContext) -> RecordRow:
    records = page.context.records
    ids = records.account_ids(row.accounts)
    known = [records.accounts[each] for each in ids if each in records.accounts]
    then = sum(each.arr_on(meeting.date) for each in known)
    now = page.context.ledger.arr_of(ids)
    worth = money(then, page.context.currency)
    if now != then:
        worth = f"{worth} on the day, {money(now, page.context.currency)} now"
    return RecordRow(
        written=STANCES[row.stance] if row.stance else None,
        item=page.theme(row.theme),
        what=row.response,
        facts=(
            *plain("ARR", worth),
            *named("Accounts", *(page.account(each) for each in row.accounts)),
        ),
    )


def show_org(meeting: Meeting, page: RecordContext) -> RecordPart:
    """Topics of the organisation."""
    rows = (
        RecordRow(
            what=row.topic,
            facts=named("Decision", page.item(page.ref(row.decision)) if row.decision else None),
        )
        for row in meeting.org
    )
    return RecordPart(id="org", title="Organisation", groups=one_group(rows))


def show_taxonomy(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """How much of the feedback was categorised."""
    coverage = meeting.taxonomy_coverage
    done, total = (coverage.categorised, coverage.total) if coverage else (None, None)
    share = f"{done / total:.0%} categorised" if done is not None and total else None
    row = RecordRow(
        what=share,
        facts=(
            *plain("Categorised", f"{done:,}" if done is not None else None),
            *plain("Pieces of feedback", f"{total:,}" if total is not None else None),
        ),
    )
    return RecordPart(id="taxonomy", title="Taxonomy", groups=one_group((row,)))


def show_integration(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """How the systems exchange what they know."""
    found = meeting.integration
    row = RecordRow(
        facts=(
            *written("Changes", found.changes if found else None),
            *written("Noisy", found.noisy if found else None),
        )
    )
    return RecordPart(id="integration", title="Integration", groups=one_group((row,)))


def show_process(meeting: Meeting, page: RecordContext) -> RecordPart:
    """Changes to how CS and Product work together, as written."""
    rows = (
        RecordRow(
            written=PROCESS_BADGES[row.status] if row.status else None,
            what=row.what,
            facts=(
                *named("Owner", page.person(row.owner) if row.owner else None),
                *dated("Due", row.due),
            ),
        )
        for row in meeting.process_changes
    )
    return RecordPart(id="process", title="Process", groups=one_group(rows))


def show_releases(meeting: Meeting, page: RecordContext) -> RecordPart:
    """What the pod releases next."""
    rows = (_show_release(row, page) for row in meeting.releases)
    return RecordPart(id="releases", title="Releases", groups=one_group(rows))


def _show_release(row: Release, page: RecordContext) -> RecordRow:
    return RecordRow(
        what=row.what,
        facts=(
            *dated("On", row.on),
            *named("Accounts", *(page.account(each) for each in row.accounts)),
            *written("What CS will notice", row.cs_impact),
            *written("How customers are told", row.comms_plan),
            *dated("CS was briefed on", row.briefed),
        ),
    )


def show_sprint(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """What the pod works on next."""
    rows = (RecordRow(what=each) for each in meeting.next_sprint)
    return RecordPart(id="next-sprint", title="Next sprint", groups=one_group(rows))


def show_attention(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """What CS has to prepare for."""
    rows = (RecordRow(what=row.what, facts=dated("On", row.on)) for row in meeting.attention)
    return RecordPart(id="attention", title="To prepare for", groups=one_group(rows))


def show_reaction(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """What the CSM says to it."""
    return RecordPart(id="reaction", title="What the CSM says to it", text=meeting.csm_reaction)


def show_readings(meeting: Meeting, page: RecordContext) -> RecordPart:
    """Values of the pod's metrics."""
    rows = (_show_reading(row, meeting, page) for row in meeting.readings)
    return RecordPart(id="readings", title="Readings", groups=one_group(rows))


def _show_reading(row: Reading, meeting: Meeting, page: RecordContext) -> RecordRow:
    series = page.context.records.series.get(meeting.series)
    pod = page.context.records.pods.get(series.pod) if series and series.pod else None
    metric = next((each for each in pod.metrics if each.id == row.metric), None) if pod else None
    unit = f" {metric.unit}" if metric and metric.unit else ""
    return RecordRow(
        item=FactValue(
            text=metric.name if metric else row.metric,
            address=f"pods/{series.pod}/" if pod and series else None,
        ),
        facts=(
            *plain("Value", f"{row.value:,.10g}{unit}"),
            *dated("As of", row.as_of),
            *named("Adoption of", page.item(page.ref(row.of)) if row.of else None),
            *plain("After", f"{row.day} days" if row.day is not None else None),
            *written("Note", row.note),
        ),
    )


def show_moves(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """What each role does next to move the metrics."""
    moves = meeting.moves
    row = RecordRow(
        facts=(
            *written("PM", moves.pm if moves else None),
            *written("CSM", moves.csm if moves else None),
            *written("Engineer", moves.engineer if moves else None),
        )
    )
    return RecordPart(id="moves", title="Moves", groups=one_group((row,)))


def show_pods(meeting: Meeting, page: RecordContext) -> RecordPart:
    """The pods' reports."""
    rows = (_show_pod(row, page) for row in meeting.pods)
    return RecordPart(id="pods", title="Pods", groups=one_group(rows))


def _show_pod(row: PodReport, page: RecordContext) -> RecordRow:
    judged = row.evaluation
    link = page.context.link_pod(row.pod) if row.pod else None
    known = row.pod in page.context.records.pods
    return RecordRow(
        written=VERDICTS[judged.verdict] if judged and judged.verdict else None,
        item=FactValue(text=link.text, address=link.address if known else None) if link else None,
        what=row.summary,
        facts=(
            *written("Cadence", judged.cadence if judged else None),
            *written("Escalations", judged.escalations if judged else None),
            *written("Relationship", judged.relationship if judged else None),
            *written("For the VP CS", row.for_vp),
        ),
    )


def show_customers(meeting: Meeting, page: RecordContext) -> RecordPart:
    """Of a one-on-one, the accounts that were taken to a meeting that everyone may see."""
    rows = (
        RecordRow(
            what=row.issue,
            facts=(
                *named("Account", page.account(row.account) if row.account else None),
                *plain("Taken to", row.promote_to),
            ),
        )
        for row in meeting.customers
        if row.promote_to
    )
    return RecordPart(id="customers", title="Taken further", groups=one_group(rows))


def show_prereads(update: Update, page: RecordContext) -> RecordPart:
    """Halves of a pre-read that were sent before a meeting."""
    rows = (_show_preread(row, page) for row in update.prereads)
    return RecordPart(id="prereads", title="Pre-reads sent", groups=one_group(rows))


def _show_preread(row: PrereadRow, page: RecordContext) -> RecordRow:
    meeting = _meeting_of(row, page)
    return RecordRow(
        written=Badge(text="Sent", tone=Tone.DONE),
        item=FactValue(text=SIDES[row.side]),
        facts=(
            *plain("Sent", f"{short_day(row.sent)}, {row.sent:%H:%M}"),
            *named("For", meeting),
            *plain("Holds", ", ".join(row.includes)),
        ),
    )


def _meeting_of(row: PrereadRow, page: RecordContext) -> FactValue | None:
    """The meeting that a half was sent for; one to come leads to the page that prepares it."""
    series = page.series(row.series) if row.series else FactValue(text="the meeting")
    if row.meeting is None:
        return series if row.series else None
    record = f"{row.meeting.isoformat()}-{row.series}"
    address = series.address
    if record in page.context.index.entries:
        address = f"meetings/{record}/"
    elif address and row.meeting >= page.context.ledger.as_of:
        address = f"{address}next/"
    return series._replace(text=f"{series.text} of {short_day(row.meeting)}", address=address)
