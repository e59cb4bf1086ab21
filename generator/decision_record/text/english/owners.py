"""Whether an owner reads as a team, a role or a list instead of one person (DR303).

An owner is either a name that no one knows (DR201) or no person at all (DR303), never both. This
module knows words only.
"""

import re

_LIST = re.compile(r"[,;&+/|]|\s(?:and|or|und|with|et)\s|\s-\s")
"""What stands between two owners."""

_GROUP_WORDS = frozenset(
    """
    all any anybody anyone board both committee company crew department dept division everybody
    everyone group guild leadership management nobody none office org organisation organization
    people pod shared side sides somebody someone squad squads stakeholders tba tbc tbd team teams
    they tribe unassigned unknown us we
    """.split()  # noqa: SIM905 - a page of words reads better than a page of quotes
)
"""Words that make an owner a group, or no one, whatever is beside them."""

_ROLE_WORDS = frozenset(
    """
    account accounts ae ambassador analyst architect backend ceo cfo chief cio ciso coo cpo cs csm
    csms cso cto customer cx data design designer designers dev developer developers devops
    director engineer engineering engineers eng exec executive executives finance founder founders
    frontend head infra it lead leads legal manager managers marketing officer operations ops
    owner platform pm pmo pms po product qa research sales sdr security solutions sre success
    support tech testing ux vendor vp
    """.split()  # noqa: SIM905 - as above
)
_SMALL_WORDS = frozenset({"a", "an", "at", "for", "from", "in", "of", "on", "our", "the", "their"})
_TITLES = frozenset({"cpo", "cto", "ceo", "csm", "csms", "pm", "pms", "vp"})
"""Words that make an owner a role, whatever is beside them, as in `the PM for reporting`."""


def names_no_person(owner: str) -> bool:
    """Whether an owner reads as a team, a role or a list, and not as someone's name."""
    text = owner.lower().strip()
    if _LIST.search(text):
        return True
    words = [word for word in re.split(r"[^\w]+|_", text) if word and not word.isdigit()]
    if not words or not _GROUP_WORDS.isdisjoint(words) or not _TITLES.isdisjoint(words):
        return True
    meant = [word for word in words if word not in _SMALL_WORDS]
    return all(word in _ROLE_WORDS for word in meant)
