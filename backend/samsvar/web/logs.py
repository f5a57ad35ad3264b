"""
How the server logs: lines for people or for machines.

Tracebacks come without the values of local variables: secrets are among them.
"""

from __future__ import annotations

import logging
import sys
from typing import Literal

import orjson
import structlog
from structlog import typing as structlog_types


def configure(*, level: str, shape: Literal["console", "json"]) -> None:
    """
    Let structlog and the standard library's loggers write to standard error, alike.

    Args:
        level: ``debug``, ``info``, ``warning`` or ``error``.
        shape: ``console`` for people, ``json`` for machines: one object per line.
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog_types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso" if shape == "json" else "%H:%M:%S", utc=shape == "json"),
    ]
    if shape == "json":
        shared.append(structlog.processors.format_exc_info)
        renderer: structlog_types.Processor = structlog.processors.JSONRenderer(serializer=_line)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    # Libraries speak up when something is wrong; what they do otherwise is for those who debug.
    root.setLevel(number if level == "debug" else max(number, logging.WARNING))


def _line(event: object, **_options: object) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
