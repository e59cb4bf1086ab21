"""DR303 or DR201: an owner that is no person at all, or a person whom nobody knows."""

import pytest

from decision_record.text.english.owners import names_no_person

NOBODY = [
    "product team", "Product Team", "the team", "team-reporting", "PM", "pms", "the PMs", "CS",
    "CSM", "csms", "customer success", "product", "engineering", "Engineering", "support", "sales",
    "marketing", "leadership", "everyone", "all", "both", "us", "TBD", "tbc", "n/a", "?",
    "elin & tobias", "elin.marchetti, tobias.wrenfield", "elin/tobias", "Elin and Tobias",
    "elin.marchetti + desmond.achterberg", "VP CS", "head of product", "pm-lead", "cs_ops", "CPO",
    "the PM for reporting", "cs-team", "reporting pod", "product_managers", "account team",
    "somebody", "the squad", "engineering manager", "solutions-engineer", "on-call engineer team",
]  # fmt: skip
SOMEBODY = [
    "elin.marcheti", "Elin Marchetti", "elin", "e.marchetti", "tobias_wrenfield", "wes-tamblyn",
    "nikhil.faraday", "ana.pmuller", "andy.orlando", "alla.petrova", "maren.leader", "mara.csmith",
    "o'brien", "jun.pettibone2", "Anderson", "Orla", "rand", "greta.sandoval", "@maren",
    "maren@fernhollow.example", "product.marchetti",
]  # fmt: skip


@pytest.mark.parametrize("owner", NOBODY)
def test_it_is_no_person(owner: str) -> None:
    assert names_no_person(owner)


@pytest.mark.parametrize("owner", SOMEBODY)
def test_it_may_be_a_person(owner: str) -> None:
    assert not names_no_person(owner)
