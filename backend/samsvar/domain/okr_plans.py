"""
What the lines of an OKR file come to: organisations with their units and cycles, each ready to be stored.

Nothing here raises for a line that doesn't fit the others; it is left out, or imported without its parent, with a remark.
"""

import dataclasses
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samsvar.domain import graphs, okr_files


@dataclass(frozen=True)
class UnitPlan:
    """A unit that the lines speak of; ``parent`` is another unit's name, None for the company."""

    name: str
    kind: str
    parent: str | None
    since: datetime.date


@dataclass(frozen=True)
class CyclePlan:
    """A cycle with its lines, in the order of the file."""

    name: str
    starts_on: datetime.date
    ends_on: datetime.date
    lines: tuple[okr_files.ObjectiveLine, ...]


@dataclass(frozen=True)
class OrganisationPlan:
    """All that a file says of one organisation; units come after their parents, cycles in time."""

    name: str
    units: tuple[UnitPlan, ...]
    cycles: tuple[CyclePlan, ...]
    company_team: str


@dataclass
class Reading:
    """A file as it was understood."""

    lines: int = 0
    organisations: list[OrganisationPlan] = field(default_factory=list)
    remarks: list[okr_files.Remark] = field(default_factory=list)


def read(lines: Iterable[str], *, fiscal_year_starts: int = 2) -> Reading:
    """
    Read JSON lines into a plan for each organisation.

    Args:
        lines: The file's lines; blank ones are passed over.
        fiscal_year_starts: Month (1-12) in which a fiscal year begins, for cycles named like "FY21-Q3".
    """
    reading = Reading()
    usable: dict[str, okr_files.ObjectiveLine] = {}
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        reading.lines += 1
        try:
            line = okr_files.read_line(number, text, fiscal_year_starts, reading.remarks)
        except okr_files.Unusable as unusable:
            code, why = unusable.args
            reading.remarks.append(okr_files.Remark(number, code, why, is_left_out=True))
            continue
        if line.external_id in usable:
            reading.remarks.append(
                okr_files.Remark(
                    number,
                    "ID_TWICE",
                    f"id {line.external_id!r} stands on line {usable[line.external_id].number} already.",
                    is_left_out=True,
                )
            )
            continue
        usable[line.external_id] = line
    linked = _with_possible_parents(usable, reading.remarks)
    by_organisation: dict[str, list[okr_files.ObjectiveLine]] = defaultdict(list)
    for each in linked:
        by_organisation[each.organisation].append(each)
    for name, own in by_organisation.items():
        kept = _with_known_dates(own, reading.remarks)
        if kept:
            reading.organisations.append(_plan(name, kept, reading.remarks))
    return reading


def _with_possible_parents(
    usable: Mapping[str, okr_files.ObjectiveLine], remarks: list[okr_files.Remark]
) -> list[okr_files.ObjectiveLine]:
    """Return the lines without the parents that can't be one: unknown, of another cycle, or closing a circle."""
    edges: dict[str, list[str]] = {}
    linked: list[okr_files.ObjectiveLine] = []
    for external_id, each in usable.items():
        reason = None
        if each.parent is not None:
            parent = usable.get(each.parent)
            if parent is None:
                reason = (
                    "PARENT_UNKNOWN",
                    f"names the parent {each.parent!r}, which no usable line has.",
                )
            elif (parent.organisation, parent.cycle) != (each.organisation, each.cycle):
                reason = (
                    "PARENT_ELSEWHERE",
                    f"names the parent {each.parent!r} of another cycle.",
                )
            elif graphs.circle_closed_by(edges, external_id, each.parent) or external_id == each.parent:
                reason = (
                    "CIRCLE",
                    f"names the parent {each.parent!r}, which contributes to it already.",
                )
        if reason is not None:
            remarks.append(
                okr_files.Remark(
                    each.number,
                    reason[0],
                    f"{reason[1]} It was imported without a contribution.",
                )
            )
        elif each.parent is not None:
            edges[external_id] = [each.parent]
        linked.append(each if reason is None else _without_parent(each))
    return linked


def _without_parent(line: okr_files.ObjectiveLine) -> okr_files.ObjectiveLine:
    return dataclasses.replace(line, parent=None)


def _with_known_dates(
    lines: Sequence[okr_files.ObjectiveLine], remarks: list[okr_files.Remark]
) -> list[okr_files.ObjectiveLine]:
    """Return the lines whose cycle has one pair of dates and overlaps with none before it in the file."""
    dates: dict[str, tuple[datetime.date, datetime.date]] = {}
    kept: list[okr_files.ObjectiveLine] = []
    for each in lines:
        if each.cycle not in dates:
            overlapping = [
                name
                for name, (first, last) in dates.items()
                if first <= each.cycle_dates[1] and each.cycle_dates[0] <= last
            ]
            if overlapping:
                text = f"has the cycle {each.cycle!r}, which overlaps with {overlapping[0]!r}."
                remarks.append(okr_files.Remark(each.number, "CYCLES_OVERLAP", text, is_left_out=True))
                continue
            dates[each.cycle] = each.cycle_dates
        if dates[each.cycle] != each.cycle_dates:
            text = f"gives the cycle {each.cycle!r} other dates than the lines before."
            remarks.append(okr_files.Remark(each.number, "CYCLE_DATES_DIFFER", text, is_left_out=True))
            continue
        kept.append(each)
    names = {each.external_id for each in kept}
    return [each if each.parent is None or each.parent in names else _without_parent(each) for each in kept]


def _plan(name: str, lines: Sequence[okr_files.ObjectiveLine], remarks: list[okr_files.Remark]) -> OrganisationPlan:
    company = _company_team(name, lines)
    cycles: dict[str, list[okr_files.ObjectiveLine]] = defaultdict(list)
    for each in lines:
        cycles[each.cycle].append(each)
    planned = sorted(
        (CyclePlan(cycle, *own[0].cycle_dates, tuple(own)) for cycle, own in cycles.items()),
        key=lambda one: one.starts_on,
    )
    return OrganisationPlan(name, tuple(_units(name, company, lines, remarks)), tuple(planned), company)


def _company_team(name: str, lines: Sequence[okr_files.ObjectiveLine]) -> str:
    """Return the team whose OKRs are the company's: the one that states most of them, or else the organisation."""
    stated = Counter(each.team for each in lines if each.level == "company")
    return stated.most_common(1)[0][0] if stated else name


def _units(
    name: str, company: str, lines: Sequence[okr_files.ObjectiveLine], remarks: list[okr_files.Remark]
) -> list[UnitPlan]:
    """Return the units, the company first, each after its parent."""
    levels: dict[str, Counter[str]] = defaultdict(Counter)
    for each in lines:
        levels[each.team][each.level] += 1
    below: dict[str, list[str]] = defaultdict(list)
    for team, parent in _parents(company, lines, remarks).items():
        below[parent].append(team)
    earliest = min(each.cycle_dates[0] for each in lines)
    units = [UnitPlan(name, "COMPANY", None, earliest)]
    frontier = [company]
    while frontier:
        parent = frontier.pop(0)
        for team in below[parent]:
            kind = _kind(levels[team]) if parent == company else "TEAM"
            units.append(UnitPlan(team, kind, parent, earliest))
            frontier.append(team)
    return units


def _parents(company: str, lines: Sequence[okr_files.ObjectiveLine], remarks: list[okr_files.Remark]) -> dict[str, str]:
    """
    Return the team above each team.

    Files state parents of objectives, not of teams. So a team stands under the team that its objectives name most
    often as their parents'; where that would close a circle, under the next, and at last under the company.
    """
    teams = {each.external_id: each.team for each in lines}
    first_lines: dict[str, int] = {}
    above: dict[str, Counter[str]] = defaultdict(Counter)
    for each in lines:
        first_lines.setdefault(each.team, each.number)
        if each.parent is not None and teams[each.parent] != each.team:
            above[each.team][teams[each.parent]] += 1
    placed: dict[str, list[str]] = {}
    for team, number in first_lines.items():
        if team == company:
            continue
        wanted = [parent for parent, _ in above[team].most_common()]
        fitting = [parent for parent in wanted if not graphs.circle_closed_by(placed, team, parent)]
        placed[team] = [*fitting, company][:1]
        if len(wanted) > 1:
            text = f"team {team!r} has parents in several teams ({', '.join(wanted)}); it stands under {placed[team][0]!r}."
            remarks.append(okr_files.Remark(number, "SEVERAL_PARENT_TEAMS", text))
    return {team: parent for team, (parent,) in placed.items()}


def _kind(levels: Counter[str]) -> str:
    return "DIVISION" if levels.most_common(1)[0][0] in ("company", "division", "function") else "TEAM"
