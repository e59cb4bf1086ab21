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
    within: str | None = None
    """The entry of the navigation that they belong to, where the address does not begin with it."""
    nav_title: str | None = None
    """The entry of a page that is itself in the navigation, where the configuration gives none."""
    nav_group: str | None = None
    """The entry that such pages are under together; their own pages link to one another.

    The kinds of a group are next to each other in `KINDS`.
    """
    is_sheet: bool = False
    """Whether its pages are sheets of paper: without the header, the navigation and the footer."""
    drawn_as: str | None = None
    """The template of its pages, where that has another name."""

    @property
    def template(self) -> str:
        """The template of its pages, a file of `theme/pages/`."""
        return f"{self.drawn_as or self.name}.html"

    @property
    def section(self) -> str:
        """The address of the entry in the navigation that is marked on these pages."""
        first, slash, _ = self.address.partition("/")
        return first + slash if self.within is None else self.within

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
    FrameKind(name="home", address="", nav_title="Today"),
    FrameKind(name="accounts", address="accounts/", nav_title="Accounts"),
    FrameKind(name="accounts-page", address="accounts/by-name/{}/", drawn_as="accounts"),
    FrameKind(name="account", address="accounts/{}/"),
    FrameKind(name="account-brief", address="accounts/{}/brief/", is_sheet=True),
    FrameKind(name="account-open", address="accounts/{}/open/"),
    FrameKind(name="account-history", address="accounts/{}/history/{}/", drawn_as="archive"),
    FrameKind(name="actions", address="actions/", nav_title="Actions"),
    FrameKind(name="actions-page", address="actions/{}/", drawn_as="actions"),
    FrameKind(name="actions-closed", address="actions/closed/{}/", drawn_as="archive"),
    FrameKind(name="commitments", address="commitments/", nav_title="Commitments"),
    FrameKind(name="commitment", address="commitments/{}/"),
    FrameKind(name="commitments-page", address="commitments/{}/", drawn_as="commitments"),
    FrameKind(name="commitments-ended", address="commitments/ended/{}/", drawn_as="archive"),
    FrameKind(name="to-tell", address="to-tell/", nav_title="To tell", nav_group="Customers"),
    FrameKind(name="to-tell-page", address="to-tell/{}/", drawn_as="to-tell"),
    FrameKind(
        name="shipped",
        address="shipped/",
        nav_title="Shipped",
        nav_group="Customers",
        drawn_as="archive",
    ),
    FrameKind(name="shipped-year", address="shipped/{}/", drawn_as="archive"),
    FrameKind(name="decisions", address="decisions/", nav_title="Decisions"),
    FrameKind(name="decisions-open", address="decisions/{}/", drawn_as="decisions"),
    FrameKind(name="decisions-year", address="decisions/{}/", drawn_as="archive"),
    FrameKind(
        name="escalations", address="escalations/", nav_title="Escalations", nav_group="Requests"
    ),
    FrameKind(name="escalations-year", address="escalations/{}/", drawn_as="archive"),
    FrameKind(name="questions", address="questions/", nav_title="Questions", nav_group="Requests"),
    FrameKind(name="questions-year", address="questions/{}/", drawn_as="archive"),
    FrameKind(name="requests", address="requests/", nav_title="Requests", nav_group="Requests"),
    FrameKind(name="requests-year", address="requests/{}/", drawn_as="archive"),
    FrameKind(name="themes", address="themes/", nav_title="Themes", nav_group="Requests"),
    FrameKind(name="theme", address="themes/{}/"),
    FrameKind(name="theme-year", address="themes/{}/{}/", drawn_as="archive"),
    FrameKind(name="feedback", address="feedback/", nav_title="Feedback", nav_group="Requests"),
    FrameKind(name="feedback-year", address="feedback/{}/", drawn_as="archive"),
    FrameKind(name="area", address="areas/{}/", within="themes/"),
    FrameKind(
        name="meetings",
        address="meetings/",
        nav_title="Meetings",
        nav_group="Meetings",
        drawn_as="archive",
    ),
    FrameKind(name="meetings-year", address="meetings/{}/", drawn_as="archive"),
    FrameKind(name="meeting", address="meetings/{}/", drawn_as="record"),
    FrameKind(name="update", address="updates/{}/", within="meetings/", drawn_as="record"),
    FrameKind(name="series-list", address="series/", nav_title="Series", nav_group="Meetings"),
    FrameKind(name="series", address="series/{}/"),
    FrameKind(name="series-next", address="series/{}/next/"),
    FrameKind(name="series-year", address="series/{}/{}/", drawn_as="archive"),
    FrameKind(name="pods", address="pods/", nav_title="Pods"),
    FrameKind(name="pod", address="pods/{}/"),
    FrameKind(name="people", address="people/", nav_title="People"),
    FrameKind(name="person", address="people/{}/"),
    FrameKind(name="person-queue", address="people/{}/{}/"),
    FrameKind(name="health", address="health/", nav_title="Health"),
    FrameKind(name="signal", address="health/{}/"),
    FrameKind(name="measure", address="health/{}/"),
    FrameKind(name="cadence", address="health/{}/"),
    FrameKind(name="fields", address="guide/fields/"),
    FrameKind(name="fields-of", address="guide/fields/{}/"),
    FrameKind(name="checks", address="checks/", within="guide/"),
    FrameKind(name="check", address="checks/{}/", within="guide/"),
)

KIND_OF = {kind.name: kind for kind in KINDS}
"""The kinds by their names."""
