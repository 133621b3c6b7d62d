import { type Front, startFront } from "#local/http/front.ts";
import type { Service, World } from "#local/service.ts";

/** Puts the services on a port for the real SDK clients; `sdk` is what every client of them is made with. */
export async function aFront(world: World, services: readonly Service[]) {
  const front: Front = await startFront({ world, services });
  const sdk = {
    endpoint: front.url,
    region: world.region,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  };
  return { front, sdk };
}

/** The error a call rejects with, as `Name status`. */
export async function rejectionOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return `${name} ${$metadata?.httpStatusCode}`;
  }
  return "no error";
}
