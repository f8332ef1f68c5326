"""What the first bytes of a file give away: programs, archives and texts under the name of media. Pure."""

from __future__ import annotations

ENOUGH = 4096
"""So many bytes from the beginning are looked at."""

_SIGNATURES = (
    (b"\x7fELF", "a Linux program"),
    (b"MZ\x90\x00\x03\x00", "a Windows program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\xca\xfe\xba\xbe\x00\x00\x00", "a program"),
    (b"#!/", "a script"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a Windows shortcut"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Windows installer or an Office document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"MSCF\x00\x00\x00\x00", "a cabinet archive"),
    (b"%PDF-", "a PDF document"),
    (b"d8:announce", "a torrent file"),
)
_TEXTS = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"#extm3u", "a playlist"),
    (b"[playlist]", "a playlist"),
    (b"ffconcat version", "a playlist"),
    (b"[internetshortcut]", "an internet shortcut"),
)


def disguised(head: bytes) -> str:
    """What a file that begins so is, if it is certainly no media; else empty."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    if _is_windows_program(head):
        return "a Windows program"
    text = head[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((what for signature, what in _TEXTS if text.startswith(signature)), "")


def _is_windows_program(head: bytes) -> bool:
    """Two letters could be chance: the real header must be where they say that it is."""
    where = int.from_bytes(head[60:64], "little")
    return head.startswith(b"MZ") and head[where : where + 4] == b"PE\x00\x00"
