"""
Mutations: what can be done, named by deed, a module per concept.

Each names the right that it takes, turns its input into an operation's draft, and returns a payload: the record, or
the problems that kept it from being written.
"""

import strawberry

from samsvar.graph.mutations import (
    admissions,
    alignment_case_turns,
    alignment_cases,
    api_clients,
    carry_overs,
    check_ins,
    comments,
    contribution_requests,
    contributions,
    cycles,
    dependencies,
    directions,
    hints,
    initiatives,
    key_results,
    metrics,
    moals,
    objectives,
    okr_sets,
    organisations,
    overlaps,
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
    admissions.AdmissionMutations,
    api_clients.ApiClientMutations,
    directions.DirectionMutations,
    moals.MoalMutations,
    cycles.CycleMutations,
    okr_sets.OkrSetMutations,
    objectives.ObjectiveMutations,
    key_results.KeyResultMutations,
    hints.HintMutations,
    metrics.MetricMutations,
    check_ins.CheckInMutations,
    comments.CommentMutations,
    carry_overs.CarryOverMutations,
    initiatives.InitiativeMutations,
    contributions.ContributionMutations,
    contribution_requests.ContributionRequestMutations,
    dependencies.DependencyMutations,
    alignment_cases.AlignmentCaseMutations,
    alignment_case_turns.AlignmentCaseTurnMutations,
    overlaps.OverlapMutations,
):
    """All concepts, in the order in which a company comes to them."""
