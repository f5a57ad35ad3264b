"""Rights: which role grants what, and how far it carries."""

from uuid import uuid4

import pytest

from samsvar.domain import rights
from samsvar.domain.rights import Grant, Right, Rights, Role

COMPANY, DIVISION, TEAM, OTHER_TEAM = "1/", "1/2/", "1/2/12/", "1/2/1/"


def holding(role: Role, unit_number: int) -> Rights:
    return Rights([Grant(uuid4(), unit_number, role)])


@pytest.mark.parametrize(
    ("role", "number", "right", "at", "is_held"),
    [
        (Role.MEMBER, 12, Right.CHECK_IN, TEAM, True),
        (Role.MEMBER, 2, Right.CHECK_IN, TEAM, False),
        (Role.MEMBER, 12, Right.CONSENT, TEAM, False),
        (Role.MEMBER, 12, Right.REVISE_OKRS, TEAM, True),
        (Role.OKR_MASTER, 2, Right.DRAFT_OKRS, TEAM, True),
        (Role.OKR_MASTER, 2, Right.COMMIT_OKRS, DIVISION, True),
        (Role.LEAD, 12, Right.CONSENT, TEAM, True),
        (Role.LEAD, 12, Right.CHECK_IN, DIVISION, False),
        (Role.LEAD, 2, Right.MANAGE_UNITS, TEAM, True),
        (Role.LEAD, 12, Right.MANAGE_PEOPLE, OTHER_TEAM, False),
        (Role.LEAD, 1, Right.MANAGE_CYCLES, COMPANY, True),
        (Role.LEAD, 2, Right.MANAGE_CYCLES, COMPANY, False),
        (Role.VIEWER, 12, Right.CHECK_IN, TEAM, False),
        (Role.INTEGRATION, 2, Right.CHECK_IN, TEAM, True),
        (Role.INTEGRATION, 2, Right.MANAGE_UNITS, TEAM, False),
    ],
)
def test_a_role_carries_as_far_as_its_right(role: Role, number: int, right: Right, at: str, is_held: bool) -> None:
    assert holding(role, number).holds(right, at=at) is is_held


@pytest.mark.parametrize("right", [Right.REVISE_OKRS, Right.COMMIT_OKRS, Right.CONSENT])
@pytest.mark.parametrize("role", [Role.LEAD, Role.OKR_MASTER])
def test_nobody_speaks_for_a_unit_from_above(role: Role, right: Right) -> None:
    assert not holding(role, 2).holds(right, at=TEAM)


def test_numbers_in_paths_are_compared_whole() -> None:
    assert not holding(Role.LEAD, 1).holds(Right.MANAGE_UNITS, at="11/12/")
    assert not holding(Role.LEAD, 2).holds(Right.MANAGE_UNITS, at="1/12/")


@pytest.mark.parametrize(
    "right", [Right.CHECK_IN, Right.DRAFT_OKRS, Right.REVISE_OKRS, Right.COMMIT_OKRS, Right.CONSENT]
)
def test_administrators_hold_no_rights_over_okrs(right: Right) -> None:
    assert not Rights(is_administrator=True).holds(right, at=COMPANY)
    assert not rights.held_anywhere(right, [], is_administrator=True)


def test_a_viewer_may_do_nothing_anywhere_but_for_themselves() -> None:
    held = [right for right in Right if rights.held_anywhere(right, [Role.VIEWER], is_administrator=False)]
    assert held == [Right.OWN_SETTINGS]


def test_every_right_is_granted_to_somebody() -> None:
    for right in Right:
        roles = list(Role)
        assert rights.held_anywhere(right, roles, is_administrator=True), right


def test_what_is_refused_names_the_right_and_the_field() -> None:
    with pytest.raises(rights.Forbidden) as refused:
        Rights().require(Right.CONSENT, at=TEAM, field="contribution")
    assert (refused.value.right, refused.value.field) == (Right.CONSENT, "contribution")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LEAD, Role.OKR_MASTER])
def test_whoever_works_in_a_unit_may_comment_all_over_the_organisation(role: Role) -> None:
    assert all(holding(role, 12).holds(Right.COMMENT, at=path) for path in (COMPANY, DIVISION, TEAM, OTHER_TEAM))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.INTEGRATION])
def test_who_looks_on_and_what_is_no_person_do_not_comment(role: Role) -> None:
    assert not holding(role, 12).holds(Right.COMMENT, at=TEAM)
