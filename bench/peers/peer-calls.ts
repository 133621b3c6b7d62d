import type { Surroundings } from "#simulation/handlers.ts";

type Members = Readonly<Record<string, unknown>>;

/** Calls of services as a peer's code makes them. */
export type PeerCalls = (service: string, operation: string, input: object) => Promise<Members>;

/** @param attemptsMax what the peer's SDK does: 3 in JavaScript, 5 in Python */
export function peerCalls({ sandbox, wire, region }: Surroundings, attemptsMax: number): PeerCalls {
  return async (service, operation, input) =>
    (await wire.call({ sandbox, service, operation, region, input }, attemptsMax)) as Members;
}

/** The first graph of the Region, which is all the graphs that a peer looks at. */
export async function firstGraph(call: PeerCalls): Promise<string> {
  const { GraphList } = (await call("Detective", "ListGraphs", {})) as {
    readonly GraphList: readonly { readonly Arn: string }[];
  };
  return GraphList[0]?.Arn ?? "";
}
