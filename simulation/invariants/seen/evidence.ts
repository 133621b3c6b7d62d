import { listAt, textAt } from "#domain/json.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import type { Happening } from "../../happening.ts";
import { againMark } from "../../lambdas.ts";
import { askedGroup, askedStart } from "./asked.ts";
import { type SeenInvocations, seenInvocations } from "./invocations.ts";

type Call = Extract<Happening, { readonly kind: "call" }>;

/** Errors that say that Detective does not take the principal, or that the graph is gone. */
const aboutTheRequest: ReadonlySet<string> = new Set(["ValidationException", "ResourceNotFoundException"]);

/** A listing of indicators, as one invocation reads it. */
interface Reading {
  indicators: number;
  /** Some answer was another one than Detective's own. */
  changed: boolean;
}

/** What Detective told the product of investigations: which it may call successful, read to the end, or unknown. */
export class SeenEvidence {
  readonly #invocations: SeenInvocations;
  /** Severities that were told in place of Detective's own, by group and investigation. */
  readonly #toldSeverity = new Map<string, string | undefined>();
  readonly #toldSuccessful = new Set<string>();
  /** Investigations that Detective said last that it does not know. */
  readonly #gone = new Set<string>();
  readonly #readings = new Map<string, Reading>();
  readonly #readToEnd = new Map<string, Reading>();
  /** The graphs of starts that were refused for what they asked, by identity, of each request. */
  readonly #refused = new Map<string, Map<string, string>>();
  readonly #unknown = new Set<string>();

  constructor(cloud: SimulatedCloud) {
    this.#invocations = seenInvocations(cloud);
    cloud.watch((happening) => {
      if (happening.kind !== "call" || happening.service !== "Detective") return;
      const { operation, requestId } = happening;
      // What runs a second time beside the first answers nobody: no group goes by what it was told.
      const isHeeded = !requestId.endsWith(againMark);
      if (operation === "GetInvestigation" && isHeeded) this.#onGet(happening);
      else if (operation === "ListIndicators" && isHeeded) this.#onIndicators(happening);
      else if (operation === "StartInvestigation") this.#onStart(happening);
      else if (operation === "ListGraphs") this.#onGraphs(happening);
    });
  }

  /** Whether the product was told that it succeeded, although it has not. */
  wasToldSuccessful(investigationId: string): boolean {
    return this.#toldSuccessful.has(investigationId);
  }

  /** Whether Detective, when `check` asked last, did not know it. */
  isGone(investigationId: string): boolean {
    return this.#gone.has(investigationId);
  }

  /** The severity by which a group has to go: Detective's own, unless it was told another one, or none. */
  severityFor(group: string, investigationId: string, own: string | undefined): string | undefined {
    const name = `${group} ${investigationId}`;
    return this.#toldSeverity.has(name) ? this.#toldSeverity.get(name) : own;
  }

  /** Whether all indicators that there are were read for a group, as far as Detective let it know. */
  wasReadToEnd(group: string, investigationId: string, indicators: number): boolean {
    const reading = this.#readToEnd.get(`${group} ${investigationId}`);
    return reading !== undefined && (reading.changed || reading.indicators >= indicators);
  }

  /** Whether Detective, with its graph in place, once refused to start an investigation of the principal. */
  isUnknown(identity: string): boolean {
    return this.#unknown.has(identity);
  }

  #onGet({ by, requestId, input, output, told, error }: Call): void {
    const id = textAt(input, "InvestigationId") ?? "";
    if (by === "check" && error === "ResourceNotFoundException") this.#gone.add(id);
    else if (by === "check" && output !== undefined) this.#gone.delete(id);
    const name = `${askedGroup(this.#invocations.get(requestId)?.input).name} ${id}`;
    if (told === undefined || told === output) {
      if (by === "check" && output !== undefined) this.#toldSeverity.delete(name);
    } else if (textAt(told, "Status") === "SUCCESSFUL") {
      this.#toldSuccessful.add(id);
      this.#toldSeverity.set(name, textAt(told, "Severity"));
    }
  }

  #onIndicators({ requestId, input, output, told, heard }: Call): void {
    if (!heard || output === undefined) return;
    const id = textAt(input, "InvestigationId") ?? "";
    const name = `${requestId} ${id}`;
    const isFirst = textAt(input, "NextToken") === undefined;
    const reading = (isFirst ? undefined : this.#readings.get(name)) ?? { indicators: 0, changed: false };
    this.#readings.set(name, reading);
    reading.indicators += listAt(told ?? output, "Indicators").length;
    reading.changed ||= told !== undefined && told !== output;
    if (textAt(told ?? output, "NextToken") !== undefined) return;
    const { name: group } = askedGroup(this.#invocations.get(requestId)?.input);
    this.#readToEnd.set(`${group} ${id}`, reading);
  }

  #onStart({ requestId, input, error }: Call): void {
    const asker = this.#invocations.get(requestId)?.input;
    const identity = askedStart(asker, textAt(input, "EntityArn"))?.identity;
    if (identity === undefined) return;
    const refused = this.#refused.get(requestId) ?? new Map<string, string>();
    this.#refused.set(requestId, refused);
    if (error === undefined || !aboutTheRequest.has(error)) refused.delete(identity);
    else refused.set(identity, textAt(input, "GraphArn") ?? "");
  }

  #onGraphs({ requestId, output, told }: Call): void {
    const graphs = listAt(told ?? output, "GraphList").map((graph) => textAt(graph, "Arn"));
    for (const [identity, graphArn] of this.#refused.get(requestId) ?? [])
      if (graphs.includes(graphArn)) this.#unknown.add(identity);
  }
}

const known = new WeakMap<SimulatedCloud, SeenEvidence>();

/** What the product was told in a world. Followed from the first time that somebody asks, for all who ask. */
export function seenEvidence(cloud: SimulatedCloud): SeenEvidence {
  const evidence = known.get(cloud) ?? new SeenEvidence(cloud);
  known.set(cloud, evidence);
  return evidence;
}
