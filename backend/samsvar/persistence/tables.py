"""All tables: whoever needs the whole of them (bulk loading, statistics) imports this, and so the modules that hold them."""

import importlib
import pkgutil
from collections.abc import Sequence

import sqlalchemy as sa

from samsvar import persistence
from samsvar.persistence import schema


def in_order() -> Sequence[sa.Table]:
    """Return all tables, each after the ones that it refers to."""
    for module in pkgutil.iter_modules(persistence.__path__):
        importlib.import_module(f"{persistence.__name__}.{module.name}")
    return schema.metadata.sorted_tables
