"""The record of a series' next meeting, prefilled with what is known before it."""

from decision_record.drafts.next_meeting.context import Groundwork, lay_ground
from decision_record.drafts.next_meeting.draft import Draft, draft_meeting

__all__ = ["Draft", "Groundwork", "draft_meeting", "lay_ground"]
