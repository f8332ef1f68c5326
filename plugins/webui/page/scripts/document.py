"""Prints the OpenAPI document that the page's types are made of: the one that the API serves."""

import json
import sys
import tempfile
from pathlib import Path

from qbitrr_webui.app import make_app
from qbitrr_webui.context import web_of
from qbitrr_webui.document import described


def document() -> dict[str, object]:
    """The document of a page on an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        page = web_of(Path(folder), f"{folder}/qbitrr.db", environ={})
        with make_app(page).test_request_context():
            found = described()
        page.close()
    return found


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1, sort_keys=True)
