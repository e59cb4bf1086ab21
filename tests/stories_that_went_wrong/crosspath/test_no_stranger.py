"""Nothing leads to a person who is not there (SG805 without a CS Ops seat)."""

from pathlib import Path

import pytest

import went_wrong
from decision_record.checks.configure import configure_rules
from decision_record.repository.configuration import Settings
from decision_record.site.plan import plan_pages
from decision_record.views.shared.context import ViewContext

HERE = Path(__file__).parent
HARBOUR = Path(__file__).parents[2] / "organizations/harbour"


def addresses(context: ViewContext) -> set[str]:
    return {each.address for each in plan_pages(context, configure_rules(Settings()))}


def test_a_tier_3_is_asked_for_without_anybody_of_operations() -> None:
    context = went_wrong.view_context_of(HERE, "2026-03-20")

    (found,) = (each for each in context.findings.signals if each.code == "SG805")
    assert found.message.startswith(
        "Hold a tier 3: 0% of feedback and escalations since 1 January 2026"
    )
    assert (found.about.name, found.owner, found.address) == (("",) * 6, None, "health/")


@pytest.mark.parametrize("case", [HERE, HARBOUR], ids=["crosspath", "harbour"])
@pytest.mark.parametrize("as_of", ["2026-02-10", "2026-03-20", "2026-06-30"])
def test_every_signal_leads_to_a_page_and_to_people_who_are_there(case: Path, as_of: str) -> None:
    context = went_wrong.view_context_of(case, as_of)

    known = addresses(context)
    assert context.findings.signals
    for each in context.findings.signals:
        assert each.address.partition("#")[0] in known, each.message
        assert each.owner is None or each.owner in context.records.people, each.message


def test_operations_of_product_stand_in_for_those_of_cs(tmp_path: Path) -> None:
    people = (HERE / "records/people.yml").read_text(encoding="utf-8")
    files = {"people.yml": f"{people}ops.x: {{name: Ops.X, role: pm-ops}}\n"}
    context = went_wrong.view_context_of(
        went_wrong.changed(HERE, tmp_path, files=files), "2026-03-20"
    )

    (found,) = (each for each in context.findings.signals if each.code == "SG805")
    assert (found.owner, found.address) == ("ops.x", "people/ops.x/")
