"""The server keeps to what its OpenAPI says, whatever it is asked (schemathesis); ``FOGLINE_FUZZ=N`` asks N times each."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings

from fogline.serve import Settings, create_app

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

TOKEN = "a-token-for-tests"
HERE = {"host": "127.0.0.1"}
TRIES = int(os.environ.get("FOGLINE_FUZZ", "3"))


@pytest.fixture(scope="module")
def api(demo_record, tmp_path_factory):
    db = shutil.copy(demo_record, tmp_path_factory.mktemp("contract") / "demo.db")
    app = create_app(db, Settings(token=TOKEN))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HERE)
    # The stream has no end, an upload starts the reader, exports write out the record: they have tests of their own.
    for path in ("events", "ingest", "exports/{name}"):
        schema = schema.exclude(path=f"/api/v1/{path}")
    yield schema
    app.state.record.close()


def kept_to(case):
    from schemathesis.specs.openapi import checks

    return case.call_and_validate(
        headers=HERE | {"authorization": f"Bearer {TOKEN}"},
        checks=[
            schemathesis.checks.not_a_server_error,
            checks.status_code_conformance,
            checks.content_type_conformance,
            checks.response_schema_conformance,
        ],
    )


def test_answers_are_as_described(api):
    asked = 0

    def ask(operation):
        @settings(
            max_examples=TRIES,
            deadline=None,
            database=None,
            derandomize="FOGLINE_FUZZ" not in os.environ,
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy())
        def asking(case):
            nonlocal asked
            asked += 1
            kept_to(case)

        asking()

    for found in api.get_all_operations():
        ask(found.ok())
    assert asked > 50


def test_what_is_there_is_as_described(api):
    def get(path, query=None, **names):
        answer = kept_to(api[f"/api/v1/{path}"]["GET"].Case(path_parameters=names, query=query or {}))
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    report = get("reports")["items"][0]["key"]
    get("reports/{name}", name=report)
    claim = get("claims")["items"][0]["key"]
    get("claims/{report}/{name}", report=claim.split("/")[0], name=claim.split("/")[1])
    for incident in get("incidents", {"limit": 20})["items"]:
        get("incidents/{name}", name=incident["id"])
    for source in get("sources")["items"][:5]:
        get("sources/{name}", name=source["source"])
    get("control/{place}", place="Aleppo")
    get("labels", {"bbox": "35,34,39,38"})
    for name in ("acled", "ucdp", "airwars"):
        get("ledger/conventions/{name}", name=name)
    assert get("map", {"zoom": 1, "most": 10})["marks"]


def test_every_answer_has_a_shape(server):
    paths = server.get("openapi.json")["paths"]
    bare = []
    for path, operations in paths.items():
        for verb, operation in operations.items():
            content = next(r for s, r in operation["responses"].items() if s.startswith("2")).get("content", {})
            if any(not c.get("schema") for m, c in content.items() if m == "application/json"):
                bare.append((verb, path))
    assert bare == []
