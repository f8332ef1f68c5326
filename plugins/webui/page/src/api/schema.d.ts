// What the API takes and gives. Written by `npm run types`; do not edit.

export interface paths {
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Session */
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
        put?: never;
        post: {
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
                /** @description Session */
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
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
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
        post: {
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
                /** @description Session */
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
        delete?: never;
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
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
        post: {
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
                /** @description Session */
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
        post: {
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
                /** @description Session */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Keys */
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
        put?: never;
        post: {
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
                /** @description CreatedKey */
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
        delete: {
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
                /** @description Done */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Health */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Overview */
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
        put?: never;
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Processes */
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
        put?: never;
        post?: never;
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
        post: {
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
                /** @description Done */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
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
        post: {
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
                /** @description Unfreeze */
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
        delete?: never;
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description LogFiles */
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
        get: {
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
                /** @description LogLines */
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
        get: {
            parameters: {
                query?: {
                    offset?: number;
                    limit?: number;
                    search?: string;
                    client?: string;
                    owner?: string;
                    category?: string;
                    state?: string;
                    stage?: string;
                    health?: string;
                    tracker?: string;
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
                /** @description Downloads */
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
        get: {
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
                /** @description Why */
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
        get: {
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
                /** @description Ledger */
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
        post: {
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
                /** @description Done */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Plan */
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
        put?: never;
        post?: never;
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Quarantine */
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
        get: {
            parameters: {
                query?: {
                    before?: number | null;
                    limit?: number;
                    search?: string;
                    client?: string;
                    owner?: string;
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
                /** @description Ledger */
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
        put?: never;
        post?: never;
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Searching */
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
        get: {
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
                /** @description SearchPlan */
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
        put?: never;
        post?: never;
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description SearchHistory */
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
        post: {
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
                /** @description Done */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Obligations */
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
        put?: never;
        post?: never;
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
        get: {
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
                /** @description Statistics */
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
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Config */
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
        put: {
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
                /** @description Saved */
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
        post?: never;
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Schemas */
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
        put?: never;
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
        post: {
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
                /** @description Checked */
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
        post: {
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
                /** @description Connections */
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
        post: {
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
                /** @description Preview */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Plugins */
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
        put: {
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
                /** @description Done */
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
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Panels */
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
        get: {
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
                /** @description PanelContent */
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
        put?: never;
        post: {
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
                /** @description Done */
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
             * Reason
             * @description Why, to be remembered; for protect.
             */
            reason?: string;
            /**
             * Confirm
             * @description The hash again, for release and discard.
             */
            confirm?: string;
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
            /** Section */
            section: string;
            /** Media Id */
            media_id: number;
        };
        /**
         * Attention
         * @description One thing that a person should look at. ``link`` is the page's place where it is shown or mended.
         */
        Attention: {
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
            /** Text */
            text: string;
            /** Link */
            link: string;
            /** Section */
            section: string;
            /**
             * Action
             * @description What can be done at once: unfreeze; empty for nothing.
             */
            action: string;
        };
        /**
         * Can
         * @description What a person can do about a torrent now.
         */
        Can: {
            /** Protect */
            protect: boolean;
            /** Unprotect */
            unprotect: boolean;
            /** Restore */
            restore: boolean;
            /**
             * Release
             * @description Let it go in spite of an obligation.
             */
            release: boolean;
            /**
             * Discard
             * @description Let it go although it was never imported.
             */
            discard: boolean;
        };
        /**
         * Change
         * @description Set one key, or ``remove`` it (so that its default holds), or remove a whole table (with an empty path).
         *
         *     ``heading`` is a section's or rule's; a section that is not there is added.
         */
        Change: {
            /** Heading */
            heading: string;
            /** Path */
            path?: string[];
            value?: components["schemas"]["JsonValue"];
            /** Remove */
            remove?: boolean;
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
            /** Username */
            username: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /** Changes */
        Changes: {
            /** Fingerprint */
            fingerprint?: string;
            /** Changes */
            changes: components["schemas"]["Change"][];
        };
        /**
         * Checked
         * @description What a change would come to. ``diff`` is a unified diff of the file in which secrets are hidden.
         */
        Checked: {
            /** Ok */
            ok: boolean;
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /** Diff */
            diff: string;
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
            /** Name */
            name: string;
            /** Connected */
            connected: boolean;
            /** Complete */
            complete: boolean;
            /**
             * Reason
             * @description Why it is not connected, or its list not whole.
             */
            reason: string;
            /** Version */
            version: string;
            /** Torrents */
            torrents: number;
            /**
             * Download Speed
             * @description Bytes a second.
             */
            download_speed: number;
            /**
             * Upload Speed
             * @description Bytes a second.
             */
            upload_speed: number;
            /** Free Space */
            free_space: number | null;
            at: components["schemas"]["Moment"] | null;
        };
        /**
         * Config
         * @description ``fingerprint`` says which version of the file this is; a save names it, so that nobody's change is lost.
         */
        Config: {
            /** Path */
            path: string;
            /** Fingerprint */
            fingerprint: string;
            /** Sections */
            sections: components["schemas"]["ConfigSection"][];
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /**
             * Can Add
             * @description Kinds of section that can be added: qBit, Radarr, …
             */
            can_add: string[];
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
            /** Kind */
            kind: string;
            /** Schema Name */
            schema_name: string;
            /** Title */
            title: string;
            /** Options */
            options: components["schemas"]["Option"][];
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /** In File */
            in_file: boolean;
            /** Managed */
            managed: boolean;
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
            /** Torrents */
            torrents: number;
            /** Downloading */
            downloading: number;
            /** Seeding */
            seeding: number;
            /** Quarantine */
            quarantine: number;
            /**
             * Rejected
             * @description Complete downloads that wait for a person's word.
             */
            rejected: number;
            /** Protected */
            protected: number;
            /** Imported Today */
            imported_today: number;
            /** Removed Today */
            removed_today: number;
            /** Searches Today */
            searches_today: number;
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
            /**
             * Day
             * @description As 2026-03-01.
             */
            day: string;
            /** Counts */
            counts: {
                [key: string]: number;
            };
        };
        /**
         * Debt
         * @description What one row of the trackers asks of a torrent; ``how`` it was ended, when it is ``done``.
         */
        Debt: {
            /** Row */
            row: string;
            /** Asks */
            asks: string;
            since: components["schemas"]["Moment"];
            done: components["schemas"]["Moment"] | null;
            /** How */
            how: string;
        };
        /** Dependency */
        Dependency: {
            /** Name */
            name: string;
            /**
             * Kind
             * @description supervisor, database, client, worker or app
             */
            kind: string;
            /** Ok */
            ok: boolean;
            /** Detail */
            detail: string;
        };
        /**
         * Disk
         * @description Where a client saves, as it tells.
         */
        Disk: {
            /** Client */
            client: string;
            /** Free */
            free: number | null;
            /**
             * Quarantine
             * @description What the end of the quarantine will give back.
             */
            quarantine: number;
            at: components["schemas"]["Moment"] | null;
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
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Category */
            category: string;
            /** Tags */
            tags: string[];
            /** State */
            state: string;
            /** Progress */
            progress: number;
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
            /** Download Speed */
            download_speed: number;
            /** Upload Speed */
            upload_speed: number;
            /** Eta */
            eta: number | null;
            /** Ratio */
            ratio: number;
            /** Seeds */
            seeds: number;
            added: components["schemas"]["Moment"];
            completed: components["schemas"]["Moment"] | null;
            /**
             * Seeding Time
             * @description A length of time in seconds.
             */
            seeding_time: number;
            /**
             * Tracker
             * @description The host of its tracker.
             */
            tracker: string;
            /** Private */
            private: boolean | null;
            /** Owner */
            owner: string;
            /**
             * Title
             * @description The medium that it is, by its owner.
             */
            title: string;
            /** Stage */
            stage: string;
            imported: components["schemas"]["Moment"] | null;
            /**
             * Health
             * @enum {string}
             */
            health: "healthy" | "degraded" | "failed" | "unknown";
            /** Reason */
            reason: string;
            /**
             * Rule
             * @description The rule whose words those are.
             */
            rule: string;
            /** Next Action */
            next_action: string;
            /** Next Why */
            next_why: string;
            next_at: components["schemas"]["Moment"] | null;
            /**
             * Refused
             * @description Why a removal that was proposed is not done.
             */
            refused: string;
            /** Protected */
            protected: string;
            /** Quarantined */
            quarantined: boolean;
            /**
             * Rejected
             * @description It waits for a person's word.
             */
            rejected: boolean;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /**
         * Downloads
         * @description ``facets`` counts all torrents by each value of some keys, for the filters.
         */
        Downloads: {
            /** Total */
            total: number;
            /** Offset */
            offset: number;
            /**
             * Version
             * @description Grows whenever something of the list changes.
             */
            version: number;
            /**
             * Complete
             * @description Whether every client's list is whole.
             */
            complete: boolean;
            /** Rows */
            rows: components["schemas"]["Download"][];
            /** Facets */
            facets: {
                [key: string]: {
                    [key: string]: number;
                };
            };
        };
        /**
         * DownloadsQuery
         * @description Which torrents, in which order. Several values of one key are separated by commas.
         */
        DownloadsQuery: {
            /** Offset */
            offset?: number;
            /** Limit */
            limit?: number;
            /**
             * Search
             * @description A part of the name, or the beginning of the hash.
             */
            search?: string;
            /** Client */
            client?: string;
            /** Owner */
            owner?: string;
            /** Category */
            category?: string;
            /** State */
            state?: string;
            /** Stage */
            stage?: string;
            /** Health */
            health?: string;
            /** Tracker */
            tracker?: string;
            /**
             * Attention
             * @description Only those that something is wrong with.
             */
            attention?: boolean;
            /**
             * Sort
             * @enum {string}
             */
            sort?: "name" | "client" | "owner" | "state" | "stage" | "health" | "progress" | "size" | "added" | "ratio" | "download_speed" | "upload_speed" | "next_action" | "look_again";
            /**
             * Order
             * @enum {string}
             */
            order?: "up" | "down";
        };
        /**
         * Entry
         * @description One line of the ledger. ``undo``: what takes it back, restore or unprotect; empty when nothing can.
         */
        Entry: {
            /** Id */
            id: number;
            at: components["schemas"]["Moment"];
            /** Owner */
            owner: string;
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Action */
            action: string;
            /** Reason */
            reason: string;
            /** Plugin */
            plugin: string;
            /** Rule */
            rule: string;
            /** Evidence */
            evidence: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Outcome */
            outcome: string;
            /** Detail */
            detail: string;
            /** Dry Run */
            dry_run: boolean;
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
        /** Freeze */
        Freeze: {
            /** Section */
            section: string;
            /** Reason */
            reason: string;
            since: components["schemas"]["Moment"];
        };
        /**
         * Given
         * @description What the API gives.
         */
        Given: Record<string, never>;
        /** Health */
        Health: {
            /** Ok */
            ok: boolean;
            /** Dependencies */
            dependencies: components["schemas"]["Dependency"][];
        };
        /**
         * Held
         * @description One torrent in quarantine, or once in it. ``restorable``: ``restore`` would put it back.
         */
        Held: {
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Owner */
            owner: string;
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
            /** Reason */
            reason: string;
            held_at: components["schemas"]["Moment"];
            expires_at: components["schemas"]["Moment"];
            /** State */
            state: string;
            /** Category */
            category: string;
            /** Restorable */
            restorable: boolean;
        };
        /**
         * ImportSpeed
         * @description How long one import took from the completion of its download to its confirmation.
         */
        ImportSpeed: {
            at: components["schemas"]["Moment"];
            /**
             * Seconds
             * @description A length of time in seconds.
             */
            seconds: number;
            /** Owner */
            owner: string;
            /** Name */
            name: string;
        };
        /** IndexerState */
        IndexerState: {
            /** Name */
            name: string;
            /** Resting */
            resting: boolean;
            resting_until: components["schemas"]["Moment"] | null;
            hour: components["schemas"]["Used"];
            day: components["schemas"]["Used"];
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
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
            created: components["schemas"]["Moment"];
            last_used: components["schemas"]["Moment"] | null;
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
            /** Before */
            before?: number | null;
            /** Limit */
            limit?: number;
            /**
             * Search
             * @description A part of the name, or a whole hash.
             */
            search?: string;
            /** Client */
            client?: string;
            /** Owner */
            owner?: string;
            /**
             * Action
             * @description Several are separated by commas.
             */
            action?: string;
            /** Outcome */
            outcome?: string;
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
            /** Name */
            name: string;
            /** Process */
            process: string;
            /**
             * Size
             * @description A number of bytes.
             */
            size: number;
            changed: components["schemas"]["Moment"];
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
            /** Cursor */
            cursor: number;
            /** At */
            at: string;
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
            /** Lines */
            lines: components["schemas"]["LogLine"][];
            /** More */
            more: boolean;
            /** End */
            end: number;
        };
        /**
         * LogQuery
         * @description The last lines that fit, or those ``before`` a cursor.
         */
        LogQuery: {
            /** Limit */
            limit?: number;
            /** Before */
            before?: number | null;
            /**
             * Level
             * @enum {string}
             */
            level?: "DEBUG" | "INFO" | "WARNING" | "ERROR" | "CRITICAL";
            /** Search */
            search?: string;
        };
        /**
         * Methods
         * @description The ways to sign in that are configured.
         */
        Methods: {
            /** Password */
            password: boolean;
            /** Oidc */
            oidc: boolean;
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
            /** Section */
            section: string;
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Owes */
            owes: boolean;
            since: components["schemas"]["Moment"];
            /** Debts */
            debts: components["schemas"]["Debt"][];
            /** Ratio */
            ratio: number | null;
            /** Seeding Time */
            seeding_time: number | null;
        };
        /**
         * Obligations
         * @description ``configured``: whether any section has the rule.
         */
        Obligations: {
            /** Configured */
            configured: boolean;
            /** Obligations */
            obligations: components["schemas"]["Obligation"][];
            /** Notes */
            notes: string[];
        };
        /**
         * Option
         * @description One option of a section as it holds. ``path`` is below the section; ``secret`` ones have no value.
         *
         *     ``source`` is default, file or the environment variable, which wins and cannot be changed here.
         */
        Option: {
            /** Path */
            path: string[];
            value: components["schemas"]["JsonValue"];
            default: components["schemas"]["JsonValue"];
            /** Source */
            source: string;
            /** Secret */
            secret: boolean;
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
        };
        /** Overview */
        Overview: {
            at: components["schemas"]["Moment"];
            /** Well */
            well: boolean;
            /** Dry Run */
            dry_run: boolean;
            /** Attention */
            attention: components["schemas"]["Attention"][];
            counts: components["schemas"]["Counts"];
            /** Clients */
            clients: components["schemas"]["Client"][];
            /** Sections */
            sections: components["schemas"]["Section"][];
        };
        /**
         * Paged
         * @description Which part of a long list.
         */
        Paged: {
            /** Offset */
            offset?: number;
            /** Limit */
            limit?: number;
        };
        /**
         * Panel
         * @description A panel that a plugin adds to the page: a sandboxed frame, or a table or form that is declared.
         */
        Panel: {
            /** Plugin */
            plugin: string;
            /** Name */
            name: string;
            /** Title */
            title: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "frame" | "table" | "form";
            /** About */
            about: string;
        };
        /**
         * PanelContent
         * @description One of these, by the kind of panel.
         */
        PanelContent: {
            /** Html */
            html: string;
            table: components["schemas"]["PanelTable"] | null;
            form: components["schemas"]["PanelForm"] | null;
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
            /** Judged */
            judged: number;
            /** Dry Run */
            dry_run: boolean;
            /** Plan */
            plan: components["schemas"]["Planned"][];
            /** Notes */
            notes: string[];
        };
        /**
         * Planned
         * @description What would become of one torrent now.
         */
        Planned: {
            /** Section */
            section: string;
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** State */
            state: string;
            /** Stage */
            stage: string;
            /** Action */
            action: string;
            /** Steps */
            steps: string[];
            /** Reason */
            reason: string;
            /** By */
            by: string;
            /** Refused */
            refused: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /** PlannedLine */
        PlannedLine: {
            /** Section */
            section: string;
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** Action */
            action: string;
            /** Reason */
            reason: string;
            /** Refused */
            refused: string;
        };
        /** PlannedSearch */
        PlannedSearch: {
            at: components["schemas"]["Moment"] | null;
            /** Section */
            section: string;
            /** Title */
            title: string;
            /** Want */
            want: string;
            /** Urgent */
            urgent: boolean;
            /** Cost */
            cost: number;
            /** Media */
            media: number;
        };
        /**
         * Plugin
         * @description One plugin in one section, or one that is in none. ``kind`` is app, rule, page or other.
         */
        Plugin: {
            /** Plugin */
            plugin: string;
            /** Section */
            section: string;
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Status */
            status: string;
            /** Reason */
            reason: string;
            /** Distribution */
            distribution: string;
            /** Version */
            version: string;
            /** About */
            about: string;
            /** Trust */
            trust: string;
            /**
             * Can Switch
             * @description A rule can be switched on and off; a section cannot.
             */
            can_switch: boolean;
            /** Enabled */
            enabled: boolean;
            /** Since */
            since: string;
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
            /** Ok */
            ok: boolean;
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /** Connections */
            connections: components["schemas"]["Connection"][];
            /** Judged */
            judged: number;
            /** Plan */
            plan: components["schemas"]["PlannedLine"][];
            /**
             * Counts
             * @description How many torrents would have which action.
             */
            counts: {
                [key: string]: number;
            };
            /** Notes */
            notes: string[];
        };
        /**
         * Problem
         * @description One thing wrong with one key. ``section`` and ``key`` are as in the file; ``field`` is of the request.
         */
        Problem: {
            /** Section */
            section: string;
            /** Key */
            key: string;
            /**
             * Value
             * @description What is there now, as text; never a secret.
             */
            value: string;
            /** Expected */
            expected: string;
            /** Hint */
            hint: string;
            /** Fatal */
            fatal: boolean;
        };
        /**
         * Process
         * @description One supervised process. ``kind`` is supervisor, client, worker or page.
         */
        Process: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** State */
            state: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
            since: components["schemas"]["Moment"];
            /** Pid */
            pid: number | null;
            /** Restarts */
            restarts: number;
            /** Reason */
            reason: string;
            last_beat: components["schemas"]["Moment"] | null;
            /**
             * Memory
             * @description Its own share of memory (PSS), where the system tells.
             */
            memory: number | null;
        };
        /** Processes */
        Processes: {
            started: components["schemas"]["Moment"] | null;
            /** Version */
            version: string;
            /** Processes */
            processes: components["schemas"]["Process"][];
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
            /** Plugin */
            plugin: string;
            /** Answer */
            answer: string;
            /** Reason */
            reason: string;
            /** Evidence */
            evidence: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Strikes */
            strikes: number;
            /** Of */
            of: number | null;
            look_again: components["schemas"]["Moment"] | null;
            /**
             * Tone
             * @enum {string}
             */
            tone: "good" | "neutral" | "attention" | "bad";
        };
        /** Saved */
        Saved: {
            /** Fingerprint */
            fingerprint: string;
            /** Problems */
            problems: components["schemas"]["Problem"][];
            /** Diff */
            diff: string;
            /** Reloaded */
            reloaded: boolean;
        };
        /**
         * Schemas
         * @description JSON schemas by name: Settings, qBit, WebUI, radarr, stalled, … Keys are as in the file.
         */
        Schemas: {
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
            /** Searches */
            searches: components["schemas"]["PlannedSearch"][];
            /** Waiting */
            waiting: components["schemas"]["WaitingMedia"][];
            /** Notes */
            notes: string[];
        };
        /** SearchPlanQuery */
        SearchPlanQuery: {
            /** Limit */
            limit?: number;
        };
        /** Searched */
        Searched: {
            /** Id */
            id: number;
            at: components["schemas"]["Moment"];
            /** Section */
            section: string;
            /** Title */
            title: string;
            /** Want */
            want: string;
            /** Cost */
            cost: number;
            /** State */
            state: string;
            /** Grabs */
            grabs: number | null;
            /** Grabbed */
            grabbed: string;
        };
        /** Searching */
        Searching: {
            at: components["schemas"]["Moment"];
            /** Per Hour */
            per_hour: number;
            hour: components["schemas"]["Used"];
            day: components["schemas"]["Used"];
            /** Indexers */
            indexers: components["schemas"]["IndexerState"][];
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
            /** Name */
            name: string;
            at: components["schemas"]["Moment"] | null;
            /**
             * Stages
             * @description How many downloads are in which stage.
             */
            stages: {
                [key: string]: number;
            };
            /**
             * Missing
             * @description Who could not say what it knows, and why.
             */
            missing: {
                [key: string]: string;
            };
            /**
             * Frozen
             * @description Why removals are frozen; empty when they are not.
             */
            frozen: string;
            /** Problems */
            problems: string[];
        };
        /**
         * SectionSearching
         * @description One section. ``off``: its library is not searched. ``why_not``: why nothing is searched for just now.
         */
        SectionSearching: {
            /** Section */
            section: string;
            at: components["schemas"]["Moment"] | null;
            /** Off */
            off: boolean;
            /** Due */
            due: number;
            /** Next Title */
            next_title: string;
            /**
             * Later
             * @description How many media wait, by what they wait for.
             */
            later: {
                [key: string]: number;
            };
            /** Satisfied */
            satisfied: number;
            /** Why Not */
            why_not: string;
            until: components["schemas"]["Moment"] | null;
            /** Silent */
            silent: string;
            pass_began: components["schemas"]["Moment"] | null;
        };
        /**
         * Session
         * @description Who is asking. ``csrf`` goes into the header X-CSRF-Token of every request that changes something.
         */
        Session: {
            /** Signed In */
            signed_in: boolean;
            /** User */
            user: string;
            /**
             * How
             * @description password, token, key, oidc, proxy or open
             */
            how: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
            /** Csrf */
            csrf: string;
            /**
             * Setup Needed
             * @description No password is set: the printed token is asked for.
             */
            setup_needed: boolean;
            /**
             * Wizard Needed
             * @description Nothing is configured that could be looked after.
             */
            wizard_needed: boolean;
            methods: components["schemas"]["Methods"];
            /**
             * Version
             * @description Of qbitrr; told only to those who are signed in.
             */
            version: string;
            /** Dry Run */
            dry_run: boolean;
        };
        /**
         * SetUp
         * @description The first account. ``token`` is the one that was printed.
         */
        SetUp: {
            /**
             * Token
             * Format: password
             */
            token: string;
            /** Username */
            username: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /** SignIn */
        SignIn: {
            /** Username */
            username?: string;
            /**
             * Password
             * Format: password
             */
            password: string;
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
            /** Imports */
            imports: components["schemas"]["ImportSpeed"][];
            /** Import Median */
            import_median: number | null;
            /**
             * Removals
             * @description Removals a day, by the rule or plugin whose reason it was.
             */
            removals: components["schemas"]["DayCount"][];
            /**
             * Actions
             * @description All that was done a day, by action.
             */
            actions: components["schemas"]["DayCount"][];
            /**
             * Searches
             * @description Searches a day: made, and brought.
             */
            searches: components["schemas"]["DayCount"][];
            /** Space */
            space: components["schemas"]["SpaceSample"][];
            /** Disks */
            disks: components["schemas"]["Disk"][];
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
            /** Section */
            section: string;
            /** Media Id */
            media_id: number;
            /** Title */
            title: string;
            /** Failures */
            failures: number;
            since: components["schemas"]["Moment"] | null;
            until: components["schemas"]["Moment"] | null;
            /** Hint */
            hint: string;
        };
        /** Switch */
        Switch: {
            /** Enabled */
            enabled: boolean;
        };
        /**
         * Taken
         * @description What the API takes: an unknown key is an error, not a surprise.
         */
        Taken: Record<string, never>;
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
            /** Used */
            used: number;
            /** Limit */
            limit: number | null;
        };
        /** WaitingMedia */
        WaitingMedia: {
            /** Section */
            section: string;
            /** Reason */
            reason: string;
            /** Media */
            media: number;
            first_until: components["schemas"]["Moment"] | null;
        };
        /**
         * Why
         * @description Everything that is known and thought of one torrent.
         */
        Why: {
            at: components["schemas"]["Moment"];
            /** Client */
            client: string;
            /** Hash */
            hash: string;
            /** Name */
            name: string;
            /** @description None when no client lists it now. */
            download: components["schemas"]["Download"] | null;
            /**
             * Facts
             * @description More of what is remembered, in words for people.
             */
            facts: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Rules */
            rules: components["schemas"]["Rule"][];
            /** Follows */
            follows: components["schemas"]["Step"][];
            /** Decided By */
            decided_by: string;
            /**
             * Fresh
             * @description Whether its owner's worker has answered just now.
             */
            fresh: boolean;
            held: components["schemas"]["Held"] | null;
            /** History */
            history: components["schemas"]["Entry"][];
            /** Notes */
            notes: string[];
            can: components["schemas"]["Can"];
        };
        /**
         * Worth
         * @description What the searches of a time have brought.
         */
        Worth: {
            /** Days */
            days: number;
            /** Searches */
            searches: number;
            /** Grabs */
            grabs: number;
            /** Imported */
            imported: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
