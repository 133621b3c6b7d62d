import { DetectiveClient } from "@aws-sdk/client-detective";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";

/** The client for a Region; `once` asks for one that never repeats a call. */
export type DetectiveClients = (region: string, repeat: "repeat" | "once") => DetectiveClient;

/** Detective clients, built when first wanted and kept: one Region, one client per way of repeating. */
export function detectiveClients(settings: ClientSettings = {}): DetectiveClients {
  const clients = new Map<string, DetectiveClient>();
  return (region, repeat) => {
    const key = `${region} ${repeat}`;
    const { maxAttempts } = repeat === "once" ? { maxAttempts: 1 } : clientDefaults;
    const client = clients.get(key) ?? new DetectiveClient({ ...clientDefaults, ...settings, region, maxAttempts });
    clients.set(key, client);
    return client;
  };
}
