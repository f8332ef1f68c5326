"""Holds a simulated Arr to the app's own OpenAPI document, where that document is at hand."""

import json
import re
from functools import cache
from pathlib import Path

from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "reference" / "openapi"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
UNDECLARED_BODY = {
    ("post", "/api/v3/command"),
    ("post", "/api/v1/command"),
}  # the document leaves the parameters of commands out


class Contract:
    """An observer for a simulated server; ``breaches`` collects what the document does not allow."""

    def __init__(self, document):
        self.paths = [
            (re.compile(re.sub(r"\{\w+\}", r"[^/]+", path)), path, ops) for path, ops in document["paths"].items()
        ]
        # the framework's most specific route first: queue/bulk before queue/{id}
        self.paths.sort(key=lambda entry: "{" in entry[1])
        if "HttpUri" in document["components"]["schemas"]:  # the app's converter writes it as text
            document["components"]["schemas"]["HttpUri"] = {"type": "string"}
        self.registry = Registry().with_resource("urn:app", Resource(document, DRAFT4))
        self.breaches = []
        self.allowed = set()

    @classmethod
    def of(cls, app):
        """The contract of an app, or None where its document is not at hand."""
        document = read(app)
        return cls(document) if document else None

    def allow(self, *query_names):
        """Let a test send parameters that do not exist."""
        self.allowed |= set(query_names)

    def observe(self, request, reply):
        path, operation = self._operation(request)
        if operation is None:
            if reply.status < 400:
                self.breaches.append(f"{request.method} {request.path} is answered but not declared")
            return
        declared = {parameter["name"] for parameter in operation.get("parameters", [])} | {"apikey"} | self.allowed
        self.breaches += [f"{path}: no parameter {name}" for name in request.query if name not in declared]
        if reply.status < 300:
            self._check_request(request, path, operation)
            self._check_reply(reply, f"{request.method} {path}", operation)

    def _operation(self, request):
        for pattern, path, operations in self.paths:
            if pattern.fullmatch(request.path) and request.method.lower() in operations:
                return path, operations[request.method.lower()]
        return request.path, None

    def _check_request(self, request, path, operation):
        if "requestBody" in operation and (request.method.lower(), path) not in UNDECLARED_BODY:
            self._check(request.json(), operation["requestBody"]["content"], f"{request.method} {path} (sent)")

    def _check_reply(self, reply, name, operation):
        declared = next(iter(operation["responses"].values())).get("content")
        if not reply.body or not declared:
            return
        value = json.loads(reply.body)
        self.breaches += [f"{name}: {complaint}" for complaint in shape_complaints(value)]
        self._check(without_command_parameters(value) if "/command" in name else value, declared, name)

    def _check(self, value, content, name):
        kind = next((kind for kind in content if kind.startswith("application/json")), next(iter(content)))
        schema = absolute(content[kind]["schema"])
        for error in OAS30Validator(schema, registry=self.registry).iter_errors(value):
            self.breaches.append(f"{name}: {error.json_path}: {error.message}")


@cache
def read(app):
    """The document of an app."""
    file = DOCUMENTS / f"{app}.json"
    return json.loads(file.read_text()) if file.exists() else None


def absolute(schema):
    return json.loads(json.dumps(schema).replace('"#/', '"urn:app#/'))


def without_command_parameters(value):
    if isinstance(value, list):
        return [without_command_parameters(item) for item in value]
    return {**value, "body": {}}


def shape_complaints(value, path="$"):
    """Nulls are left out, and every date is UTC in whole seconds."""
    if value is None:
        yield f"{path} is null"
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from shape_complaints(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from shape_complaints(item, f"{path}[{number}]")
    elif isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value) and not DATE.fullmatch(value):
        yield f"{path} is no date of the app's: {value}"
