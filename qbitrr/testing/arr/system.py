"""What a simulated Arr says of itself in system/status."""

from __future__ import annotations

from .routes import Front
from .wire import stamp


def system_status(front: Front, started_at: float) -> dict[str, object]:
    return {
        "appName": front.app,
        "instanceName": front.app,
        "version": front.version,
        "branch": "develop",
        "urlBase": front.url_base,
        "authentication": "forms",
        "databaseType": "sqLite",
        "osName": "debian",
        "isDocker": False,
        "isLinux": True,
        "isNetCore": True,
        "isProduction": True,
        "mode": "console",
        "startTime": stamp(started_at),
        "buildTime": stamp(started_at - 86_400),
        "appData": "/config",
        "startupPath": f"/app/{front.app.lower()}/bin",
        "runtimeVersion": "8.0.0",
        "runtimeName": ".NET",
        "packageUpdateMechanism": "builtIn",
        "migrationVersion": 242,
    }
