"""Open items of all accounts and series on the day: the input for preparing the next meetings."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision_record.ledger.account_lists import AccountList, list_by_account
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.promoted import PromotedIssue
from decision_record.ledger.replay import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItems:
    """What is open; nothing of customers who left."""

    paths: AccountList[RaisedPath]
    """Escalations and briefings, each path once."""
    questions: AccountList[AskedQuestion]
    requests: AccountList[SubmittedRequest]
    pending: AccountList[LoggedDecision]
    """Decisions whose commitment is still to be kept."""
    answers: tuple[LoggedDecision, ...]
    """Deferrals and escalations without their answer or ruling."""
    promoted: Mapping[str, tuple[PromotedIssue, ...]]
    """Customer issues that one-on-ones promoted, by the series that has to take them up."""
    follow_through: Mapping[str, tuple[LoggedDecision, ...]]
    """Decided ones that are still to be followed through, by record."""


def gather_open_items(ledger: Ledger) -> OpenItems:
    """Everything that is open on the day."""
    gone = {name for name, each in ledger.accounts.items() if each.churned}
    return OpenItems(
        paths=list_by_account(
            (each for each in ledger.paths if each.is_open and each.account not in gone),
            lambda each: (each.account,),
        ),
        questions=list_by_account(
            (
                each
                for each in ledger.questions.values()
                if each.is_open and each.account not in gone
            ),
            lambda each: (each.account,),
        ),
        requests=list_by_account(
            (
                each
                for each in ledger.requests.values()
                if each.is_open and each.account not in gone
            ),
            lambda each: (each.account,),
        ),
        pending=list_by_account(
            (
                each
                for each in ledger.decisions.values()
                if each.commitment and each.commitment.is_pending
            ),
            lambda each: each.accounts,
        ),
        answers=tuple(each for each in ledger.decisions.values() if each.awaits_answer),
        promoted=group(
            (each for each in ledger.promoted if each.is_open and each.account not in gone),
            lambda each: [each.series],
        ),
        follow_through=group(
            (each for each in ledger.decisions.values() if each.awaits_follow_through),
            lambda each: [each.record],
        ),
    )
