"""Plausible organisations for property tests: right in shape, right or wrong in everything else.

An organisation is plain data as `building` takes it. Most of its records speak of what was written
before them, as people's do; the rest of what is named is missing, later, in the same record or in
a circle. Ids are used twice, days disagree, accounts have left or were never there.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]

_DAYS = tuple(f"2026-0{month}-{day}" for month in range(1, 7) for day in ("06", "13", "20", "27"))
_ODD_DAYS = ("0001-01-01", "2025-12-31", "9999-12-31")
_ACCOUNTS = ("north", "south", "old-north", "west")
"""Two that are there, a former name of one, and one that nobody knows."""
_PEOPLE = ("bob", "lena", "vera", "ines", "otto", "a.stranger")
_SLUGS = ("tier-1", "tier-2", "standup", "review", "bob", "ines")
_UPDATES = ("bob", "ines")
_COUNTS = ("open-escalations", "escalations", "days-to-acknowledge", "days-to-resolve")
_THEMES = ("speed", "rows")
_TONES = ("wish", "problem", "praise")
_WORDS = ("Yes.", "Soon.")
_CONFIDENCES = ("committed", "expected", "exploring")
_STANCES = ("planned", "exploring", "not-now", "declined")
_STATUSES = ("backlog", "planned", "in-progress", "shipped", "declined")


def organisations(
    *, records: int = 12, unique_ids: bool = False
) -> st.SearchStrategy[Mapping[str, Any]]:
    """Organisations of up to so many records; of one that fails, one with fewer is looked for."""
    size = st.integers(1, records)
    return st.builds(
        write_organisation, st.integers(0, 2**32), size, unique_ids=st.just(unique_ids)
    )


def write_organisation(seed: int, records: int, *, unique_ids: bool = False) -> Mapping[str, Any]:
    """An organisation: its accounts and records, in the order of the replay or nearly so.

    With `unique_ids` no record has two items of one id.
    """
    chance = Random(seed)  # noqa: S311 - of a test
    names = [f"{day}-{slug}" for day in _DAYS for slug in _SLUGS]
    chosen = chance.sample(names, records)
    meetings = [name for name in chosen if not name.endswith(_UPDATES)]
    # Now and then a series meets again on the same day.
    chosen = sorted((*chosen, *(f"{name}.2" for name in meetings if chance.random() < 0.1)))
    writer = _Writer(chance, names=chosen, unique_ids=unique_ids)
    data: dict[str, Any] = {
        "accounts": {"north": _north(chance)},
        "taxonomy": {"themes": {theme: {"name": theme} for theme in _THEMES}},
        "series": {
            "standup": {"kind": "pod-standup", "pod": "crew"},
            "review": {"kind": "pod-metric-review", "pod": "crew"},
        },
        "pods": {"crew": _crew(chance)},
    }
    for name in chosen:
        data[name] = writer.write(name)
    return data


def _north(chance: Random) -> Row:
    until = chance.choice(_DAYS)
    account: Row = {"aliases": [chance.choice(("old-north", {"id": "old-north", "until": until}))]}
    for field in ("csm", "pm"):
        if chance.random() < 0.5:
            account[field] = [
                {"since": chance.choice(_DAYS), "person": chance.choice(_PEOPLE)}
                for _ in range(chance.randint(1, 3))
            ]
    if chance.random() < 0.5:
        account["churned"] = {"on": chance.choice(_DAYS)}
    if chance.random() < 0.5:
        account["arr"] = [
            {"since": chance.choice(_DAYS), "amount": chance.choice(("20", "30.50"))}
            for _ in range(chance.randint(1, 3))
        ]
    return account


def _crew(chance: Random) -> Row:
    """A pod whose days and people may be right or wrong."""

    def both() -> Row:
        return {seat: chance.choice(_DAYS) for seat in ("vp_cs", "head_of_product")}

    return {
        "name": "Crew",
        "structure": chance.choice(("product-area", "segment", "outcome", "account")),
        "segment": "enterprise",
        "accounts": chance.choice(([], ["old-north"])),
        "members": {"pm": "ines", "csm": "bob", "engineer": chance.choice(_PEOPLE)},
        "started": chance.choice(_DAYS),
        "status": chance.choice(("operational", "operational", "dissolved")),
        "charter": {"protected_by": both()},
        "metrics": [
            {"id": "days", "name": "Days", "signed_off": both()},
            {"id": "counted", "name": "Counted", "counts": chance.choice(_COUNTS)},
        ],
        "diagnoses": [{"on": chance.choice(_DAYS)}],
    }


class _Writer:
    """Writes one record after the other, and remembers what was written."""

    def __init__(self, chance: Random, *, names: Sequence[str], unique_ids: bool) -> None:
        self.chance = chance
        self.names = names
        self.unique_ids = unique_ids
        self.name = ""
        self.items: dict[str, list[str]] = {letter: [] for letter in "DAEBQRSF"}
        """Names of items by letter."""
        self.promises: list[str] = []
        """Decisions that commit to a date."""
        self.texts = 0
        self.accounts: dict[str, Sequence[str]] = {}
        """The accounts of an item that names any."""

    def write(self, name: str) -> Row:
        """One record: each section with none to three rows."""
        self.name = name
        if not name.endswith(_UPDATES) and self.chance.random() < 0.1:
            return {"cancelled": self.sometimes({}, because="sprint", moved_to=self.day())}
        rows: dict[str, Callable[[], Row]] = {
            "review": self.review,
            "escalations": lambda: self.raised("E", "issue"),
            "briefings": self.briefing,
            "updates": self.update,
            "roadmap": self.roadmap,
            "questions": self.question,
            "requests": self.request,
            "shipped": self.shipped,
            "feedback": self.feedback,
            "research": lambda: {"asked": self.some_accounts()},
            "loops": self.loop,
            "surprises": lambda: {"account": self.account()},
        }
        record: Row = {
            section: [write() for _ in range(self.chance.choice((0, 1, 1, 2, 3)))]
            for section, write in rows.items()
        }
        record["decisions"] = self.decisions()
        record["actions"] = {
            side: [self.action() for _ in range(self.chance.choice((0, 1, 2)))]
            for side in ("cs", "pm", "shared")
        }
        if name.endswith(_UPDATES):
            record["prereads"] = [self.preread() for _ in range(self.chance.choice((0, 0, 1)))]
            return self.sometimes(record, series="tier-1")
        people = self.chance.sample(_PEOPLE, 3)
        theme = {"theme": self.theme(), "accounts": self.some_accounts()}
        theme = self.sometimes(theme, stance=self.chance.choice(_STANCES))
        record |= {"attendees": people[:2], "themes": [theme]}
        record = self.sometimes(record, guests=["A guest"], apologies=[people[2]])
        if "-standup" in name or "-review" in name:
            record["readings"] = [self.reading() for _ in range(self.chance.choice((0, 1, 2)))]
        return self.sometimes(record, delegates={"vera": people[2]}, preread={"cs": self.sent()})

    def sometimes(self, row: Row, **fields: object) -> Row:
        """The row with each of the fields, or without."""
        return row | {name: value for name, value in fields.items() if self.chance.random() < 0.5}

    def day(self) -> str:
        """A day near that of the record, or a very odd one."""
        if self.chance.random() < 0.05:
            return self.chance.choice(_ODD_DAYS)
        near = [day for day in _DAYS if day[:7] == self.name[:7]]
        return self.chance.choice((*near, self.name[:10], self.name[:10]))

    def theme(self) -> str:
        return self.chance.choice(_THEMES)

    def words(self) -> str:
        """A text that no other row has."""
        self.texts += 1
        return f"Word {self.texts}."

    def account(self) -> str:
        return self.chance.choice(_ACCOUNTS)

    def some_accounts(self) -> list[str]:
        return [self.account() for _ in range(self.chance.randint(0, 3))]

    def new(self, letter: str, accounts: Sequence[str] = ()) -> str:
        """The id of a new item; now and then it is taken already."""
        item = f"{letter}{self.chance.randint(1, 5)}"
        number = 0
        while self.unique_ids and f"{self.name}/{item}" in self.items[letter]:
            number += 1
            item = f"{letter}{number}"
        full = f"{self.name}/{item}"
        self.items[letter].append(full)
        self.accounts.setdefault(full, accounts)
        return item

    def ref(self, letters: str) -> str:
        """The name of an item, most often of one that there is."""
        known = [name for letter in letters for name in self.items[letter]]
        if known and self.chance.random() < 0.8:
            return self.chance.choice(known)
        item = f"{self.chance.choice(letters)}{self.chance.randint(1, 5)}"
        return self.chance.choice((item, f"{self.chance.choice(self.names)}/{item}"))

    def refs(self, letters: str) -> list[str]:
        return [self.ref(letters) for _ in range(self.chance.choice((0, 0, 1, 2)))]

    def account_of(self, item: str) -> str:
        """An account that an item names, most often."""
        named = self.accounts.get(item)
        return self.chance.choice(named) if named and self.chance.random() < 0.8 else self.account()

    def of_account(self, letter: str, text: str) -> Row:
        account = self.account()
        return {"id": self.new(letter, [account]), "account": account, text: "Yes."}

    def review(self) -> Row:
        if self.chance.random() < 0.3:
            outcome = self.chance.choice(("done", "rolled", "handed-over"))
            row = {"decision": self.ref("D"), "outcome": outcome}
            return self.sometimes(row, on=self.day(), due=self.day(), owner=self.person())
        outcome = self.chance.choice(("done", "done", "rolled", "handed-over", "dropped"))
        row = {"action": self.ref("A"), "outcome": outcome}
        others = {"due": self.day(), "owner": self.person(), "channel": "call"}
        return self.sometimes(row, on=self.day(), **others)

    def raised(self, letter: str, text: str) -> Row:
        row = self.of_account(letter, text)
        came = {"from": self.before(row), "raised": self.day(), "acknowledged": self.day()}
        arr = self.chance.choice(("0", "10", "20"))
        wanted = {"answer_by": self.day(), "theme": self.theme(), "tried": "It."}
        return self.sometimes(row, arr=arr, **came, **wanted)

    def before(self, row: Row) -> str:
        """What an item continues: most often one of its own account, which others may continue."""
        account = "north" if row["account"] == "old-north" else row["account"]
        itself = f"{self.name}/{row['id']}"
        own = [
            name
            for name in (*self.items["B"], *self.items["E"])
            if name != itself
            and account
            in ("north" if each == "old-north" else each for each in self.accounts[name])
        ]
        return self.chance.choice(own) if own and self.chance.random() < 0.8 else self.ref("BE")

    def briefing(self) -> Row:
        outcome = self.chance.choice(("answered", "decided", "escalated", "open"))
        row = self.sometimes(self.raised("B", "request"), outcome=outcome, decision=self.ref("D"))
        return self.sometimes(row, answer=self.words(), say=self.words())

    def question(self) -> Row:
        row = self.sometimes(self.of_account("Q", "ask"), answer_by=self.day(), theme=self.theme())
        return self.sometimes(row, answer=self.words()) if self.chance.random() < 0.5 else row

    def feedback(self) -> Row:
        tone = self.chance.choice(_TONES)
        return self.sometimes(self.of_account("F", "what"), theme=self.theme(), tone=tone)

    def update(self) -> Row:
        return self.sometimes(
            {"item": self.ref("EBQR")},
            acknowledged=self.day(),
            answered=self.day(),
            answer=self.words(),
            say=self.words(),
            answer_by=self.day(),
            by=self.chance.choice(_PEOPLE),
            resolved=self.day(),
            status=self.chance.choice(_STATUSES),
        )

    def roadmap(self) -> Row:
        status = self.chance.choice(("on-track", "slipped", "slipped", "shipped", "descoped"))
        decision = self.promise()
        row = {"commitment": decision, "status": status}
        if status == "shipped" and self.chance.random() < 0.6:
            row["accounts"] = [self.account_of(decision)]
        others = {"owner": self.person(), "say": self.say(), "dont_say": "Now."}
        return self.sometimes(row, target=self.target(), on=self.day(), **others)

    def request(self) -> Row:
        status = self.chance.choice(_STATUSES)
        return self.sometimes(self.of_account("R", "what"), status=status, theme=self.theme())

    def shipped(self) -> Row:
        delivers = self.promise()
        part = [self.account_of(delivers)]
        accounts = part if self.chance.random() < 0.4 else self.some_accounts()
        row = {"id": self.new("S", accounts), "what": "It.", "on": self.day(), "accounts": accounts}
        return self.sometimes(row, delivers=delivers, say=self.say())

    def decision(self) -> Row:
        outcome = self.chance.choice(("decided", "decided", "deferred", "escalated"))
        accounts = self.some_accounts()
        others = {
            "resolves": self.refs("DEBQ"),
            "about": self.refs("DEBQRSF"),
            "supersedes": [self.promise()] if self.chance.random() < 0.3 else [],
        }
        row = {"id": self.new("D", accounts), "outcome": outcome, "what": "We do."} | others
        if outcome == "decided" and self.chance.random() < 0.5:
            confidence = self.chance.choice(_CONFIDENCES)
            row["commitment"] = self.sometimes({}, target=self.target(), confidence=confidence)
            self.promises.append(f"{self.name}/{row['id']}")
        row |= {"themes": [self.theme()], "because": self.words()}
        return self.sometimes(row | {"accounts": accounts}, say=self.say(), dont_say="No.")
        return self.sometimes(row | {"accounts": accounts}, say=self.say(), dont_say="No.")

    def decisions(self) -> list[Row]:
        """Some decisions; now and then one promise is split into one for each customer."""
        rows = [self.decision() for _ in range(self.chance.choice((0, 1, 1, 2, 3)))]
        if self.promises and self.chance.random() < 0.25:
            old = self.promise()
            for account in dict.fromkeys(self.accounts.get(old, ())):
                if self.chance.random() < 0.8:
                    row = {"id": self.new("D", [account]), "outcome": "decided", "what": "We do."}
                    row |= {"accounts": [account], "supersedes": [old], "say": self.say()}
                    rows.append(self.sometimes(row, commitment={"target": self.target()}))
        return rows

    def promise(self) -> str:
        """A decision, most often one that commits to a date."""
        if self.promises and self.chance.random() < 0.8:
            return self.chance.choice(self.promises)
        return self.ref("D")

    def target(self) -> str:
        """A target: few, so that some are the same."""
        return self.chance.choice((_DAYS[8], _DAYS[16], self.day()))

    def say(self) -> str:
        return self.chance.choice(_WORDS)

    def person(self) -> str:
        return self.chance.choice(_PEOPLE)

    def action(self) -> Row:
        item = self.ref("DDSR")
        row = {
            "id": self.new("A"),
            "what": "Tell.",
            "owner": self.person(),
            "due": self.day(),
        }
        return self.sometimes(
            row, account=self.account_of(item), closes_loop=item, after=self.ref("A")
        )

    def loop(self) -> Row:
        item = self.ref("DDSR")
        row = {"item": item, "account": self.account_of(item), "on": self.day()}
        return self.sometimes(row, by=self.person(), channel="email")

    def sent(self) -> Row:
        return {"sent": f"{self.day()}T09:00", "includes": ["themes"]}

    def preread(self) -> Row:
        which = {"series": "tier-1", "meeting": self.day()}
        return self.sometimes(self.sent() | which, side=self.chance.choice(("cs", "product")))

    def reading(self) -> Row:
        row = {"metric": self.chance.choice(("days", "counted", "nothing")), "value": "2.5"}
        return self.sometimes(row, as_of=self.day(), of=self.ref("S"), day="30")
