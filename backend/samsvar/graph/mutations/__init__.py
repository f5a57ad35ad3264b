"""
Mutations: what can be done, named by deed, a module per concept.

Each names the right that it takes, turns its input into an operation's draft, and returns a payload: the record, or
the problems that kept it from being written.
"""

from strawberry.tools import merge_types

from samsvar.graph.mutations import api_clients, cycles, directions, moals, organisations, people, units

Mutation = merge_types(
    "Mutation",
    (
        organisations.OrganisationMutations,
        units.UnitMutations,
        people.PeopleMutations,
        api_clients.ApiClientMutations,
        directions.DirectionMutations,
        moals.MoalMutations,
        cycles.CycleMutations,
    ),
)
"""All that can be done; the concepts in the order in which a company comes to them."""
