"""Read the file: TOML into plain tables, or one error that says where it is broken and how to mend it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from .problems import ConfigError

_AT = re.compile(r" \(at line (\d+), column \d+\)$")
_QUOTES = re.compile("[\u2018-\u201f\u00ab\u00bb]")
_REMEDIES = {
    "Unescaped": "Write a backslash twice, or put the text in single quotes",
    "Cannot overwrite": "A key stands twice in one section: keep one of them",
    "Cannot declare": "A section stands twice: put its keys under one heading",
    "Invalid value": 'Put text in straight quotes: "text"',
    "Unclosed": "Close what was opened there",
    "Unterminated": "Close the quotes on that line",
    "Illegal character": "Close the quotes on that line",
}


def read(path: Path) -> dict[str, object]:
    """The file's tables. Raises ``ConfigError`` when it is missing, unreadable or no TOML."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _malformed(path, text, str(error)) from None


def read_text(path: Path) -> str:
    """The file's text, without the mark that some editors put in front of it."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(path, "there is no such file", remedy="Start qbitrr once to have it written") from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ConfigError(path, reason, remedy="Let qbitrr's user read it") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(path, "it is not UTF-8 text", remedy="Save it as UTF-8", line=line) from None


def _malformed(path: Path, text: str, message: str) -> ConfigError:
    at = _AT.search(message)
    lines = text.splitlines()
    number = int(at[1]) if at else len(lines)
    reason = _AT.sub("", message).removesuffix(" (at end of document)")
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    remedy = next((remedy for start, remedy in _REMEDIES.items() if reason.startswith(start)), "Correct that line")
    if _QUOTES.search(line):
        remedy = "Replace the typographic quotes on that line by straight ones"
    return ConfigError(path, reason, remedy=remedy, line=number)
