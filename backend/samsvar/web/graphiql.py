"""GraphiQL, for people who are signed in: it asks with their cookie and their rights."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from starlette import requests, responses, routing

from samsvar.web import assets, principals

PATH: Final = "/graphiql"


def routes(built: assets.Assets) -> list[routing.Route]:
    """Return the route of the page; others are sent to sign in, and then back to it."""

    async def page(request: requests.Request) -> responses.Response:
        principal = principals.of(request.scope)
        if principal is None or not principal.is_by_cookie:
            there = f"/auth/sign-in?{urlencode({'next': PATH})}"
            return responses.RedirectResponse(there, 303, {"cache-control": "no-store"})
        return built.page(assets.GRAPHIQL_PAGE)

    return [routing.Route(PATH, page, methods=["GET"])]
