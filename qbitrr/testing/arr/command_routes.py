"""The command endpoints of a simulated Arr."""

from __future__ import annotations

from ..http import Reply
from .command import Command
from .commands import Commands
from .routes import Call, Route, status_only
from .wire import ApiError, invalid, json_reply, no_such_row


class CommandEndpoints:
    def __init__(self, commands: Commands, prefix: str) -> None:
        self.commands, self.prefix = commands, prefix

    def routes(self) -> list[Route]:
        return [
            ("POST", "command", self.post),
            ("GET", "command", self.list),
            ("GET", "command/{id}", self.get),
            ("DELETE", "command/{id}", self.cancel),
        ]

    def post(self, call: Call) -> Reply:
        fields = call.fields()
        name = str(fields.pop("name", "") or "")
        if not name.strip():
            raise invalid("Name", "'Name' must not be empty.", name)
        command = self.commands.push(name, fields)
        reply = json_reply(command.resource(), 201)
        return Reply(201, reply.body, headers={"Location": f"{self.prefix}/command/{command.id}"})

    def list(self, _call: Call) -> Reply:
        """What is in memory only."""
        return json_reply([command.resource() for command in self.commands.memory])

    def get(self, call: Call) -> Reply:
        return json_reply(self._find(call).resource())

    def cancel(self, call: Call) -> Reply:
        command = self._find(call)
        if not self.commands.cancel(command):
            message = "Unable to cancel task"
            raise ApiError(json_reply({"message": message}, 409))
        return status_only(200)

    def _find(self, call: Call) -> Command:
        command = self.commands.stored.get(call.id)
        if command is None:
            raise no_such_row()
        return command
