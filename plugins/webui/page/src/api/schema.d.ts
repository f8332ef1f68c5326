// What the API takes and gives. Written by `npm run types`; do not edit.

export interface paths {
    "/api/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every section and rule with its options. Of a secret only whether it is set. */
        get: operations["get__api_config"];
        /** Save changes. A running qbitrr reads them at once. */
        put: operations["put__api_config"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What changes would come to, without making them. */
        post: operations["post__api_config_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether each client and app answers, with changes that are not saved yet. */
        post: operations["post__api_config_connections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would be done with changes that are not saved yet. It looks, and changes nothing. */
        post: operations["post__api_config_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config/schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What options there are. */
        get: operations["get__api_config_schemas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was decided and done, the newest first. */
        get: operations["get__api_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A part of all torrents, filtered and sorted, and how many have which value. */
        get: operations["get__api_downloads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/downloads/{client}/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is known and thought of one torrent, asked just now. */
        get: operations["get__api_downloads_{client}_{hash}"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/downloads/{client}/{hash}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done with one torrent, the newest first. */
        get: operations["get__api_downloads_{client}_{hash}_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/downloads/{client}/{hash}/{act}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person's word: protect, unprotect, release, discard or restore. */
        post: operations["post__api_downloads_{client}_{hash}_{act}"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events as they happen: state, downloads, entry, plugins, config. */
        get: operations["get__api_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All API keys, without the keys themselves. */
        get: operations["get__api_keys"];
        put?: never;
        /** Make a key. It is shown this once. */
        post: operations["post__api_keys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key: from now on it opens nothing. */
        delete: operations["delete__api_keys_{id}"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log of each process. */
        get: operations["get__api_logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last lines that fit, or the last before a cursor. */
        get: operations["get__api_logs_{name}"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{name}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of a log as text, the oldest first. */
        get: operations["get__api_logs_{name}_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{name}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is written to a log from now on: an event ``line`` for each record that fits. */
        get: operations["get__api_logs_{name}_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/obligations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is owed and what was met, by torrent. Half a minute old at most. */
        get: operations["get__api_obligations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What needs attention first, then what goes on. */
        get: operations["get__api_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/panels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The panels that plugins add, and the plugins that could not. */
        get: operations["get__api_panels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/panels/{plugin}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a table or a form shows now. A frame is fetched by itself. */
        get: operations["get__api_panels_{plugin}_{name}"];
        put?: never;
        /** Give what was put into a form to its plugin. */
        post: operations["post__api_panels_{plugin}_{name}"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/panels/{plugin}/{name}/frame": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The HTML of a frame, for a sandbox. */
        get: operations["get__api_panels_{plugin}_{name}_frame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the name and the password. Every other session that was made by the password is over. */
        post: operations["post__api_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the workers have decided, or would if it were not refused. */
        get: operations["get__api_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every plugin in every section that it is in, and those that are in none. */
        get: operations["get__api_plugins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plugins/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch a rule on or off, in every section that does not say otherwise. */
        put: operations["put__api_plugins_{name}"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/processes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every process, its state and its memory. */
        get: operations["get__api_processes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/processes/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start all processes anew but the supervisor, this page too. */
        post: operations["post__api_processes_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/processes/{name}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start one process anew. What is under way is taken up again. */
        post: operations["post__api_processes_{name}_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was removed and can still be restored, that which goes first at the beginning. */
        get: operations["get__api_quarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the configuration again; only what differs is started anew. */
        post: operations["post__api_reload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The budget, the indexers, the sections, and what searches have brought. */
        get: operations["get__api_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search/allow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search again for what was given up, as its downloads kept failing. */
        post: operations["post__api_search_allow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was searched for, the newest first. */
        get: operations["get__api_search_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would be searched for next, and what the rest waits for. It reads the libraries: a minute old at most. */
        get: operations["get__api_search_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sections/{name}/unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Allow removals in a section for an hour, however many there are. */
        post: operations["post__api_sections_{name}_unfreeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking, and how one can sign in. */
        get: operations["get__api_session"];
        put?: never;
        /** Sign in with the name and the password. */
        post: operations["post__api_session"];
        /** Sign out here. */
        delete: operations["delete__api_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out everywhere: every session is over, this one too. API keys hold. */
        post: operations["post__api_session_everywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with [WebUI] Token, with an API key, or, as long as there is no account, with the token of the set-up. */
        post: operations["post__api_session_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first account. */
        post: operations["post__api_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, removals, actions, searches and space, day by day. */
        get: operations["get__api_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/arr/{section}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For Connect in Radarr, Sonarr and Lidarr: the section's worker looks at once. A test is told what was found. */
        post: operations["post__api_webhooks_arr_{section}"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** As `qbitrr notify`, for a qBittorrent on another machine: all clients are looked at, at once. */
        post: operations["post__api_webhooks_notify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that qbitrr depends on, and whether it is well. */
        get: operations["get__health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the page answers. */
        get: operations["get__health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether qbitrr can do its work: it runs, none of its processes has been given up, its database answers. */
        get: operations["get__health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything as Prometheus reads it. */
        get: operations["get__metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Act
         * @description A person's word about one torrent.
         */
        Act: {
            /**
             * Confirm
             * @description The hash again, for release and discard.
             */
            confirm?: string;
            /**
             * Reason
             * @description Why, to be remembered; for protect.
             */
            reason?: string;
        };
        /**
         * Alive
         * @description ``ok`` is the whole answer: whoever has not signed in is told no more.
         */
        Alive: {
            /** Ok */
            ok: boolean;
        };
        /**
         * AllowSearch
         * @description Search again for a medium that was given up.
         */
        AllowSearch: {
            /** Media Id */
            media_id: number;
            /** Section */
            section: string;
        };
        /**
         * Attention
         * @description One thing that a person should look at. ``link`` is the page's place where it is shown or mended.
         */
        Attention: {
            /**
             * Action
             * @description What can be done at once: unfreeze; empty for nothing.
             */
            action: string;
            /** Link */
            link: string;
            /** Section */
            section: string;
            /** Text */
            text: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /**
         * Can
         * @description What a person can do about a torrent now.
         */
        Can: {
            /**
             * Discard
             * @description Let it go although it was never imported.
             */
            discard: boolean;
            /** Protect */
            protect: boolean;
            /**
             * Release
             * @description Let it go in spite of an obligation.
             */
            release: boolean;
            /** Restore */
            restore: boolean;
            /** Unprotect */
            unprotect: boolean;
        };
        /**
         * Change
         * @description Set one key, or ``remove`` it (so that its default holds), or remove a whole table (with an empty path).
         *
         *     ``heading`` is a section's or rule's; a section that is not there is added, with an empty path all keys of ``value``
         *     at once. A secret whose value is null stays as it is, and so does any text that is sent back as it was shown, such
         *     as an address of which the passkey is hidden.
         */
        Change: {
            /** Heading */
            heading: string;
            /** Path */
            path?: string[];
            /** Remove */
            remove?: boolean;
            value?: components["schemas"]["JsonValue"];
        };
        /**
         * ChangePassword
         * @description ``current`` may be empty for who has signed in with the token.
         */
        ChangePassword: {
            /**
             * Current
             * Format: password
             */
            current?: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /** Username */
            username: string;
        };
        /** Changes */
        Changes: {
            /** Changes */
            changes: components["schemas"]["Change"][];
            /** Fingerprint */
            fingerprint?: string;
        };
        /**
         * Checked
         * @description What a change would come to. ``diff`` is a unified diff of the file in which secrets are hidden.
         */
        Checked: {
            /** Diff */
            diff: string;
            /** Ok */
            ok: boolean;
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /**
             * Restarts
             * @description The processes that would start anew.
             */
            restarts: string[];
        };
        /**
         * Client
         * @description One qBittorrent.
         */
        Client: {
            at: components["schemas"]["Moment"] | null;
            /** Complete */
            complete: boolean;
            /** Connected */
            connected: boolean;
            /**
             * Download Speed
             * @description Bytes a second.
             */
            download_speed: number;
            /** Free Space */
            free_space: number | null;
            /** Name */
            name: string;
            /**
             * Reason
             * @description Why it is not connected, or its list not whole.
             */
            reason: string;
            /** Torrents */
            torrents: number;
            /**
             * Upload Speed
             * @description Bytes a second.
             */
            upload_speed: number;
        };
        /**
         * Config
         * @description ``fingerprint`` says which version of the file this is; a save names it, so that nobody's change is lost.
         */
        Config: {
            /**
             * Can Add
             * @description Kinds of section that can be added: qBit, Radarr, …
             */
            can_add: string[];
            /** Fingerprint */
            fingerprint: string;
            /** Path */
            path: string;
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /** Sections */
            sections: components["schemas"]["ConfigSection"][];
        };
        /**
         * ConfigSection
         * @description One section or rule's table. ``heading`` is as in the file: Settings, qBit-seedbox, Radarr-4K.Plugins.stalled.
         *
         *     ``schema_name`` names its JSON schema in the schemas; ``kind`` is settings, client, webui, app or rule.
         */
        ConfigSection: {
            /** Heading */
            heading: string;
            /** In File */
            in_file: boolean;
            /** Kind */
            kind: string;
            /** Managed */
            managed: boolean;
            /** Options */
            options: components["schemas"]["Option"][];
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /** Schema Name */
            schema_name: string;
            /** Title */
            title: string;
        };
        /**
         * Connection
         * @description Whether a client or an app answered, and what it said.
         */
        Connection: {
            /** Name */
            name: string;
            /** Ok */
            ok: boolean;
            /** Said */
            said: string;
        };
        /** Connections */
        Connections: {
            /** Connections */
            connections: components["schemas"]["Connection"][];
        };
        /**
         * Counts
         * @description What goes on, in numbers.
         */
        Counts: {
            /** Downloading */
            downloading: number;
            /** Imported Today */
            imported_today: number;
            /** Protected */
            protected: number;
            /** Quarantine */
            quarantine: number;
            /**
             * Rejected
             * @description Complete downloads that wait for a person's word.
             */
            rejected: number;
            /** Removed Today */
            removed_today: number;
            /** Searches Today */
            searches_today: number;
            /** Seeding */
            seeding: number;
            /** Torrents */
            torrents: number;
        };
        /**
         * CreatedKey
         * @description The only time that the key itself is shown.
         */
        CreatedKey: {
            key: components["schemas"]["Key"];
            /** Secret */
            secret: string;
        };
        /**
         * DayCount
         * @description Counts of one day (of this machine's clock), by name.
         */
        DayCount: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /**
             * Day
             * @description As 2026-03-01.
             */
            day: string;
        };
        /**
         * Debt
         * @description What one row of the trackers asks of a torrent; ``how`` it was ended, when it is ``done``.
         */
        Debt: {
            /** Asks */
            asks: string;
            done: components["schemas"]["Moment"] | null;
            /** How */
            how: string;
            /** Row */
            row: string;
            since: components["schemas"]["Moment"];
        };
        /** Dependency */
        Dependency: {
            /** Detail */
            detail: string;
            /**
             * Kind
             * @description supervisor, database, client, worker or app
             */
            kind: string;
            /** Name */
            name: string;
            /** Ok */
            ok: boolean;
        };
        /**
         * Disk
         * @description Where a client saves, as it tells.
         */
        Disk: {
            at: components["schemas"]["Moment"] | null;
            /** Client */
            client: string;
            /** Free */
            free: number | null;
            /**
             * Quarantine
             * @description What the end of the quarantine will give back.
             */
            quarantine: number;
        };
        /**
         * Done
         * @description Something was done, in sentences.
         */
        Done: {
            /** Done */
            done: string[];
        };
        /**
         * Download
         * @description One torrent: what its client says, and what its owner thinks of it.
         *
         *     ``health`` is the gravest verdict of its rules and ``reason`` the words for it. ``next_action`` is what is decided
         *     (empty: nothing), ``next_at`` when it is looked at again.
         */
        Download: {
            added: components["schemas"]["Moment"];
            /** Category */
            category: string;
            /** Client */
            client: string;
            completed: components["schemas"]["Moment"] | null;
            /** Download Speed */
            download_speed: number;
            /** Eta */
            eta: number | null;
            /** Hash */
            hash: string;
            /**
             * Health
             * @enum {string}
             */
            health: "healthy" | "degraded" | "failed" | "unknown";
            imported: components["schemas"]["Moment"] | null;
            /** Name */
            name: string;
            /** Next Action */
            next_action: string;
            next_at: components["schemas"]["Moment"] | null;
            /** Next Why */
            next_why: string;
            /** Owner */
            owner: string;
            /** Private */
            private: boolean | null;
            /** Progress */
            progress: number;
            /** Protected */
            protected: string;
            /** Quarantined */
            quarantined: boolean;
            /** Ratio */
            ratio: number;
            /** Reason */
            reason: string;
            /**
             * Refused
             * @description Why a removal that was proposed is not done.
             */
            refused: string;
            /**
             * Rejected
             * @description It waits for a person's word.
             */
            rejected: boolean;
            /**
             * Rule
             * @description The rule whose words those are.
             */
            rule: string;
            /**
             * Seeding Time
             * @description A length of time in seconds.
             */
            seeding_time: number;
            /** Seeds */
            seeds: number;
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
            /** Stage */
            stage: string;
            /** State */
            state: string;
            /** Tags */
            tags: string[];
            /**
             * Title
             * @description The medium that it is, by its owner.
             */
            title: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
            /**
             * Tracker
             * @description The host of its tracker.
             */
            tracker: string;
            /** Upload Speed */
            upload_speed: number;
        };
        /**
         * Downloads
         * @description ``facets`` counts all torrents by each value of some keys, for the filters.
         */
        Downloads: {
            /**
             * Complete
             * @description Whether every client's list is whole.
             */
            complete: boolean;
            /** Facets */
            facets: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** Offset */
            offset: number;
            /** Rows */
            rows: components["schemas"]["Download"][];
            /** Total */
            total: number;
            /**
             * Version
             * @description Grows whenever something of the list changes.
             */
            version: number;
        };
        /**
         * DownloadsQuery
         * @description Which torrents, in which order. Several values of one key are separated by commas.
         */
        DownloadsQuery: {
            /**
             * Attention
             * @description Only those that something is wrong with.
             */
            attention?: boolean;
            /** Category */
            category?: string;
            /** Client */
            client?: string;
            /** Health */
            health?: string;
            /** Limit */
            limit?: number;
            /** Offset */
            offset?: number;
            /**
             * Order
             * @enum {string}
             */
            order?: "up" | "down";
            /** Owner */
            owner?: string;
            /**
             * Search
             * @description A part of the name, or the beginning of the hash.
             */
            search?: string;
            /**
             * Sort
             * @enum {string}
             */
            sort?: "name" | "client" | "owner" | "state" | "stage" | "health" | "progress" | "size" | "added" | "ratio" | "download_speed" | "upload_speed" | "next_action" | "look_again";
            /** Stage */
            stage?: string;
            /** State */
            state?: string;
            /** Tracker */
            tracker?: string;
        };
        /**
         * Entry
         * @description One line of the ledger. ``undo``: what takes it back, restore or unprotect; empty when nothing can.
         */
        Entry: {
            /** Action */
            action: string;
            at: components["schemas"]["Moment"];
            /** Client */
            client: string;
            /** Detail */
            detail: string;
            /** Dry Run */
            dry_run: boolean;
            /** Evidence */
            evidence: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Hash */
            hash: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Outcome */
            outcome: string;
            /** Owner */
            owner: string;
            /** Plugin */
            plugin: string;
            /** Reason */
            reason: string;
            /** Rule */
            rule: string;
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
            /** Undo */
            undo: string;
        };
        /**
         * Error
         * @description Every answer that is not a success has this shape.
         */
        Error: {
            error: components["schemas"]["ErrorBody"];
        };
        /** ErrorBody */
        ErrorBody: {
            /**
             * Code
             * @description A word for programs: not_found, invalid, forbidden, unavailable, …
             */
            code: string;
            /**
             * Message
             * @description A sentence for people: what is wrong, and what to do.
             */
            message: string;
            /**
             * Problems
             * @description Each thing that is wrong, where there are several.
             */
            problems: components["schemas"]["Problem"][];
        };
        /**
         * Happened
         * @description What an app sends by Connect. Only that it came matters: what is so is asked of the app itself.
         */
        Happened: {
            /**
             * Eventtype
             * @description Test, Grab, Download, …
             */
            eventType: string;
        };
        /** Health */
        Health: {
            /** Dependencies */
            dependencies: components["schemas"]["Dependency"][];
            /** Ok */
            ok: boolean;
        };
        /**
         * Held
         * @description One torrent in quarantine, or once in it. ``restorable``: ``restore`` would put it back.
         */
        Held: {
            /** Category */
            category: string;
            /** Client */
            client: string;
            expires_at: components["schemas"]["Moment"];
            /** Hash */
            hash: string;
            held_at: components["schemas"]["Moment"];
            /** Name */
            name: string;
            /** Owner */
            owner: string;
            /** Reason */
            reason: string;
            /** Restorable */
            restorable: boolean;
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
            /** State */
            state: string;
        };
        /**
         * ImportSpeed
         * @description How long one import took from the completion of its download to its confirmation.
         */
        ImportSpeed: {
            at: components["schemas"]["Moment"];
            /** Name */
            name: string;
            /** Owner */
            owner: string;
            /**
             * Seconds
             * @description A length of time in seconds.
             */
            seconds: number;
        };
        /** IndexerState */
        IndexerState: {
            day: components["schemas"]["Used"];
            hour: components["schemas"]["Used"];
            /** Name */
            name: string;
            /** Resting */
            resting: boolean;
            resting_until: components["schemas"]["Moment"] | null;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        JsonValue: unknown;
        /**
         * Key
         * @description One API key, without the key itself: only its hash is kept.
         */
        Key: {
            created: components["schemas"]["Moment"];
            /** Id */
            id: string;
            last_used: components["schemas"]["Moment"] | null;
            /** Name */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
        };
        /** Keys */
        Keys: {
            /** Keys */
            keys: components["schemas"]["Key"][];
        };
        /**
         * Ledger
         * @description ``more``: whether there are older ones.
         */
        Ledger: {
            /** Entries */
            entries: components["schemas"]["Entry"][];
            /** More */
            more: boolean;
        };
        /**
         * LedgerQuery
         * @description Which entries, the newest first. ``before`` is the id of the last one that is known already.
         */
        LedgerQuery: {
            /**
             * Action
             * @description Several are separated by commas.
             */
            action?: string;
            /** Before */
            before?: number | null;
            /** Client */
            client?: string;
            /** Limit */
            limit?: number;
            /** Outcome */
            outcome?: string;
            /** Owner */
            owner?: string;
            /**
             * Search
             * @description A part of the name, or a whole hash.
             */
            search?: string;
            /** Since */
            since?: string | null;
            /** Until */
            until?: string | null;
        };
        /**
         * LogFile
         * @description The log of one process. ``name`` is what the other calls take.
         */
        LogFile: {
            changed: components["schemas"]["Moment"];
            /** Name */
            name: string;
            /** Process */
            process: string;
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
        };
        /** LogFiles */
        LogFiles: {
            /** Files */
            files: components["schemas"]["LogFile"][];
        };
        /**
         * LogLine
         * @description One record; ``text`` has the lines of its traceback too. ``cursor`` is where it begins in the file.
         */
        LogLine: {
            /** At */
            at: string;
            /** Cursor */
            cursor: number;
            /** Level */
            level: string;
            /** Logger */
            logger: string;
            /** Text */
            text: string;
        };
        /**
         * LogLines
         * @description In the order of time. ``more``: whether there are earlier ones; ``end`` is where the file ended.
         */
        LogLines: {
            /** End */
            end: number;
            /** Lines */
            lines: components["schemas"]["LogLine"][];
            /** More */
            more: boolean;
        };
        /**
         * LogQuery
         * @description The last lines that fit, or those ``before`` a cursor.
         */
        LogQuery: {
            /** Before */
            before?: number | null;
            /**
             * Level
             * @enum {string}
             */
            level?: "DEBUG" | "INFO" | "WARNING" | "ERROR" | "CRITICAL";
            /** Limit */
            limit?: number;
            /** Search */
            search?: string;
        };
        /**
         * Methods
         * @description The ways to sign in that are configured.
         */
        Methods: {
            /** Oidc */
            oidc: boolean;
            /** Password */
            password: boolean;
        };
        /** Format: date-time */
        Moment: string;
        /** NewKey */
        NewKey: {
            /** Name */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
        };
        /** Obligation */
        Obligation: {
            /** Client */
            client: string;
            /** Debts */
            debts: components["schemas"]["Debt"][];
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Owes */
            owes: boolean;
            /** Ratio */
            ratio: number | null;
            /** Section */
            section: string;
            /** Seeding Time */
            seeding_time: number | null;
            since: components["schemas"]["Moment"];
        };
        /**
         * Obligations
         * @description ``configured``: whether any section has the rule.
         */
        Obligations: {
            /** Configured */
            configured: boolean;
            /** Notes */
            notes: string[];
            /** Obligations */
            obligations: components["schemas"]["Obligation"][];
        };
        /**
         * Option
         * @description One option of a section as it holds. ``path`` is below the section; ``secret`` ones have no value.
         *
         *     ``source`` is default, file or the environment variable, which wins and cannot be changed here. Of a rule's table in
         *     one section the default is what its table for every section says. A key that no option has is secret: nobody knows.
         */
        Option: {
            default: components["schemas"]["JsonValue"];
            /**
             * Is Set
             * @description Whether a secret has a value; true for what else is in the file.
             */
            is_set: boolean;
            /**
             * Locked
             * @description The environment sets it.
             */
            locked: boolean;
            /** Path */
            path: string[];
            /** Secret */
            secret: boolean;
            /** Source */
            source: string;
            value: components["schemas"]["JsonValue"];
        };
        /** Overview */
        Overview: {
            at: components["schemas"]["Moment"];
            /** Attention */
            attention: components["schemas"]["Attention"][];
            /** Clients */
            clients: components["schemas"]["Client"][];
            counts: components["schemas"]["Counts"];
            /** Dry Run */
            dry_run: boolean;
            /** Sections */
            sections: components["schemas"]["Section"][];
            /** Well */
            well: boolean;
        };
        /**
         * Panel
         * @description A panel that a plugin adds to the page: a sandboxed frame, or a table or form that is declared.
         */
        Panel: {
            /** About */
            about: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "frame" | "table" | "form";
            /** Name */
            name: string;
            /** Plugin */
            plugin: string;
            /** Title */
            title: string;
        };
        /**
         * PanelContent
         * @description One of these, by the kind of panel.
         */
        PanelContent: {
            form: components["schemas"]["PanelForm"] | null;
            /** Html */
            html: string;
            table: components["schemas"]["PanelTable"] | null;
        };
        /** PanelForm */
        PanelForm: {
            /** Form Schema */
            form_schema: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Values */
            values: {
                [key: string]: components["schemas"]["JsonValue"];
            };
        };
        /** PanelInput */
        PanelInput: {
            /** Values */
            values: {
                [key: string]: components["schemas"]["JsonValue"];
            };
        };
        /** PanelTable */
        PanelTable: {
            /** Columns */
            columns: string[];
            /** Rows */
            rows: (string | number | boolean | null)[][];
        };
        /** Panels */
        Panels: {
            /** Panels */
            panels: components["schemas"]["Panel"][];
            /** Problems */
            problems: string[];
        };
        /**
         * Plan
         * @description ``judged``: so many torrents were looked at. ``notes``: who could not be asked.
         */
        Plan: {
            at: components["schemas"]["Moment"];
            /** Dry Run */
            dry_run: boolean;
            /** Judged */
            judged: number;
            /** Notes */
            notes: string[];
            /** Plan */
            plan: components["schemas"]["Planned"][];
        };
        /**
         * Planned
         * @description What would become of one torrent now.
         */
        Planned: {
            /** Action */
            action: string;
            /** By */
            by: string;
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Reason */
            reason: string;
            /** Refused */
            refused: string;
            /** Section */
            section: string;
            /** Stage */
            stage: string;
            /** State */
            state: string;
            /** Steps */
            steps: string[];
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /** PlannedLine */
        PlannedLine: {
            /** Action */
            action: string;
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Reason */
            reason: string;
            /** Refused */
            refused: string;
            /** Section */
            section: string;
        };
        /** PlannedSearch */
        PlannedSearch: {
            at: components["schemas"]["Moment"] | null;
            /** Cost */
            cost: number;
            /** Media */
            media: number;
            /** Section */
            section: string;
            /** Title */
            title: string;
            /** Urgent */
            urgent: boolean;
            /** Want */
            want: string;
        };
        /**
         * Plugin
         * @description One plugin in one section, or one that is in none. ``kind`` is app, rule, page or other.
         */
        Plugin: {
            /** About */
            about: string;
            /**
             * Can Switch
             * @description A rule can be switched on and off; a section cannot.
             */
            can_switch: boolean;
            /** Distribution */
            distribution: string;
            /** Enabled */
            enabled: boolean;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Plugin */
            plugin: string;
            /** Reason */
            reason: string;
            /** Section */
            section: string;
            /** Since */
            since: string;
            /** Status */
            status: string;
            /** Trust */
            trust: string;
            /** Version */
            version: string;
        };
        /** Plugins */
        Plugins: {
            /** Plugins */
            plugins: components["schemas"]["Plugin"][];
        };
        /**
         * Preview
         * @description What qbitrr would do with a changed configuration: a dry look that changes nothing.
         */
        Preview: {
            /** Connections */
            connections: components["schemas"]["Connection"][];
            /**
             * Counts
             * @description How many torrents would have which action.
             */
            counts: {
                [key: string]: number;
            };
            /** Judged */
            judged: number;
            /** Notes */
            notes: string[];
            /** Ok */
            ok: boolean;
            /** Plan */
            plan: components["schemas"]["PlannedLine"][];
            /** Problems */
            problems: components["schemas"]["Problem"][];
        };
        /**
         * Problem
         * @description One thing wrong with one key. ``section`` and ``key`` are as in the file; ``field`` is of the request.
         */
        Problem: {
            /** Expected */
            expected: string;
            /** Fatal */
            fatal: boolean;
            /** Hint */
            hint: string;
            /** Key */
            key: string;
            /** Section */
            section: string;
            /**
             * Value
             * @description What is there now, as text; never a secret.
             */
            value: string;
        };
        /**
         * Process
         * @description One supervised process. ``kind`` is supervisor, client, worker or page.
         */
        Process: {
            /** Kind */
            kind: string;
            last_beat: components["schemas"]["Moment"] | null;
            /**
             * Memory
             * @description Its own share of memory (PSS), where the system tells.
             */
            memory: number | null;
            /** Name */
            name: string;
            /** Pid */
            pid: number | null;
            /** Reason */
            reason: string;
            /** Restarts */
            restarts: number;
            since: components["schemas"]["Moment"];
            /** State */
            state: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /** Processes */
        Processes: {
            /** Processes */
            processes: components["schemas"]["Process"][];
            started: components["schemas"]["Moment"] | null;
            /** Version */
            version: string;
        };
        /**
         * Proposal
         * @description Changes to look at; without any it is the file as it is.
         */
        Proposal: {
            /** Changes */
            changes?: components["schemas"]["Change"][];
            /** Fingerprint */
            fingerprint?: string;
        };
        /** Quarantine */
        Quarantine: {
            /** Held */
            held: components["schemas"]["Held"][];
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
        };
        /**
         * Rule
         * @description What one plugin thinks: ``answer`` is its verdict, or why there is none. ``of``: so many strikes suffice.
         */
        Rule: {
            /** Answer */
            answer: string;
            /** Evidence */
            evidence: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            look_again: components["schemas"]["Moment"] | null;
            /** Of */
            of: number | null;
            /** Plugin */
            plugin: string;
            /** Reason */
            reason: string;
            /** Strikes */
            strikes: number;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /** Saved */
        Saved: {
            /** Diff */
            diff: string;
            /** Fingerprint */
            fingerprint: string;
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /** Reloaded */
            reloaded: boolean;
            /**
             * Restarts
             * @description The processes that start anew.
             */
            restarts: string[];
        };
        /**
         * Schemas
         * @description JSON schemas by name: Settings, qBit, WebUI, radarr, stalled, … Keys are as in the file.
         *
         *     ``x-heading`` says where a rule's table belongs; ``problems`` why a plugin has no schema.
         */
        Schemas: {
            /** Problems */
            problems: {
                [key: string]: string;
            };
            /** Schemas */
            schemas: {
                [key: string]: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
            };
        };
        /**
         * Scope
         * @description What a session or an API key may do. Each includes those before it, but for the last two, which stand alone.
         * @enum {string}
         */
        Scope: "read" | "act" | "admin" | "metrics" | "webhook";
        /** SearchHistory */
        SearchHistory: {
            /** Searches */
            searches: components["schemas"]["Searched"][];
        };
        /**
         * SearchPlan
         * @description ``due``: so many searches could be made; the next of them are listed.
         */
        SearchPlan: {
            at: components["schemas"]["Moment"];
            /** Due */
            due: number;
            /** Notes */
            notes: string[];
            /** Searches */
            searches: components["schemas"]["PlannedSearch"][];
            /** Waiting */
            waiting: components["schemas"]["WaitingMedia"][];
        };
        /** SearchPlanQuery */
        SearchPlanQuery: {
            /** Limit */
            limit?: number;
        };
        /** Searched */
        Searched: {
            at: components["schemas"]["Moment"];
            /** Cost */
            cost: number;
            /** Grabbed */
            grabbed: string;
            /** Grabs */
            grabs: number | null;
            /** Id */
            id: number;
            /** Section */
            section: string;
            /** State */
            state: string;
            /** Title */
            title: string;
            /** Want */
            want: string;
        };
        /** Searching */
        Searching: {
            at: components["schemas"]["Moment"];
            day: components["schemas"]["Used"];
            hour: components["schemas"]["Used"];
            /** Indexers */
            indexers: components["schemas"]["IndexerState"][];
            /** Per Hour */
            per_hour: number;
            /** Sections */
            sections: components["schemas"]["SectionSearching"][];
            /** Stuck */
            stuck: components["schemas"]["Stuck"][];
            /** Worth */
            worth: components["schemas"]["Worth"][];
        };
        /**
         * Section
         * @description One managed section as its worker last told it.
         */
        Section: {
            at: components["schemas"]["Moment"] | null;
            /**
             * Frozen
             * @description Why removals are frozen; empty when they are not.
             */
            frozen: string;
            /**
             * Missing
             * @description Who could not say what it knows, and why.
             */
            missing: {
                [key: string]: string;
            };
            /** Name */
            name: string;
            /** Problems */
            problems: string[];
            /**
             * Stages
             * @description How many downloads are in which stage.
             */
            stages: {
                [key: string]: number;
            };
        };
        /**
         * SectionSearching
         * @description One section. ``off``: its library is not searched. ``why_not``: why nothing is searched for just now.
         */
        SectionSearching: {
            at: components["schemas"]["Moment"] | null;
            /** Due */
            due: number;
            /**
             * Later
             * @description How many media wait, by what they wait for.
             */
            later: {
                [key: string]: number;
            };
            /** Next Title */
            next_title: string;
            /** Off */
            off: boolean;
            pass_began: components["schemas"]["Moment"] | null;
            /** Satisfied */
            satisfied: number;
            /** Section */
            section: string;
            /** Silent */
            silent: string;
            until: components["schemas"]["Moment"] | null;
            /** Why Not */
            why_not: string;
        };
        /**
         * Session
         * @description Who is asking. ``csrf`` goes into the header X-CSRF-Token of every request that changes something.
         */
        Session: {
            /** Csrf */
            csrf: string;
            /** Dry Run */
            dry_run: boolean;
            /**
             * How
             * @description password, token, setup, key, oidc, proxy or open
             */
            how: string;
            methods: components["schemas"]["Methods"];
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
            /**
             * Setup Needed
             * @description No password is set: the printed token is asked for.
             */
            setup_needed: boolean;
            /** Signed In */
            signed_in: boolean;
            /** User */
            user: string;
            /**
             * Version
             * @description Of qbitrr; told only to those who are signed in.
             */
            version: string;
            /**
             * Wizard Needed
             * @description Nothing is configured that could be looked after.
             */
            wizard_needed: boolean;
        };
        /**
         * SetUp
         * @description The first account. ``token`` is the one that was printed.
         */
        SetUp: {
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Token
             * Format: password
             */
            token: string;
            /** Username */
            username: string;
        };
        /** SignIn */
        SignIn: {
            /**
             * Password
             * Format: password
             */
            password: string;
            /** Username */
            username?: string;
        };
        /** SignInWithToken */
        SignInWithToken: {
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /** SpaceSample */
        SpaceSample: {
            at: components["schemas"]["Moment"];
            /**
             * Free
             * @description Free space where each client saves, by client.
             */
            free: {
                [key: string]: number;
            };
        };
        /** Statistics */
        Statistics: {
            /**
             * Actions
             * @description All that was done a day, by action.
             */
            actions: components["schemas"]["DayCount"][];
            /** Disks */
            disks: components["schemas"]["Disk"][];
            /** Import Median */
            import_median: number | null;
            /** Imports */
            imports: components["schemas"]["ImportSpeed"][];
            /**
             * Removals
             * @description Removals a day, by the rule or plugin whose reason it was.
             */
            removals: components["schemas"]["DayCount"][];
            /**
             * Searches
             * @description Searches a day: made, and brought.
             */
            searches: components["schemas"]["DayCount"][];
            /** Space */
            space: components["schemas"]["SpaceSample"][];
        };
        /** StatisticsQuery */
        StatisticsQuery: {
            /** Days */
            days?: number;
        };
        /**
         * Step
         * @description One sentence of what follows, in its order.
         */
        Step: {
            /** Text */
            text: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /**
         * Stuck
         * @description A medium that is no longer searched for, as its downloads keep failing.
         */
        Stuck: {
            /** Failures */
            failures: number;
            /** Hint */
            hint: string;
            /** Media Id */
            media_id: number;
            /** Section */
            section: string;
            since: components["schemas"]["Moment"] | null;
            /** Title */
            title: string;
            until: components["schemas"]["Moment"] | null;
        };
        /** Switch */
        Switch: {
            /** Enabled */
            enabled: boolean;
        };
        /** Unfreeze */
        Unfreeze: {
            /** Section */
            section: string;
            until: components["schemas"]["Moment"];
        };
        /**
         * Used
         * @description A part of the budget: ``limit`` None is no limit.
         */
        Used: {
            /** Limit */
            limit: number | null;
            /** Used */
            used: number;
        };
        /** WaitingMedia */
        WaitingMedia: {
            first_until: components["schemas"]["Moment"] | null;
            /** Media */
            media: number;
            /** Reason */
            reason: string;
            /** Section */
            section: string;
        };
        /**
         * Why
         * @description Everything that is known and thought of one torrent.
         */
        Why: {
            at: components["schemas"]["Moment"];
            can: components["schemas"]["Can"];
            /** Client */
            client: string;
            /** Decided By */
            decided_by: string;
            /** @description None when no client lists it now. */
            download: components["schemas"]["Download"] | null;
            /**
             * Facts
             * @description More of what is remembered, in words for people.
             */
            facts: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Follows */
            follows: components["schemas"]["Step"][];
            /**
             * Fresh
             * @description Whether its owner's worker has answered just now.
             */
            fresh: boolean;
            /** Hash */
            hash: string;
            held: components["schemas"]["Held"] | null;
            /** History */
            history: components["schemas"]["Entry"][];
            /** Name */
            name: string;
            /** Notes */
            notes: string[];
            /** Rules */
            rules: components["schemas"]["Rule"][];
        };
        /**
         * Worth
         * @description What the searches of a time have brought.
         */
        Worth: {
            /** Days */
            days: number;
            /** Grabs */
            grabs: number;
            /** Searches */
            searches: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get__api_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
        };
    };
    put__api_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Changes"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saved"];
                };
            };
        };
    };
    post__api_config_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proposal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checked"];
                };
            };
        };
    };
    post__api_config_connections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proposal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connections"];
                };
            };
        };
    };
    post__api_config_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proposal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
        };
    };
    get__api_config_schemas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schemas"];
                };
            };
        };
    };
    get__api_decisions: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
                /** @description A part of the name, or a whole hash. */
                search?: string;
                client?: string;
                owner?: string;
                /** @description Several are separated by commas. */
                action?: string;
                outcome?: string;
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
        };
    };
    get__api_downloads: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
                /** @description A part of the name, or the beginning of the hash. */
                search?: string;
                client?: string;
                owner?: string;
                category?: string;
                state?: string;
                stage?: string;
                health?: string;
                tracker?: string;
                /** @description Only those that something is wrong with. */
                attention?: boolean;
                sort?: "name" | "client" | "owner" | "state" | "stage" | "health" | "progress" | "size" | "added" | "ratio" | "download_speed" | "upload_speed" | "next_action" | "look_again";
                order?: "up" | "down";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Downloads"];
                };
            };
        };
    };
    "get__api_downloads_{client}_{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Why"];
                };
            };
        };
    };
    "get__api_downloads_{client}_{hash}_history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
        };
    };
    "post__api_downloads_{client}_{hash}_{act}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client: string;
                hash: string;
                act: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Act"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get__api_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get__api_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
        };
    };
    post__api_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
        };
    };
    "delete__api_keys_{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get__api_logs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogFiles"];
                };
            };
        };
    };
    "get__api_logs_{name}": {
        parameters: {
            query?: {
                limit?: number;
                before?: number | null;
                level?: "DEBUG" | "INFO" | "WARNING" | "ERROR" | "CRITICAL";
                search?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLines"];
                };
            };
        };
    };
    "get__api_logs_{name}_download": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get__api_logs_{name}_live": {
        parameters: {
            query?: {
                limit?: number;
                before?: number | null;
                level?: "DEBUG" | "INFO" | "WARNING" | "ERROR" | "CRITICAL";
                search?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get__api_obligations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Obligations"];
                };
            };
        };
    };
    get__api_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
        };
    };
    get__api_panels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Panels"];
                };
            };
        };
    };
    "get__api_panels_{plugin}_{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plugin: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PanelContent"];
                };
            };
        };
    };
    "post__api_panels_{plugin}_{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plugin: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PanelInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "get__api_panels_{plugin}_{name}_frame": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plugin: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    post__api_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    get__api_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    get__api_plugins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plugins"];
                };
            };
        };
    };
    "put__api_plugins_{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Switch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get__api_processes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Processes"];
                };
            };
        };
    };
    post__api_processes_restart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "post__api_processes_{name}_restart": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get__api_quarantine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quarantine"];
                };
            };
        };
    };
    post__api_reload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get__api_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Searching"];
                };
            };
        };
    };
    post__api_search_allow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllowSearch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get__api_search_history: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchHistory"];
                };
            };
        };
    };
    get__api_search_plan: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPlan"];
                };
            };
        };
    };
    "post__api_sections_{name}_unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unfreeze"];
                };
            };
        };
    };
    get__api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    post__api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    delete__api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    post__api_session_everywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    post__api_session_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInWithToken"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    post__api_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    get__api_statistics: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
        };
    };
    "post__api_webhooks_arr_{section}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                section: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Happened"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    post__api_webhooks_notify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get__health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    get__health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
        };
    };
    get__health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
        };
    };
    get__metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
