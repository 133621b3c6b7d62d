import type { SimulatedCloud } from "../../cloud.ts";

/** Invocations that the table refused something that they wanted it to remember, by request id. Followed from now on. */
export function unkeptFrom({ watch }: Pick<SimulatedCloud, "watch">): ReadonlySet<string> {
  const unkept = new Set<string>();
  watch((happening) => {
    if (happening.kind !== "call" || happening.service !== "DynamoDB" || happening.error === undefined) return;
    // That somebody else was quicker is an answer.
    if (happening.error !== "ConditionalCheckFailedException") unkept.add(happening.requestId);
  });
  return unkept;
}
