"""Groups become positions, and positions change as groups do."""

import uuid

import pytest

from samsvar.domain import sign_ins

UNIT, OTHER_UNIT = uuid.UUID(int=1), uuid.UUID(int=2)
MEMBER, LEAD = sign_ins.Position(UNIT, "MEMBER"), sign_ins.Position(UNIT, "LEAD")
ELSEWHERE = sign_ins.Position(OTHER_UNIT, "MEMBER")


class TestChanges:
    @pytest.mark.parametrize(
        ("_case", "held", "meant", "ended", "begun"),
        [
            ("nothing before", [], [MEMBER], set(), {MEMBER}),
            ("nothing new", [MEMBER], [MEMBER], set(), set()),
            ("nothing left", [MEMBER, LEAD], [], {MEMBER, LEAD}, set()),
            ("another role in the unit", [MEMBER], [LEAD], {MEMBER}, {LEAD}),
            ("the same role in another unit", [MEMBER], [MEMBER, ELSEWHERE], set(), {ELSEWHERE}),
            ("two groups that mean the same", [], [MEMBER, MEMBER], set(), {MEMBER}),
        ],
    )
    def test_are_what_groups_mean_now_and_did_not_before(
        self,
        _case: str,
        held: list[sign_ins.Position],
        meant: list[sign_ins.Position],
        ended: set[sign_ins.Position],
        begun: set[sign_ins.Position],
    ) -> None:
        changes = sign_ins.changes(held=held, meant=meant)
        assert set(changes.ended) == ended
        assert set(changes.begun) == begun


@pytest.mark.parametrize(
    ("claim", "locale"),
    [
        ("nb", "nb"),
        ("nn-NO", "nb"),
        ("no_NO", "nb"),
        ("EN-gb", "en"),
        ("de-AT-1996", "de"),
        ("fr", None),
        ("", None),
        (None, None),
        ("nbx", None),
    ],
)
def test_a_language_that_we_do_not_speak_is_none(claim: str | None, locale: str | None) -> None:
    assert sign_ins.locale_of(claim) == locale
