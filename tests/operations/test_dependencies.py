"""Dependencies are asked for and answered between two units, and those that gate never wait for each other."""

import asyncio
import datetime as dt

import pytest

from samsvar.domain import contributions as contribution_rules
from samsvar.domain import dependencies as rules
from samsvar.domain.dependencies import DependencyKind
from samsvar.domain.rights import Forbidden
from samsvar.operations import dependencies
from samsvar.operations.contributions import EndKind, EndRef
from samsvar.operations.dependencies import (
    AcceptDependency,
    CounterDependency,
    DeclineDependency,
    NameProvider,
    RequestDependency,
    RewordDependency,
    SettleDependency,
)
from tests.factories.companies import NOW
from tests.factories.plans import Plans

APRIL, MAY = dt.date(2026, 4, 1), dt.date(2026, 4, 20)


def asking(consumer: object, unit: object, **more: object) -> RequestDependency:
    """Return a request to a unit."""
    return RequestDependency(
        EndRef(EndKind.OBJECTIVE, consumer),  # type: ignore[arg-type]
        "Et API",
        APRIL,
        DependencyKind.GATES,
        provider_unit=unit,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


async def test_a_request_is_countered_and_what_was_offered_accepted(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    unit = plans.company.units["Konto"]
    own_id = await dependencies.request_dependency(await plans.by("Mia"), asking(consumer, unit), now=NOW)
    with pytest.raises(rules.AnswerNotYours):
        await dependencies.accept_dependency(await plans.by("Odd"), AcceptDependency(own_id, 1), now=NOW)
    counter = CounterDependency(own_id, MAY, 1, "Først etter påske")
    await dependencies.counter_dependency(await plans.by("Kim"), counter, now=NOW)
    with pytest.raises(rules.AnswerNotYours):
        await dependencies.accept_dependency(await plans.by("Kim"), AcceptDependency(own_id, 2), now=NOW)
    await dependencies.accept_dependency(await plans.by("Odd"), AcceptDependency(own_id, 2), now=NOW)
    stored = await plans.row("dependencies", own_id)
    assert (stored["state"], stored["needed_by"], stored["answer"]) == ("ACCEPTED", MAY, "Først etter påske")
    await dependencies.deliver_dependency(await plans.by("Kim"), SettleDependency(own_id, 3), now=NOW)
    assert (await plans.row("dependencies", own_id))["delivered_at"] == NOW
    with pytest.raises(rules.DependencyDecided):
        await dependencies.withdraw_dependency(await plans.by("Odd"), SettleDependency(own_id, 4), now=NOW)


async def test_the_provider_names_where_it_works_on_it_and_nobody_elses(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    provider, proof = await plans.proven("Konto", "Provider")
    other, _ = await plans.proven("Lån", "Other")
    request = asking(consumer, plans.company.units["Konto"])
    own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
    elsewhere = AcceptDependency(own_id, 1, EndRef(EndKind.OBJECTIVE, other))
    with pytest.raises(rules.ProviderElsewhere):
        await dependencies.accept_dependency(await plans.by("Kim"), elsewhere, now=NOW)
    named = AcceptDependency(own_id, 1, EndRef(EndKind.KEY_RESULT, proof))
    await dependencies.accept_dependency(await plans.by("Kim"), named, now=NOW)
    stored = await plans.row("dependencies", own_id)
    assert (stored["provider_objective_id"], stored["provider_key_result_id"]) == (provider, proof)


async def test_the_provider_names_it_with_its_counter_offer_which_the_consumer_accepts(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    provider, proof = await plans.proven("Konto", "Provider")
    request = asking(consumer, plans.company.units["Konto"])
    own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
    counter = CounterDependency(own_id, MAY, 1, provider=EndRef(EndKind.KEY_RESULT, proof))
    await dependencies.counter_dependency(await plans.by("Kim"), counter, now=NOW)
    await dependencies.accept_dependency(await plans.by("Odd"), AcceptDependency(own_id, 2), now=NOW)
    stored = await plans.row("dependencies", own_id)
    assert (stored["state"], stored["provider_objective_id"], stored["provider_key_result_id"]) == (
        "ACCEPTED",
        provider,
        proof,
    )


async def test_the_provider_names_it_after_it_was_agreed_and_the_consumer_does_not(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    provider, _ = await plans.proven("Konto", "Provider")
    request = asking(consumer, plans.company.units["Konto"])
    own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
    await dependencies.accept_dependency(await plans.by("Kim"), AcceptDependency(own_id, 1), now=NOW)
    named = NameProvider(own_id, EndRef(EndKind.OBJECTIVE, provider), 2)
    with pytest.raises(rules.AnswerNotYours):
        await dependencies.name_provider(await plans.by("Odd"), named, now=NOW)
    await dependencies.name_provider(await plans.by("Kim"), named, now=NOW)
    stored = await plans.row("dependencies", own_id)
    assert (stored["state"], stored["provider_objective_id"], stored["version"]) == ("ACCEPTED", provider, 3)


async def test_whoever_asks_for_another_day_in_turn_does_not_name_the_provider(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    provider, _ = await plans.proven("Konto", "Provider")
    request = asking(consumer, plans.company.units["Konto"])
    own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
    await dependencies.counter_dependency(await plans.by("Kim"), CounterDependency(own_id, MAY, 1), now=NOW)
    again = CounterDependency(own_id, APRIL, 2, provider=EndRef(EndKind.OBJECTIVE, provider))
    with pytest.raises(rules.AnswerNotYours):
        await dependencies.counter_dependency(await plans.by("Odd"), again, now=NOW)


async def test_a_request_is_reworded_until_it_is_answered_and_its_fallback_afterwards(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    request = asking(consumer, plans.company.units["Konto"])
    own_id = await dependencies.request_dependency(await plans.by("Mia"), request, now=NOW)
    reworded = RewordDependency(
        dependency=own_id, expected_version=1, what="Et åpent API", needed_by=MAY, kind=DependencyKind.SLOWS
    )
    await dependencies.reword_dependency(await plans.by("Mia"), reworded, now=NOW)
    stored = await plans.row("dependencies", own_id)
    assert (stored["what"], stored["needed_by"], stored["kind"]) == ("Et åpent API", MAY, "SLOWS")
    await dependencies.accept_dependency(await plans.by("Kim"), AcceptDependency(own_id, 2), now=NOW)
    with pytest.raises(rules.DependencyDecided):
        await dependencies.reword_dependency(
            await plans.by("Mia"), RewordDependency(dependency=own_id, expected_version=3, what="Noe annet"), now=NOW
        )
    later = RewordDependency(dependency=own_id, expected_version=3, fallback="Vi gjør det for hånd")
    await dependencies.reword_dependency(await plans.by("Mia"), later, now=NOW)
    assert (await plans.row("dependencies", own_id))["fallback"] == "Vi gjør det for hånd"


async def test_only_whoever_may_ask_rewords_or_withdraws(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    request = asking(consumer, plans.company.units["Konto"])
    own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
    for name in ("Kim", "Per", "Vidar"):
        with pytest.raises(Forbidden):
            await dependencies.reword_dependency(
                await plans.by(name), RewordDependency(dependency=own_id, expected_version=1, what="Et annet"), now=NOW
            )
        with pytest.raises(Forbidden):
            await dependencies.withdraw_dependency(await plans.by(name), SettleDependency(own_id, 1), now=NOW)
    await dependencies.withdraw_dependency(await plans.by("Mia"), SettleDependency(own_id, 1), now=NOW)
    assert (await plans.row("dependencies", own_id))["state"] == "WITHDRAWN"


async def test_what_only_slowed_may_not_close_a_circle_by_gating(plans: Plans) -> None:
    one, _ = await plans.proven("Kort", "One")
    other, _ = await plans.proven("Konto", "Other")
    slows = RequestDependency(
        EndRef(EndKind.OBJECTIVE, one), "Et API", APRIL, DependencyKind.SLOWS, provider=EndRef(EndKind.OBJECTIVE, other)
    )
    own_id = await dependencies.request_dependency(await plans.by("Odd"), slows, now=NOW)
    back = RequestDependency(
        EndRef(EndKind.OBJECTIVE, other),
        "En avtale",
        APRIL,
        DependencyKind.GATES,
        provider=EndRef(EndKind.OBJECTIVE, one),
    )
    await dependencies.request_dependency(await plans.by("Kim"), back, now=NOW)
    gating = RewordDependency(dependency=own_id, expected_version=1, kind=DependencyKind.GATES)
    with pytest.raises(rules.CircleOfDependencies):
        await dependencies.reword_dependency(await plans.by("Odd"), gating, now=NOW)


async def test_a_refusal_says_why(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    request = asking(consumer, plans.company.units["Konto"])
    own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
    await dependencies.decline_dependency(await plans.by("Kim"), DeclineDependency(own_id, "Ikke i år", 1), now=NOW)
    stored = await plans.row("dependencies", own_id)
    assert (stored["state"], stored["answer"]) == ("DECLINED", "Ikke i år")


async def test_whoever_is_neither_side_does_nothing(plans: Plans) -> None:
    consumer, _ = await plans.proven("Kort", "Consumer")
    request = asking(consumer, plans.company.units["Konto"])
    for name in ("Lars", "Vidar", "Astrid", "Per"):
        with pytest.raises(Forbidden):
            await dependencies.request_dependency(await plans.by(name), request, now=NOW)
    own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
    for name in ("Lars", "Bodil", "Mia"):
        with pytest.raises(Forbidden):
            await dependencies.accept_dependency(await plans.by(name), AcceptDependency(own_id, 1), now=NOW)


class TestGates:
    async def test_a_circle_of_gates_is_refused_with_its_path(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, _ = await plans.proven("Konto", "Second")
        third, _ = await plans.proven("Lån", "Third")
        await plans.dependency(first, second)
        await plans.dependency(second, third)
        with pytest.raises(rules.CircleOfDependencies) as refused:
            await plans.dependency(third, first)
        assert refused.value.path == ["Third", "First", "Second", "Third"]
        await plans.dependency(third, first, kind=DependencyKind.SLOWS)
        assert len(await plans.rows("dependencies")) == 3

    async def test_a_provider_that_names_itself_later_closes_no_circle_either(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, _ = await plans.proven("Konto", "Second")
        request = asking(second, plans.company.units["Kort"])
        own_id = await dependencies.request_dependency(await plans.by("Kim"), request, now=NOW)
        await plans.dependency(first, second)
        named = AcceptDependency(own_id, 1, EndRef(EndKind.OBJECTIVE, first))
        with pytest.raises(rules.CircleOfDependencies):
            await dependencies.accept_dependency(await plans.by("Odd"), named, now=NOW)
        countered = CounterDependency(own_id, MAY, 1, provider=EndRef(EndKind.OBJECTIVE, first))
        with pytest.raises(rules.CircleOfDependencies):
            await dependencies.counter_dependency(await plans.by("Odd"), countered, now=NOW)
        await dependencies.accept_dependency(await plans.by("Odd"), AcceptDependency(own_id, 1), now=NOW)
        agreed = NameProvider(own_id, EndRef(EndKind.OBJECTIVE, first), 2)
        with pytest.raises(rules.CircleOfDependencies):
            await dependencies.name_provider(await plans.by("Odd"), agreed, now=NOW)

    async def test_what_is_named_with_a_counter_offer_counts_at_once(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, _ = await plans.proven("Konto", "Second")
        request = asking(first, plans.company.units["Konto"])
        own_id = await dependencies.request_dependency(await plans.by("Odd"), request, now=NOW)
        counter = CounterDependency(own_id, MAY, 1, provider=EndRef(EndKind.OBJECTIVE, second))
        await dependencies.counter_dependency(await plans.by("Kim"), counter, now=NOW)
        with pytest.raises(rules.CircleOfDependencies):
            await plans.dependency(second, first)

    async def test_of_two_that_close_a_circle_together_exactly_one_is_refused(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, _ = await plans.proven("Konto", "Second")
        outcomes = await asyncio.gather(
            plans.dependency(first, second), plans.dependency(second, first), return_exceptions=True
        )
        refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert [type(each) for each in refused] == [rules.CircleOfDependencies]
        assert len(await plans.rows("dependencies")) == 1


async def test_dependencies_stay_within_their_cycle_and_between_two(plans: Plans) -> None:
    now, _ = await plans.proven("Kort", "Now")
    later, _ = await plans.proven("Konto", "Later", cycle="coming")
    with pytest.raises(contribution_rules.CyclesDiffer):
        await plans.dependency(now, later)
    with pytest.raises(rules.DependsOnItself):
        await dependencies.request_dependency(await plans.by("Odd"), asking(now, plans.company.units["Kort"]), now=NOW)
    with pytest.raises(rules.ProviderMissing):
        await dependencies.request_dependency(await plans.by("Odd"), asking(now, None), now=NOW)
