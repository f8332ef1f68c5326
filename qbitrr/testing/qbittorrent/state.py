"""What the client as a whole says of itself: preferences (the ones that matter here) and transfer state."""

from __future__ import annotations

from .dialect import Dialect
from .ledger import Row

ADDED_STOPPED = {4: "start_paused_enabled", 5: "add_stopped_enabled"}
"""The preference that decides how a torrent starts when the call does not say, by generation."""


_NEWEST: Row = {"queued_tracker_announces": 0, "request_latency": 0, "session_state": False}


def new_preferences(dialect: Dialect, save_path: str) -> Row:
    """A part of the real list, which has 174 to 241 keys. Times in seconds unless named otherwise."""
    preferences: Row = {
        ADDED_STOPPED[dialect.generation]: False,
        "auto_tmm_enabled": False,
        "autorun_enabled": False,
        "autorun_program": "",
        "dht": False,
        "dl_limit": 0,
        "incomplete_files_ext": False,
        "listen_port": 6881,
        "lsd": False,
        "max_active_downloads": 3,
        "max_active_torrents": 5,
        "max_active_uploads": 3,
        "max_ratio": -1,
        "max_ratio_act": 0,
        "max_ratio_enabled": False,
        "max_seeding_time": -1,
        "max_seeding_time_enabled": False,
        "pex": False,
        "queueing_enabled": False,
        "save_path": save_path,
        "temp_path": f"{save_path}/temp",
        "temp_path_enabled": False,
        "torrent_content_layout": "Original",
        "up_limit": 0,
        "web_ui_ban_duration": 3600,
        "web_ui_max_auth_fail_count": 5,
        "web_ui_session_timeout": 3600,
        "web_ui_username": "admin",
    }
    if dialect.sessions:
        preferences["web_ui_sessions_count_limit"] = dialect.sessions
    if dialect.generation >= 5:
        preferences |= {"max_inactive_seeding_time": -1, "max_inactive_seeding_time_enabled": False}
    return preferences


def new_server_state(dialect: Dialect) -> Row:
    """The transfer state of a client with nothing going on, and 100 GiB free."""
    state: Row = {
        "alltime_dl": 0,
        "alltime_ul": 0,
        "average_time_queue": 0,
        "connection_status": "connected",
        "dht_nodes": 0,
        "dl_info_data": 0,
        "dl_info_speed": 0,
        "dl_rate_limit": 0,
        "free_space_on_disk": 100 << 30,
        "global_ratio": "-",
        "queued_io_jobs": 0,
        "queueing": False,
        "read_cache_hits": "0",
        "read_cache_overload": "0",
        "refresh_interval": 1500,
        "total_buffers_size": 0,
        "total_peer_connections": 0,
        "total_queued_size": 0,
        "total_wasted_session": 0,
        "up_info_data": 0,
        "up_info_speed": 0,
        "up_rate_limit": 0,
        "use_alt_speed_limits": False,
        "write_cache_overload": "0",
    }
    if dialect.generation >= 5:
        state |= {"last_external_address_v4": "", "last_external_address_v6": ""}
        state |= _NEWEST if dialect.newest else {"use_subcategories": False}
    return state


TRANSFER = (
    "connection_status",
    "dht_nodes",
    "dl_info_data",
    "dl_info_speed",
    "dl_rate_limit",
    "last_external_address_v4",
    "last_external_address_v6",
    "up_info_data",
    "up_info_speed",
    "up_rate_limit",
)
"""The fields of transfer/info."""
