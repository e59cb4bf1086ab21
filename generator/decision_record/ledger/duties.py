"""What each person answers for on a day: accounts, series, areas and pods."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.grouping import group
from decision_record.ledger.replay import Ledger
from decision_record.model.agenda import expected_people
from decision_record.model.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What one person answers for; each in the order of its file."""

    accounts: tuple[AccountStanding, ...] = ()
    """Those that they look after as CSM or as liaison, also where the customer has left."""
    series: tuple[str, ...] = ()
    """Those whose meetings they are expected at."""
    areas: tuple[str, ...] = ()
    pods: tuple[str, ...] = ()
    """Those that they are a member of, dissolved ones too."""


def find_duties(ledger: Ledger, *, records: Records) -> Mapping[str, Duties]:
    """The duties of everyone who has any."""
    series, pods, areas = ledger.series, records.pods, records.taxonomy.areas
    accounts_of = group(ledger.accounts.values(), lambda each: (each.csm, each.pm))
    series_of = group(series, lambda name: expected_people(series[name].series, records=records))
    areas_of = group(areas, lambda name: [areas[name].pm])
    pods_of = group(pods, lambda name: pods[name].members.values())
    return {
        person: Duties(
            accounts=accounts_of.get(person, ()),
            series=series_of.get(person, ()),
            areas=areas_of.get(person, ()),
            pods=pods_of.get(person, ()),
        )
        for person in {**accounts_of, **series_of, **areas_of, **pods_of}
    }
