import { listAt, textAt, valueAt } from "#domain/json.ts";
import { type SeenFinding, seenSlim } from "./finding.ts";
import { Recent } from "./recent.ts";

/** What an execution is asked to do. */
export interface SeenInput {
  readonly findings: readonly SeenInputFinding[];
  /** ARNs of the principals of each group. */
  readonly groups: readonly (readonly string[])[];
}

export interface SeenInputFinding extends SeenFinding {
  /** How often it was tried before. */
  readonly attempt: number;
}

// Several promises look at one as it starts.
const known = new Recent(read);

/** Reads the input of an execution. */
export function seenInput(text: string): SeenInput {
  return known.of(text);
}

function read(text: string): SeenInput {
  const groups = listAt(parsed(text), "groups");
  return {
    findings: groups.flatMap((group) =>
      listAt(group, "findings").flatMap((finding) => {
        const seen = seenSlim(finding);
        return seen ? [{ ...seen, attempt: Number(valueAt(finding, "attempt") ?? 0) }] : [];
      }),
    ),
    groups: groups.map((group) => listAt(group, "principals").map((one) => textAt(one, "arn") ?? "")),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
