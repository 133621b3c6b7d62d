import { listAt, textAt, valueAt } from "#domain/json.ts";
import type { Happening } from "../happening.ts";
import { triesMax } from "./bounded-work/bounds.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";

type Task = Extract<Happening, { readonly kind: "task" }>;

/** What a service says when it will do the same a while later. */
const forNow: ReadonlySet<string> = new Set(["Throttled", "ServiceUnavailable", "Lambda.TooManyRequestsException"]);
const [writing, parking] = ["Enrich findings", "Send to the dead-letter queue"];
/** Every other error that is tried again is so ten times in all at most, beside those that are for now. */
const triesMin = (triesMax[writing] ?? 1) - 10;

/** I7: nothing is given up in haste. A group that could not be written for now is tried as often as is declared before it is parked. */
export const patience: Invariant = {
  id: "I7",
  promise: "what a service refuses for now is tried again, for as long as is declared, before it is parked",
  inspect: (inspected) => new Patience(inspected),
};

class Patience implements Inspection {
  readonly #inspected: Inspected;
  /** How often a finding could not be written in an execution, and the last error. */
  readonly #failed = new Map<string, { readonly tries: number; readonly error: string }>();

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind !== "task") return;
    if (happening.state === writing) this.#onWriting(happening);
    else if (happening.state === parking) this.#onParking(happening);
  };

  #onWriting({ input, error }: Task): void {
    for (const finding of listAt(input, "findings")) {
      const name = nameOf(input, finding);
      if (error === undefined) this.#failed.delete(name);
      else this.#failed.set(name, { tries: (this.#failed.get(name)?.tries ?? 0) + 1, error });
    }
  }

  #onParking({ input }: Task): void {
    const letter = valueAt(input, "MessageBody");
    const finding = valueAt(letter, "finding");
    const { tries, error } = this.#failed.get(nameOf(letter, finding)) ?? { tries: triesMin, error: "" };
    if (tries >= triesMin || !forNow.has(error)) return;
    const about = `finding ${textAt(finding, "id")}, version ${textAt(finding, "version")}`;
    this.#inspected.violate(
      `${about}, is parked after ${tries} tries, at last with ${error}: ${triesMin} are promised`,
    );
  }
}

function nameOf(asked: unknown, finding: unknown): string {
  return JSON.stringify([textAt(asked, "executionArn"), textAt(finding, "id"), textAt(finding, "version")]);
}
