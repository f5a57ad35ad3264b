"""What a unit committed to is kept as it was, and what changed since stays visible with its reasons."""

import dataclasses
from decimal import Decimal
from typing import Any
from uuid import UUID

import graphql
import orjson
import pytest

from samsvar.domain.key_results import KeyResultKind
from samsvar.graph.context import Context
from samsvar.graph.schema import schema
from samsvar.operations import key_results, objectives, okr_sets
from samsvar.operations.okr_sets import ReopenOkrSet, TurnOkrSet
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories import companies, plans
from tests.factories.companies import NOW
from tests.factories.plans import Plans
from tests.graph.conftest import World, gid
from tests.graph.selection import roads

QUERY = """
query ($set: ID!, $objective: ID!, $keyResult: ID!) {
  set: node(id: $set) {
    ... on OkrSet {
      commitments {
        number at actorName
        objectives { objectiveId title why kind keyResults { keyResultId title kind metric measure baseline target } }
      }
      changesSinceCommitment { deed why actorName subject nodeType nodeId fields { field before after } }
    }
  }
  objective(id: $objective) { changesSinceCommitment { deed nodeId } }
  keyResult(id: $keyResult) { isChangedSinceCommitment }
}
"""


@dataclasses.dataclass(frozen=True)
class Committed:
    """Kort's set of one objective, proven from 0 to 100, committed to by Odd."""

    plans: Plans
    okr_set: UUID
    objective: UUID
    key_result: UUID

    async def read(self, as_: str = "Odd") -> Any:
        """Return what somebody reads of it."""
        context = Context(scope=await self.plans.company.scope(as_), now=NOW, live=World.nobody_listens())
        ids = {
            "set": gid("OkrSet", self.okr_set),
            "objective": gid("Objective", self.objective),
            "keyResult": gid("KeyResult", self.key_result),
        }
        result = await roads.by_graphql_core(schema, graphql.parse(QUERY), ids, context)
        assert not result.errors, result.errors
        return orjson.loads(orjson.dumps(result.data))

    async def aim(self, target: int, reason: str) -> None:
        """Change the target."""
        stored = await self.plans.row("key_results", self.key_result)
        measured = key_results.Measured(
            kind=KeyResultKind.INCREASE, metric=stored["metric_id"], baseline=Decimal(0), target=Decimal(target)
        )
        draft = key_results.ReviseKeyResult(
            key_result=self.key_result, expected_version=stored["version"], measured=measured, reason=reason
        )
        await key_results.revise_key_result(await self.plans.by("Mia"), draft, now=NOW)

    async def reopened(self) -> None:
        """Open it again."""
        version = (await self.plans.row("okr_sets", self.okr_set))["version"]
        await okr_sets.reopen_okr_set(
            await self.plans.by("Odd"), ReopenOkrSet(self.okr_set, version, "Nye rammer"), now=NOW
        )


@pytest.fixture
async def committed(database: Database) -> Any:
    """A set that its unit committed to, in a company of the test's own."""
    transactions = Transactions(database.url)
    own = await plans.found(await companies.found(transactions))
    okr_set = await own.okr_set("Kort")
    objective = await own.objective(okr_set, "Ours", why="Because", stands_alone_reason="So it is")
    key_result = await own.key_result(objective, "Proof")
    await own.key_result(objective, "Other proof")
    await okr_sets.propose_okr_set(await own.by("Mia"), TurnOkrSet(okr_set, 1), now=NOW)
    await okr_sets.commit_okr_set(await own.by("Odd"), TurnOkrSet(okr_set, 2), now=NOW)
    yield Committed(own, okr_set, objective, key_result)
    await transactions.close()


async def test_a_commitment_says_what_when_and_by_whom(committed: Committed) -> None:
    (kept,) = (await committed.read())["set"]["commitments"]
    assert (kept["number"], kept["actorName"]) == (1, "Odd")
    (objective,) = kept["objectives"]
    assert (objective["objectiveId"], objective["why"]) == (gid("Objective", committed.objective), "Because")
    assert [(each["title"], each["baseline"], each["target"], each["metric"]) for each in objective["keyResults"]] == [
        ("Proof", 0.0, 100.0, "Metric of Proof"),
        ("Other proof", 0.0, 100.0, "Metric of Other proof"),
    ]


async def test_what_was_written_before_is_no_change(committed: Committed) -> None:
    read = await committed.read()
    assert read["set"]["changesSinceCommitment"] == []
    assert read["keyResult"]["isChangedSinceCommitment"] is False


async def test_a_change_of_target_stays_visible_with_its_reason(committed: Committed) -> None:
    await committed.aim(80, "Markedet krympet")
    await committed.aim(90, "Ikke så mye likevel")
    read = await committed.read()
    changes = read["set"]["changesSinceCommitment"]
    assert [(each["why"], each["actorName"], each["subject"]) for each in changes] == [
        ("Ikke så mye likevel", "Mia", "Proof"),
        ("Markedet krympet", "Mia", "Proof"),
    ]
    assert changes[1]["fields"] == [{"field": "target", "before": "100", "after": "80"}]
    assert {each["nodeId"] for each in changes} == {gid("KeyResult", committed.key_result)}
    assert [each["deed"] for each in read["objective"]["changesSinceCommitment"]] == ["reviseKeyResult"] * 2
    assert read["keyResult"]["isChangedSinceCommitment"] is True
    (kept,) = read["set"]["commitments"]
    assert kept["objectives"][0]["keyResults"][0]["target"] == 100.0


async def test_other_words_are_a_change_of_the_set_and_not_of_what_is_measured(committed: Committed) -> None:
    odd = await committed.plans.by("Odd")
    reworded = key_results.ReviseKeyResult(
        key_result=committed.key_result, expected_version=1, title="Proven", reason="Klarere"
    )
    await key_results.revise_key_result(odd, reworded, now=NOW)
    read = await committed.read()
    assert [each["why"] for each in read["set"]["changesSinceCommitment"]] == ["Klarere"]
    assert read["keyResult"]["isChangedSinceCommitment"] is False


async def test_a_new_order_and_a_check_in_are_no_changes(committed: Committed) -> None:
    await committed.plans.check_in(committed.key_result, 10)
    mia = await committed.plans.by("Mia")
    rows = [row["id"] for row in await committed.plans.rows("key_results")]
    await key_results.reorder_key_results(
        mia, key_results.ReorderKeyResults(committed.objective, [*reversed(rows)]), now=NOW
    )
    assert (await committed.read())["set"]["changesSinceCommitment"] == []


async def test_opening_again_loses_neither_the_first_commitment_nor_what_changed(committed: Committed) -> None:
    await committed.reopened()
    await committed.aim(70, "Nye rammer")
    mia = await committed.plans.by("Mia")
    added = await committed.plans.objective(committed.okr_set, "Added", by="Mia", stands_alone_reason="So it is")
    await committed.plans.key_result(added, "Proof of it", by="Mia")
    dropped = await committed.plans.objective(committed.okr_set, "Dropped again", by="Mia")
    await objectives.drop_objective(mia, objectives.DropObjective(dropped, 1), now=NOW)
    await okr_sets.commit_okr_set(await committed.plans.by("Odd"), TurnOkrSet(committed.okr_set, 4), now=NOW)
    read = await committed.read()
    assert [(each["number"], len(each["objectives"])) for each in read["set"]["commitments"]] == [(2, 2), (1, 1)]
    assert [(each["deed"], each["subject"]) for each in read["set"]["changesSinceCommitment"]] == [
        ("dropObjective", "Dropped again"),
        ("draftObjective", "Dropped again"),
        ("draftKeyResult", "Proof of it"),
        ("draftObjective", "Added"),
        ("reviseKeyResult", "Proof"),
    ]
    assert read["keyResult"]["isChangedSinceCommitment"] is True


async def test_what_became_a_draft_again_hides_its_commitments_too(committed: Committed) -> None:
    await committed.reopened()
    version = (await committed.plans.row("okr_sets", committed.okr_set))["version"]
    await okr_sets.reopen_okr_set(await committed.plans.by("Odd"), ReopenOkrSet(committed.okr_set, version), now=NOW)
    assert len((await committed.read("Per"))["set"]["commitments"]) == 1
    assert (await committed.read("Kim"))["set"] is None
    async with committed.plans.company.database.transaction(await committed.plans.company.scope("Kim")) as connection:
        seen = await connection.exec_driver_sql("select count(*) from samsvar.commitments")
        assert seen.scalar_one() == 0
