import type { SimulatedCloud } from "../../cloud.ts";
import { seenMessage } from "./message.ts";
import { seenStack } from "./stack.ts";

/** What waits in the dead-letter queue. */
export interface DeadLetters {
  /** Whether a message holds the finding at this version or a newer one. */
  holds(key: string, rank: number): boolean;
  /** Bodies of rejected messages, as they came. */
  readonly raws: ReadonlySet<string>;
  /** Whether a rejected message holds this piece of JSON. */
  quotes(json: string): boolean;
}

/** Reads the dead-letter queue as it is now, without receiving anything. */
export function deadLettersIn({ services, blueprint }: Pick<SimulatedCloud, "services" | "blueprint">): DeadLetters {
  const ranks = new Map<string, number>();
  const raws = new Set<string>();
  for (const { body } of services.SQS.peek(seenStack(blueprint).deadLetterArn)) {
    const { raw, findings } = seenMessage(body);
    raws.add(raw);
    for (const { key, rank } of findings) ranks.set(key, Math.max(rank, ranks.get(key) ?? rank));
  }
  return {
    holds(key, rank) {
      const newest = ranks.get(key);
      return newest !== undefined && newest >= rank;
    },
    raws,
    quotes: (json) => [...raws].some((raw) => raw.includes(json)),
  };
}
