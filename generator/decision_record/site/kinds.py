"""The kinds of frame: one for each kind of page that is stamped.

A kind says where its pages live and which entry of the navigation they belong to. A new kind is
one line in `KINDS`.
"""

import re
from dataclasses import dataclass

from decision_record.site.addresses import PIECE


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameKind:
    """A kind of page."""

    name: str
    address: str
    """The form of its addresses; `{}` stands for a step that varies, two at most."""
    section: str
    """The address of the entry in the navigation that is marked on these pages."""
    nav_title: str | None = None
    """The entry of a page that is itself in the navigation, where the configuration gives none."""
    nav_group: str | None = None
    """The entry that such pages stand under together; their own pages link to one another.

    The kinds of a group stand next to each other in `KINDS`.
    """
    is_sheet: bool = False
    """Whether its pages are sheets of paper: without the header, the navigation and the footer."""

    @property
    def in_guide(self) -> bool:
        """Whether its pages belong to the guide, and show its side navigation."""
        return self.section == "guide/"

    @property
    def is_single(self) -> bool:
        """Whether there is exactly one page of this kind."""
        return "{}" not in self.address

    def steps_of(self, address: str) -> tuple[str, ...] | None:
        """The steps that vary in an address of this kind; None where it is not one of its own."""
        form = f"({PIECE})".join(re.escape(part) for part in self.address.split("{}"))
        found = re.fullmatch(form, address)
        return found.groups() if found else None


KINDS: tuple[FrameKind, ...] = (
    FrameKind(name="home", address="", section="", nav_title="Today"),
    FrameKind(name="accounts", address="accounts/", section="accounts/", nav_title="Accounts"),
    FrameKind(name="accounts-page", address="accounts/by-name/{}/", section="accounts/"),
    FrameKind(name="account", address="accounts/{}/", section="accounts/"),
    FrameKind(
        name="account-brief",
        address="accounts/{}/brief/",
        section="accounts/",
        is_sheet=True,
    ),
    FrameKind(name="account-open", address="accounts/{}/open/", section="accounts/"),
    FrameKind(name="account-history", address="accounts/{}/history/{}/", section="accounts/"),
    FrameKind(name="actions", address="actions/", section="actions/", nav_title="Actions"),
    FrameKind(name="actions-page", address="actions/{}/", section="actions/"),
    FrameKind(name="actions-closed", address="actions/closed/{}/", section="actions/"),
    FrameKind(
        name="commitments",
        address="commitments/",
        section="commitments/",
        nav_title="Commitments",
    ),
    FrameKind(name="commitment", address="commitments/{}/", section="commitments/"),
    FrameKind(name="commitments-page", address="commitments/{}/", section="commitments/"),
    FrameKind(name="commitments-ended", address="commitments/ended/{}/", section="commitments/"),
    FrameKind(name="decisions", address="decisions/", section="decisions/", nav_title="Decisions"),
    FrameKind(name="decisions-open", address="decisions/{}/", section="decisions/"),
    FrameKind(name="decisions-year", address="decisions/{}/", section="decisions/"),
    FrameKind(
        name="escalations",
        address="escalations/",
        section="escalations/",
        nav_title="Escalations",
        nav_group="Asked",
    ),
    FrameKind(name="escalations-year", address="escalations/{}/", section="escalations/"),
    FrameKind(
        name="questions",
        address="questions/",
        section="questions/",
        nav_title="Questions",
        nav_group="Asked",
    ),
    FrameKind(name="questions-year", address="questions/{}/", section="questions/"),
    FrameKind(
        name="requests",
        address="requests/",
        section="requests/",
        nav_title="Requests",
        nav_group="Asked",
    ),
    FrameKind(name="requests-year", address="requests/{}/", section="requests/"),
    FrameKind(
        name="themes",
        address="themes/",
        section="themes/",
        nav_title="Themes",
        nav_group="Asked",
    ),
    FrameKind(name="theme", address="themes/{}/", section="themes/"),
    FrameKind(name="theme-year", address="themes/{}/{}/", section="themes/"),
    FrameKind(
        name="meetings",
        address="meetings/",
        section="meetings/",
        nav_title="Meetings",
        nav_group="Meetings",
    ),
    FrameKind(name="meetings-year", address="meetings/{}/", section="meetings/"),
    FrameKind(name="meeting", address="meetings/{}/", section="meetings/"),
    FrameKind(name="update", address="updates/{}/", section="meetings/"),
    FrameKind(
        name="series-list",
        address="series/",
        section="series/",
        nav_title="Series",
        nav_group="Meetings",
    ),
    FrameKind(name="series", address="series/{}/", section="series/"),
    FrameKind(name="series-next", address="series/{}/next/", section="series/"),
    FrameKind(name="series-year", address="series/{}/{}/", section="series/"),
    FrameKind(name="pods", address="pods/", section="pods/", nav_title="Pods"),
    FrameKind(name="pod", address="pods/{}/", section="pods/"),
    FrameKind(name="people", address="people/", section="people/", nav_title="People"),
    FrameKind(name="person", address="people/{}/", section="people/"),
    FrameKind(name="person-queue", address="people/{}/{}/", section="people/"),
    FrameKind(name="health", address="health/", section="health/", nav_title="Health"),
    FrameKind(name="signal", address="health/{}/", section="health/"),
    FrameKind(name="measure", address="health/{}/", section="health/"),
    FrameKind(name="cadence", address="health/{}/", section="health/"),
    FrameKind(name="fields", address="guide/fields/", section="guide/"),
    FrameKind(name="fields-of", address="guide/fields/{}/", section="guide/"),
    FrameKind(name="checks", address="checks/", section="guide/"),
    FrameKind(name="check", address="checks/{}/", section="guide/"),
)
