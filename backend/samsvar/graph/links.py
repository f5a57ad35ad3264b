"""
The types that refer to one another across modules, by name, so that no module has to be imported first.

strawberry looks a lazy type up when the schema is built; the type checker sees the real one.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samsvar.graph.alignment_cases import AlignmentCase as AlignmentCase
    from samsvar.graph.api_clients import ApiClient as ApiClient
    from samsvar.graph.audit import AuditEntry as AuditEntry
    from samsvar.graph.carry_overs import CarryOver as CarryOver
    from samsvar.graph.check_ins import CheckIn as CheckIn
    from samsvar.graph.comments import Comment as Comment
    from samsvar.graph.contribution_requests import ContributionRequest as ContributionRequest
    from samsvar.graph.contributions import Contribution as Contribution
    from samsvar.graph.cycles import Cycle as Cycle
    from samsvar.graph.dependencies import Dependency as Dependency
    from samsvar.graph.directions import Direction as Direction
    from samsvar.graph.initiatives import Initiative as Initiative
    from samsvar.graph.key_results import KeyResult as KeyResult
    from samsvar.graph.metrics import Measurement as Measurement
    from samsvar.graph.metrics import Metric as Metric
    from samsvar.graph.moals import Moal as Moal
    from samsvar.graph.objectives import Objective as Objective
    from samsvar.graph.okr_sets import OkrSet as OkrSet
    from samsvar.graph.organisations import Organisation as Organisation
    from samsvar.graph.overlap_findings import OverlapFinding as OverlapFinding
    from samsvar.graph.people import Membership as Membership
    from samsvar.graph.people import Person as Person
    from samsvar.graph.units import Unit as Unit
else:
    from typing import Annotated, ForwardRef

    import strawberry

    def _lazy(name: str, module: str) -> object:
        return Annotated[ForwardRef(name), strawberry.lazy(f"samsvar.graph.{module}")]

    AlignmentCase = _lazy("AlignmentCase", "alignment_cases")
    ApiClient = _lazy("ApiClient", "api_clients")
    AuditEntry = _lazy("AuditEntry", "audit")
    CarryOver = _lazy("CarryOver", "carry_overs")
    CheckIn = _lazy("CheckIn", "check_ins")
    Comment = _lazy("Comment", "comments")
    Contribution = _lazy("Contribution", "contributions")
    ContributionRequest = _lazy("ContributionRequest", "contribution_requests")
    Cycle = _lazy("Cycle", "cycles")
    Dependency = _lazy("Dependency", "dependencies")
    Direction = _lazy("Direction", "directions")
    Initiative = _lazy("Initiative", "initiatives")
    KeyResult = _lazy("KeyResult", "key_results")
    Measurement = _lazy("Measurement", "metrics")
    Metric = _lazy("Metric", "metrics")
    Moal = _lazy("Moal", "moals")
    Objective = _lazy("Objective", "objectives")
    OkrSet = _lazy("OkrSet", "okr_sets")
    OverlapFinding = _lazy("OverlapFinding", "overlap_findings")
    Organisation = _lazy("Organisation", "organisations")
    Membership = _lazy("Membership", "people")
    Person = _lazy("Person", "people")
    Unit = _lazy("Unit", "units")
