import { listAt, textAt, valueAt } from "#domain/json.ts";
import { evidenceIn } from "#domain/report/pages/evidence-in.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";

type Call = Extract<Happening, { readonly kind: "call" }>;

/**
 * I14: where a report is told of, it is. Whoever follows the link of a note, a field or an event finds the page there, and an event
 * that tells all that an investigation found tells what its report says. Evidence of which no page could be written is told all the same.
 */
export const reports: Invariant = {
  id: "I14",
  promise: "every report that is told of is in its bucket, as a page with its evidence and as Markdown",
  inspect: (inspected) => new ReportsInspection(inspected),
};

class ReportsInspection implements Inspection {
  readonly #inspected: Inspected;
  /** Keys that hold an object. */
  readonly #objects = new Set<string>();
  #told = 0;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind !== "call" || happening.error !== undefined) return;
    if (happening.operation === "PutObject") this.#onPut(happening);
    else if (happening.operation === "BatchUpdateFindings") this.#onWrite(happening);
    else if (happening.operation === "PutEvents")
      for (const entry of listAt(happening.input, "Entries")) this.#onTold(entry);
  };

  readonly counts = () => ({ "reports told of": this.#told });

  #onPut({ input }: Call): void {
    const key = String(valueAt(input, "Key"));
    const body = String(valueAt(input, "Body"));
    this.#objects.add(key);
    if (!key.endsWith("/report.html")) return;
    const markdown = key.replace(".html", ".md");
    if (!this.#objects.has(markdown)) this.#inspected.violate(`${key} is written before ${markdown}`);
    if (evidenceIn(body) === undefined) this.#inspected.violate(`${key} carries no evidence that can be read`);
  }

  #onWrite({ input }: Call): void {
    this.#follow("a field", textAt(input, "UserDefinedFields", "gumshoeReport"));
  }

  #onTold(entry: unknown): void {
    const detail: unknown = JSON.parse(textAt(entry, "Detail") ?? "{}");
    this.#follow("an event", textAt(detail, "brief", "links", "report"));
    const region = textAt(detail, "finding", "region");
    for (const principal of listAt(valueAt(detail, "brief"), "principals")) {
      const investigation = valueAt(principal, "investigation");
      this.#follow("an event", textAt(investigation, "report"));
      if (valueAt(investigation, "observed") === undefined) continue;
      this.#told++;
      const key = `investigations/${region}/${textAt(investigation, "id")}/report.html`;
      if (!this.#objects.has(key)) this.#inspected.violate(`an event tells what ${key} says, which is not there`);
    }
  }

  #follow(where: string, link: string | undefined): void {
    const key = link === undefined ? undefined : /\/s3\/object\/[^?]+\?region=[^&]+&prefix=(.+)$/.exec(link)?.[1];
    if (key !== undefined && !this.#objects.has(key))
      this.#inspected.violate(`${where} links to ${key}, which is not there`);
  }
}
