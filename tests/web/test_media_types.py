import pytest

from samsvar.web import media_types
from samsvar.web.media_types import Media


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", Media.JSON),
        ("*/*", Media.JSON),
        ("application/*", Media.JSON),
        ("application/json", Media.JSON),
        ("application/graphql-response+json", Media.GRAPHQL),
        ("application/graphql-response+json; charset=utf-8, application/json;q=0.9", Media.GRAPHQL),
        ("application/json;q=0.5, application/graphql-response+json;q=0.8", Media.GRAPHQL),
        ("application/graphql-response+json;q=0, */*;q=0.1", Media.JSON),
        ("application/json, multipart/mixed", Media.JSON),
        ("TEXT/Event-Stream", Media.EVENTS),
        ("text/html, */*;q=0.8", Media.JSON),
        ("text/html", None),
        ("application/json;q=0", None),
        ("application/json;q=x", None),
    ],
)
def test_an_answer_takes_the_shape_that_is_preferred(accept: str, media: Media | None) -> None:
    assert media_types.asked_for(accept) is media
