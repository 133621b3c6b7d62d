import type { Cloud } from "#local/cloud.ts";

/** What SDK clients outside the cloud are built with. */
export function clientsOf({ endpointUrl, region }: Cloud) {
  return { endpoint: endpointUrl, region, credentials: { accessKeyId: "local", secretAccessKey: "local" } };
}

/** An output of the stack. */
export function output(cloud: Cloud, name: string): string {
  const value = cloud.outputs[name];
  if (value === undefined) throw new Error(`The stack has no output "${name}"`);
  return value;
}
