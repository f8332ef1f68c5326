// The addresses that apps and clients call when something happens. Pure.

export interface Webhook {
  section: string;
  address: string;
}

/** Where the Connect of each app's section sends to, seen from where this page is open. */
export function webhooksOf(sections: readonly string[], origin: string): Webhook[] {
  return sections.map((section) => ({ section, address: `${origin}/api/webhooks/arr/${encodeURIComponent(section)}` }));
}

/** Whether an address works only on this machine: an app in a container, or elsewhere, needs another one. */
export function isLocal(address: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname);
}
