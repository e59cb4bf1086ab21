"""What every page says about itself, whatever it shows."""

from dataclasses import dataclass
from datetime import date

from decision_record.views.shared.sections import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page: its name, its sections, and the day that it is for."""

    title: str
    """For its heading, the tab and the header."""
    description: str
    """One sentence for link previews and search engines."""
    toc: tuple[Section, ...] = ()
    """The headings that its table of contents lists."""
    as_of: date | None = None
    """The day whose state it shows; None for what is the same on every day."""
