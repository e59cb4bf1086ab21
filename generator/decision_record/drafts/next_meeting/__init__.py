"""The record of a series' next meeting, prefilled with what is known before it."""

from decision_record.drafts.next_meeting.context import DraftContext, make_draft_context
from decision_record.drafts.next_meeting.draft import Draft, draft_meeting

__all__ = ["Draft", "DraftContext", "draft_meeting", "make_draft_context"]
