"""Sign-in, wired: everything under `/auth/`, and the middleware that finds out who asks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

from starlette import routing, types

from samsvar import settings
from samsvar.connectors import identity_providers, provider_answers, relying_parties
from samsvar.persistence import database as database_module
from samsvar.persistence import reads
from samsvar.web import (
    authentication,
    back_channel_logout,
    bearer,
    client_credentials,
    csrf,
    founding,
    sealing,
    sessions,
    sign_in,
    sign_out,
)


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """
    What is set up for signing in.

    Attributes:
        issuer: Of the OpenID Provider that people sign in with.
        client_id: What we are registered as there.
        client_secret: The secret that goes with it.
        scope: What to ask the provider for.
        api_audience: Whom access tokens of integrations must be made for.
        secret_key: Of the installation: seals what we hand out and tokens at rest.
        url: Where browsers find us.
        founding: Who may found an organisation: nobody, only the first, or everyone.
        idle: A session in which nothing happens for so long is over.
        longest: Every session is over after so long.
    """

    issuer: str
    client_id: str
    client_secret: str = dataclasses.field(repr=False)
    scope: str
    api_audience: str
    secret_key: str = dataclasses.field(repr=False)
    url: str
    founding: settings.Founding
    idle: dt.timedelta
    longest: dt.timedelta


class SignInParts:
    """What sign-in consists of in one process; see `routes` and `authentication`."""

    def __init__(
        self,
        identity: Identity,
        *,
        pool: reads.ReadPool,
        database: database_module.Database,
        clock: Callable[[], dt.datetime],
        remembered: dt.timedelta = sessions.REMEMBERED,
    ) -> None:
        """Wire the parts; nothing is asked or opened yet."""
        origin = csrf.origin_of(identity.url)
        self._origin = origin
        self._clock = clock
        self._http = provider_answers.client()
        relying_party = relying_parties.RelyingParty(
            identity_providers.IdentityProvider(
                identity.issuer,
                self._http,
                clock=clock,
                registration=identity_providers.Registration(
                    identity.client_id, identity.client_secret, scope=identity.scope
                ),
            ),
            client_id=identity.client_id,
            redirect_uri=f"{origin}/auth/callback",
        )
        self._sessions = sessions.Sessions(
            pool,
            database,
            relying_party,
            sealing.Seal(identity.secret_key, purpose="tokens at rest"),
            idle=identity.idle,
            longest=identity.longest,
            remembered=remembered,
        )
        self._bearers = bearer.Bearers(
            pool, self._http, audience=identity.api_audience, clock=clock, remembered=remembered
        )
        foundings = founding.Founding(
            database,
            sealing.Seal(identity.secret_key, purpose="founding"),
            who=identity.founding,
            clock=clock,
        )
        way_in = sign_in.SignIn(
            database,
            self._sessions,
            relying_party,
            foundings,
            sealing.Seal(identity.secret_key, purpose="sign-in attempts"),
            origin=origin,
            clock=clock,
        )
        way_out = sign_out.SignOut(self._sessions, relying_party, origin=origin, clock=clock)
        way_over = sign_out.ChangeOrganisation(database, self._sessions, clock=clock)
        told_out = back_channel_logout.BackChannelLogout(database, self._sessions, relying_party, clock=clock)
        tokens = client_credentials.ClientCredentials(database, clock=clock)
        # A mount, so that what is not there, or not by this method, is not looked for elsewhere.
        self.routes: Sequence[routing.BaseRoute] = (
            routing.Mount(
                "/auth",
                routes=[
                    routing.Route("/sign-in", way_in.begin, methods=["GET"]),
                    routing.Route("/callback", way_in.finish, methods=["GET"]),
                    routing.Route("/founding", foundings.show, methods=["GET"]),
                    routing.Route("/founding", foundings.found, methods=["POST"]),
                    routing.Route("/sign-out", way_out.__call__, methods=["POST"]),
                    routing.Route("/organisation", way_over.__call__, methods=["POST"]),
                    routing.Route("/back-channel-logout", told_out.__call__, methods=["POST"]),
                    routing.Route("/token", tokens.__call__, methods=["POST"]),
                ],
            ),
        )

    def authentication(self, app: types.ASGIApp) -> authentication.Authentication:
        """Wrap `app` in the middleware that finds out who asks."""
        return authentication.Authentication(
            app, sessions=self._sessions, bearers=self._bearers, origin=self._origin, clock=self._clock
        )

    async def close(self) -> None:
        """Close the connections to providers."""
        await self._http.aclose()
