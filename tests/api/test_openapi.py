"""The description of the API is part of the API: a change of it is seen in review."""

import json
import os
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).parent / "openapi.json"
REFRESH = "REFRESH_OPENAPI=1 .venv/bin/pytest tests/api/test_openapi.py"


def test_the_description_is_as_agreed(client: Any) -> None:
    described = client.get("/api/v1/openapi.json").json()
    if os.environ.get("REFRESH_OPENAPI"):
        SNAPSHOT.write_text(json.dumps(described, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    agreed = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert described == agreed, f"The API's description has changed. If that is meant, write it anew: {REFRESH}"


def test_every_refusal_is_described(client: Any) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/v1/search",
        "/api/v1/listings",
        "/api/v1/listings/{listing_id}",
        "/api/v1/listings/{listing_id}/occurrences",
        "/api/v1/listings/{listing_id}/similar",
        "/api/v1/suggest",
        "/api/v1/thesaurus",
    }
    for path, methods in paths.items():
        assert set(methods) == {"get"}
        assert {"200", "400"} <= set(methods["get"]["responses"]), path
    for path in ("/api/v1/search", "/api/v1/suggest", "/api/v1/listings/{listing_id}/similar"):
        assert "503" in paths[path]["get"]["responses"]
    assert set(paths["/api/v1/thesaurus"]["get"]["responses"]["200"]["content"]) == {"text/turtle", "application/ld+json"}
