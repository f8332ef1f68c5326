"""Shows the largest torrents, a note to oneself, and a clock."""

from collections.abc import Sequence

from flask import Blueprint
from pydantic import BaseModel, Field, SecretStr
from qbitrr_webui import PANEL_API, Form, Frame, PanelHost, Table, hookimpl

CLOCK = "<h1 id=clock>…</h1><script>clock.textContent = new Date().getFullYear()</script>"


class Note(BaseModel):
    """What to remember."""

    text: str = Field(max_length=200, description="What to remember.")
    word: SecretStr = Field(default=SecretStr(""), description="A password, which nobody is shown.")


class Shelf:
    hook_api = PANEL_API

    @hookimpl
    def qbitrr_webui_panels(self, host: PanelHost) -> Sequence[Table | Form[Note] | Frame]:
        def rows() -> list[tuple[str, int]]:
            found = sorted(host.downloads(), key=lambda one: one.size, reverse=True)
            return [(one.name, one.size) for one in found[:10]]

        def save(note: Note) -> str:
            host.notes.put("note", {"text": note.text, "word": note.word.get_secret_value()})
            return f"{note.text} is remembered."

        def values() -> dict[str, object]:
            kept = host.notes.get("note")
            return kept if isinstance(kept, dict) else {"text": "", "word": ""}

        return [
            Table(name="largest", title="Largest", columns=("Name", "Size"), rows=rows, about="The ten largest."),
            Form(name="note", title="Note", model=Note, save=save, values=values),
            Frame(name="clock", title="Clock", html=lambda: CLOCK),
        ]

    @hookimpl
    def qbitrr_webui_routes(self, host: PanelHost) -> Blueprint:
        routes = Blueprint("shelf", __name__)

        @routes.get("/note")
        def note() -> dict[str, object]:
            return {"note": host.notes.get("note")}

        @routes.post("/forget")
        def forget() -> dict[str, object]:
            host.notes.put("note", None)
            return {"forgotten": True}

        return routes
