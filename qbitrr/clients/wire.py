"""The local socket between a process and those who ask it: where it is, and who may use it."""

from __future__ import annotations

import os
import pickle
import re
import secrets
import select
import socket
import struct
import tempfile
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from pathlib import Path

from .messages import AT_ONCE, packed

LONGEST_ADDRESS = 100
"""Bytes in the address of a local socket, a little below what Linux (108) and macOS (104) allow."""

LARGEST_MESSAGE = 64 * 1024 * 1024

BUFFER = 4 * AT_ONCE


def send(connection: Connection, message: object) -> None:
    connection.send_bytes(packed(message))


def receive(connection: Connection) -> object:
    """The next message. Only from a peer that has proved that it knows our key."""
    return pickle.loads(connection.recv_bytes(LARGEST_MESSAGE))  # noqa: S301


def listen(run_folder: Path, name: str) -> socket.socket:
    """Listen for those who ask the process of that name. Its address is written into the run folder."""
    run_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = run_folder / f"{_file_name(name)}.sock"
    if len(os.fsencode(path)) > LONGEST_ADDRESS:
        path = Path(tempfile.mkdtemp(prefix="qbitrr-")) / "sock"
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    path.chmod(0o600)
    listener.listen(64)
    listener.settimeout(0)
    _write(_address_file(run_folder, name), str(path).encode())
    return listener


def stop_listening(listener: socket.socket, run_folder: Path, name: str) -> None:
    """Close the listener and take its files away, unless a successor has already put its own there."""
    path = Path(listener.getsockname())
    listener.close()
    path.unlink(missing_ok=True)
    if path.parent != run_folder:
        path.parent.rmdir()
    file = _address_file(run_folder, name)
    if file.exists() and file.read_bytes() == str(path).encode():
        file.unlink(missing_ok=True)


def connect(run_folder: Path, name: str, *, patience: float = 5.0) -> Connection:
    """Speak to the process of that name. Raises OSError, EOFError or AuthenticationError."""
    peer = socket.socket(socket.AF_UNIX)
    try:
        peer.settimeout(patience)
        peer.connect(_address_file(run_folder, name).read_text())
        connection = _connection(peer, patience)
    except OSError:
        peer.close()
        raise
    try:
        answer_challenge(connection, key_in(run_folder))
        deliver_challenge(connection, key_in(run_folder))
    except (OSError, EOFError, AuthenticationError):
        connection.close()
        raise
    return connection


def accept(listener: socket.socket, key: bytes, *, patience: float = 0.5) -> Connection | None:
    """The next peer that knows the key, or None when this one does not, or dawdles."""
    try:
        peer, _ = listener.accept()
    except OSError:
        return None
    connection = _connection(peer, patience)
    try:
        deliver_challenge(connection, key)
        answer_challenge(connection, key)
    except (OSError, EOFError, AuthenticationError):
        connection.close()
        return None
    return connection


def key_in(run_folder: Path) -> bytes:
    """What all processes of one qBitrr share and nobody else can read. Made by whoever is first."""
    run_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = run_folder / "key"
    if not path.exists():
        mine = run_folder / f"key.{os.getpid()}.{secrets.token_hex(4)}"
        _write(mine, secrets.token_bytes(32))
        try:
            path.hardlink_to(mine)
        except FileExistsError:
            pass  # somebody else was first
        finally:
            mine.unlink()
    return path.read_bytes()


def writable(connection: Connection) -> bool:
    """Would a message of the usual size go out at once?"""
    poll = select.poll()
    poll.register(connection, select.POLLOUT)
    return bool(poll.poll(0))


def _connection(peer: socket.socket, patience: float) -> Connection:
    """A connection on which neither reading nor writing ever blocks for longer than ``patience`` seconds."""
    peer.settimeout(None)
    limit = struct.pack("ll", int(patience), int(patience % 1 * 1_000_000))
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        peer.setsockopt(socket.SOL_SOCKET, option, limit)
    return Connection(peer.detach())


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.touch(mode=0o600)
    beside.write_bytes(content)
    beside.replace(path)


def _address_file(run_folder: Path, name: str) -> Path:
    return run_folder / f"{_file_name(name)}.address"


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)
