"""What several pages show is made once for a context, and again for another context."""

from dataclasses import replace

from building import view_context_of
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.once import once


def test_it_is_made_for_the_first_and_kept_for_the_others() -> None:
    made: list[int] = []

    @once
    def make(*, context: ViewContext) -> tuple[int, ...]:
        made.append(len(context.ledger.accounts))
        return tuple(made)

    one = view_context_of("accounts: {}")
    assert make(context=one) is make(context=one)
    assert made == [2]
    other = replace(one, forge=None)
    assert make(context=other) == (2, 2)
    assert make(context=one) == (2,)
