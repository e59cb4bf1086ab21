"""Which keys of the exports a review does not name, each with the reason.

Every key of every document under `/api/v1/` identifies an item or is compared (`IDENTITY` and
`COMPARED` in `ledger/differences/find.py`), is listed apart, or is here. A test holds this table
and the exports together, and another one that a review names what counts and nothing else.
"""

from collections.abc import Mapping
from types import MappingProxyType

from decision_record.ledger.differences.kinds import Kind

LISTED_APART: Mapping[Kind, Mapping[str, Kind]] = MappingProxyType(
    {
        Kind.ACCOUNT: {
            "say": Kind.SAYING,
            "do_not_promise": Kind.CAUTION,
            "surprises": Kind.AHEAD,
        },
        Kind.COMMITMENT: {"by_account": Kind.PROMISE},
        Kind.POD: {"metrics": Kind.METRIC},
    }
)
"""The keys whose rows are compared one by one."""

_OF_DECISION = "its decision has the same"
_COUNT = "a count"
_AGE = "an age in days"
_SUM = "a sum of ARR"

LEFT_OUT: Mapping[Kind, Mapping[str, str]] = MappingProxyType(
    {
        Kind.ACCOUNT: {
            "open": _COUNT,
            "last_record": "the newest record that names it; records are listed themselves",
            "open_with_product": "its escalations, briefings and questions have the same",
            "timeline": "each step is an item with its state, or a row that is noted of its record",
            "ahead": "releases and items are listed themselves, with their days; so is a churn",
        },
        Kind.ACTION: {"rolled": _COUNT, "overdue_days": _AGE},
        Kind.COMMITMENT: {
            "say": _OF_DECISION,
            "owner": _OF_DECISION,
            "what": _OF_DECISION,
            "accounts": _OF_DECISION,
            "arr": _SUM,
            "arr_promised": _SUM,
        },
        Kind.PROMISE: {"arr": "the account has the same"},
        Kind.RAISED: {
            "days_to_acknowledge": _AGE,
            "days_to_resolve": _AGE,
            "path_arr": "the part that counts has the same",
        },
        Kind.THEME: {
            "demand": "computed from what names it in 91 days, and from ARR",
            "commitments": "the decisions that name it; each says so itself",
        },
        Kind.MEETING: {
            "decisions": "each is listed itself",
            "actions": "each is listed itself",
        },
        Kind.SERIES: {
            "held": _COUNT,
            "cancelled": _COUNT,
            "last": "the newest meeting; meetings are listed themselves",
            "next": "computed from the cadence and the last meeting",
        },
    }
)
"""The other keys, with the reason why a difference in them is not named."""

WITHOUT_EXPORT: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.RELEASE: "in the accounts that will notice it: their `timeline` or `ahead`",
        Kind.PROCESS_CHANGE: "in no export: it concerns how CS and Product work together",
    }
)
"""The kinds that are compared and that no export lists by themselves, with where they show."""

LEFT_OUT_DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "attention": "computed from the items that it leads to",
        "queues": "computed from the items that it leads to",
        "signals": "computed from the items that they are about; SG401 is among the accounts",
        "measures": "numbers over a period",
        "index": "counts, and the list of documents",
    }
)
"""The documents that hold nothing but derived facts; `schema/` says how a record is written."""
