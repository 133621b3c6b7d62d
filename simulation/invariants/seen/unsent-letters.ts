import { listAt, textAt } from "#domain/json.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import type { Happening } from "../../happening.ts";
import { versionName } from "./accepted.ts";
import { type SeenMessage, seenMessage } from "./message.ts";
import { seenStack } from "./stack.ts";

type Call = Extract<Happening, { readonly kind: "call" }>;

/** What a letter may be about: a message, or findings of it. */
type Lettered = Pick<SeenMessage, "findings"> & Partial<Pick<SeenMessage, "raw" | "unreadable">>;

/** What invocations wanted to put into the dead-letter queue and, for all they heard, could not. */
export interface UnsentLetters {
  /** Whether an invocation has not got rid of a letter about the message, or about a finding of it. */
  isAbout(requestId: string, message: Lettered): boolean;
}

const known = new WeakMap<SimulatedCloud, UnsentLetters>();

/** The unsent letters of a world. Followed from the first time that somebody asks, for all who ask. */
export function unsentLetters(cloud: SimulatedCloud): UnsentLetters {
  const before = known.get(cloud);
  if (before) return before;
  const unsent = new Map<string, Set<string>>();
  const { deadLetterName } = seenStack(cloud.blueprint);
  cloud.watch((happening) => {
    if (happening.kind !== "call" || happening.operation !== "SendMessageBatch") return;
    if (!textAt(happening.input, "QueueUrl")?.endsWith(`/${deadLetterName}`)) return;
    const bodies = unsent.get(happening.requestId) ?? new Set();
    unsent.set(happening.requestId, bodies);
    const failed = failedIn(happening);
    for (const entry of listAt(happening.input, "Entries")) {
      const body = textAt(entry, "MessageBody") ?? "";
      if (failed(textAt(entry, "Id"))) bodies.add(body);
      else bodies.delete(body);
    }
  });
  const letters: UnsentLetters = {
    isAbout(requestId, message) {
      const names = new Set(namesIn(message));
      return [...(unsent.get(requestId) ?? [])].some((body) =>
        namesIn(seenMessage(body)).some((one) => names.has(one)),
      );
    },
  };
  known.set(cloud, letters);
  return letters;
}

/** Which entries the caller has to take for refused. */
function failedIn({ output, told, error, heard }: Call): (id: string | undefined) => boolean {
  if (!heard || error !== undefined) return () => true;
  const refused = new Set(listAt(told ?? output, "Failed").map((one) => textAt(one, "Id")));
  return (id) => refused.has(id);
}

function namesIn({ raw, findings, unreadable = [] }: Lettered): readonly string[] {
  return [
    ...(raw === undefined ? [] : [raw]),
    ...findings.map(({ key, rank }) => versionName(key, rank)),
    ...unreadable.map(({ json }) => json),
  ];
}
