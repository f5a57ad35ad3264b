"""The wiring of the server: settings in, application out. uvicorn calls `create_app` once in each process."""

from starlette.types import ASGIApp

from samsvar import settings
from samsvar.graph import schema
from samsvar.web import app


def create_app() -> ASGIApp:
    """Return the application, set up from the environment."""
    return app.create_app(settings.read(), schema=schema.schema)
