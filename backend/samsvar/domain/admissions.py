"""Admission: what may be said of whom an organisation lets in."""

from samsvar.domain import refusals


class IssuerUnknown(refusals.Refusal):
    """The organisation takes no word of this issuer."""

    code = "ISSUER_UNKNOWN"
    issuer: str


class AdministratorsByGroupOnly(refusals.Refusal):
    """All administrators are so by groups; without this one nobody might be left."""

    code = "ADMINISTRATORS_BY_GROUP_ONLY"
    group: str
