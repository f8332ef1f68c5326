"""Prints the OpenAPI document that the page's types are made of: the shapes, and the calls that take and give them."""

import importlib
import inspect
import json
import pkgutil
import re
import sys

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import qbitrr_webui.shapes

CALLS = """
GET /api/session - Session
POST /api/session SignIn Session
DELETE /api/session - Done
POST /api/session/token SignInWithToken Session
POST /api/session/everywhere - Done
POST /api/setup SetUp Session
POST /api/password ChangePassword Session
GET /api/keys - Keys
POST /api/keys NewKey CreatedKey
DELETE /api/keys/{id} - Done
GET /health - Health
GET /api/overview - Overview
GET /api/processes - Processes
POST /api/processes/{name}/restart - Done
POST /api/processes/restart - Done
POST /api/reload - Done
POST /api/sections/{name}/unfreeze - Unfreeze
GET /api/logs - LogFiles
GET /api/logs/{name} LogQuery LogLines
GET /api/downloads DownloadsQuery Downloads
GET /api/downloads/{client}/{hash} - Why
GET /api/downloads/{client}/{hash}/history - Ledger
POST /api/downloads/{client}/{hash}/{act} Act Done
GET /api/plan - Plan
GET /api/quarantine - Quarantine
GET /api/decisions LedgerQuery Ledger
GET /api/search - Searching
GET /api/search/plan SearchPlanQuery SearchPlan
GET /api/search/history - SearchHistory
POST /api/search/allow AllowSearch Done
GET /api/obligations - Obligations
GET /api/statistics StatisticsQuery Statistics
GET /api/config - Config
GET /api/config/schemas - Schemas
POST /api/config/check Changes Checked
POST /api/config/connections Changes Connections
POST /api/config/preview Changes Preview
PUT /api/config Changes Saved
GET /api/plugins - Plugins
PUT /api/plugins/{name} Switch Done
GET /api/panels - Panels
GET /api/panels/{plugin}/{name} - PanelContent
POST /api/panels/{plugin}/{name} PanelInput Done
"""


def shapes() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for module in pkgutil.iter_modules(qbitrr_webui.shapes.__path__):
        there = importlib.import_module(f"qbitrr_webui.shapes.{module.name}")
        found |= {name: it for name, it in vars(there).items() if inspect.isclass(it) and issubclass(it, BaseModel)}
    return {name: it for name, it in found.items() if it is not BaseModel}


def content(shape: str) -> dict[str, object]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}


def call(line: str, schemas: dict[str, dict[str, object]]) -> tuple[str, str, dict[str, object]]:
    method, path, taken, given = line.split()
    answers = {"200": {"description": given, "content": content(given)}}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", path)
    ]
    operation: dict[str, object] = {"responses": answers, "parameters": parameters}
    if taken != "-" and method == "GET":
        fields = schemas[taken]["properties"]
        assert isinstance(fields, dict)
        parameters += [{"name": name, "in": "query", "schema": it} for name, it in fields.items()]
    elif taken != "-":
        operation["requestBody"] = {"required": True, "content": content(taken)}
    return path, method.lower(), operation


def document() -> dict[str, object]:
    models = [(shape, "serialization") for shape in shapes().values()]
    _, described = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    schemas = described["$defs"]
    paths: dict[str, dict[str, object]] = {}
    for line in CALLS.strip().splitlines():
        path, method, operation = call(line, schemas)
        paths.setdefault(path, {})[method] = operation
    about = {"title": "qbitrr", "version": "1"}
    return {"openapi": "3.1.0", "info": about, "paths": paths, "components": {"schemas": schemas}}


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1)
