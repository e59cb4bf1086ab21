"""The record of a series' next meeting, prefilled with what is known before it."""

from decision_record.authoring.next_meeting.draft import Draft, draft_meeting
from decision_record.authoring.next_meeting.occasion import Groundwork, lay_ground

__all__ = ["Draft", "Groundwork", "draft_meeting", "lay_ground"]
