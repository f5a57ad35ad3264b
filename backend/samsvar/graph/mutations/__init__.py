"""
Mutations: what can be done, named by deed, a module per concept.

Each names the right that it takes, turns its input into an operation's draft, and returns a payload: the record, or
the problems that kept it from being written.
"""

import strawberry

from samsvar.graph.mutations import (
    api_clients,
    check_ins,
    contributions,
    cycles,
    dependencies,
    directions,
    initiatives,
    key_results,
    metrics,
    moals,
    objectives,
    okr_sets,
    organisations,
    people,
    units,
)


@strawberry.type(
    description="What can be done. Every deed takes an idempotency key; what is refused is said in `problems`."
)
class Mutation(
    organisations.OrganisationMutations,
    units.UnitMutations,
    people.PeopleMutations,
    api_clients.ApiClientMutations,
    directions.DirectionMutations,
    moals.MoalMutations,
    cycles.CycleMutations,
    okr_sets.OkrSetMutations,
    objectives.ObjectiveMutations,
    key_results.KeyResultMutations,
    metrics.MetricMutations,
    check_ins.CheckInMutations,
    initiatives.InitiativeMutations,
    contributions.ContributionMutations,
    dependencies.DependencyMutations,
):
    """All concepts, in the order in which a company comes to them."""
