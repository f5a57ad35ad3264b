"""The one schema: queries, mutations, subscriptions, and every type that can be reached by its id."""

import datetime as dt

import strawberry
from strawberry.schema.config import StrawberryConfig

from samsvar.graph import (
    alignment_case_turns,
    alignment_cases,
    api_clients,
    audit,
    carry_overs,
    changes,
    check_ins,
    comments,
    contribution_requests,
    contributions,
    cycles,
    dependencies,
    directions,
    initiatives,
    instants,
    key_results,
    metrics,
    moals,
    mutations,
    objectives,
    okr_sets,
    organisations,
    overlap_findings,
    people,
    queries,
    selection,
    units,
)

NODES = (
    organisations.Organisation,
    units.Unit,
    people.Person,
    people.Membership,
    api_clients.ApiClient,
    directions.Direction,
    moals.Moal,
    cycles.Cycle,
    okr_sets.OkrSet,
    objectives.Objective,
    key_results.KeyResult,
    metrics.Metric,
    metrics.Measurement,
    check_ins.CheckIn,
    initiatives.Initiative,
    contributions.Contribution,
    contribution_requests.ContributionRequest,
    dependencies.Dependency,
    alignment_cases.AlignmentCase,
    alignment_case_turns.CaseTurn,
    overlap_findings.OverlapFinding,
    comments.Comment,
    carry_overs.CarryOver,
    audit.AuditEntry,
)


def build() -> strawberry.Schema:
    """Return the schema."""
    return strawberry.Schema(
        query=queries.Query,
        mutation=mutations.Mutation,
        subscription=changes.Subscription,
        types=NODES,
        execution_context_class=selection.PassThrough,
        config=StrawberryConfig(auto_camel_case=True, scalar_map={dt.datetime: instants.DATE_TIME}),
    )


schema = build()


def sdl() -> str:
    """Return the schema in GraphQL's own language, as it is kept in ``schema.graphql``."""
    return schema.as_str() + "\n"
