import { type Cloud, type CloudOptions, startCloud } from "./cloud.ts";

/** The port of the local AWS unless said: what other AWS emulators use, so that tools find it. */
export const defaultPort = 4566;

/**
 * Keeps a cloud up on a port for other clients. Its virtual time follows the machine's while it is idle, so that schedules fire.
 * @throws the port is taken, or the template is not supported
 */
export const serveCloud = (options: Omit<CloudOptions, "follow">): Promise<Cloud> =>
  startCloud({ port: defaultPort, ...options, follow: true });
