"""The wiring of the server: settings in, application out. uvicorn calls `create_app` once in each process."""

import gc
from typing import Final

from starlette.types import ASGIApp

from samsvar import settings
from samsvar.graph import schema
from samsvar.web import app

_COLLECT_AFTER: Final = 50_000
"""New objects until Python looks for circles among them; a request makes some hundreds, and hardly any circle."""


def create_app() -> ASGIApp:
    """Return the application, set up from the environment."""
    application = app.create_app(settings.read(), schema=schema.schema)
    # What is there now (code, schema, tables) stays as long as the process: no collection need look at it again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 50)
    return application
