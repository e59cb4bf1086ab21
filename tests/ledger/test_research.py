"""Where Product wants customers, who was asked; and who was surprised."""

from building import day, replay_on

TEXT = """
accounts: {north: {aliases: [old-north]}}
2026-04-15-tier-2:
  research:
    - {area: mobile, what: Offline., owner: ines, by: 2026-05-30, accounts_wanted: 3}
    - {area: mobile, what: Maps.}
2026-04-29-tier-2:
  research: [{area: mobile, what: Offline., asked: [old-north], by: 2026-06-15}]
2026-05-13-tier-2:
  research: [{area: mobile, what: Offline., asked: [south, north], accounts_wanted: 0}]
  surprises: [{account: old-north, who: customer, what: New colours.}, {who: csm}]
"""


def test_a_later_row_on_the_same_wish_goes_on_with_it() -> None:
    offline, maps = replay_on("2026-05-12", TEXT).research

    assert (offline.record, offline.day) == ("2026-04-15-tier-2", day("2026-04-15"))
    assert offline.said == ("2026-04-15-tier-2", "2026-04-29-tier-2")
    assert (offline.owner, offline.by, offline.accounts_wanted) == ("ines", day("2026-06-15"), 3)
    assert offline.asked == ("north",)
    assert maps.asked == ()


def test_who_was_asked_stays_asked() -> None:
    offline, _ = replay_on("2026-05-13", TEXT).research

    assert offline.asked == ("north", "south")
    assert offline.accounts_wanted == 0


def test_surprises_as_they_were_recorded() -> None:
    first, second = replay_on("2026-05-13", TEXT).surprises

    assert (first.record, first.day) == ("2026-05-13-tier-2", day("2026-05-13"))
    assert (first.account, first.who, first.what) == ("north", "customer", "New colours.")
    assert (second.account, second.who) == (None, "csm")
    assert replay_on("2026-05-12", TEXT).surprises == ()
