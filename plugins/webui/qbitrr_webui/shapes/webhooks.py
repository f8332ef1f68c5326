"""What apps say that has happened."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Happened(BaseModel):
    """What an app sends by Connect. Only that it came matters: what is so is asked of the app itself."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    event_type: str = Field(default="", alias="eventType", max_length=100, description="Test, Grab, Download, …")
