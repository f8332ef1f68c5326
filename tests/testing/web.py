"""Reaches what the tests serve on loopback."""

import httpx


def client_of(url, **options):
    """A client; it reads no certificates, which would take longer than most of the tests."""
    return httpx.Client(base_url=url, trust_env=False, verify=False, **options)
