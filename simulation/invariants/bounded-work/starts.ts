import { listAt, textAt } from "#domain/json.ts";
import { statusAt } from "#local/services/detective/investigation.ts";
import type { Happening } from "../../happening.ts";
import type { Inspected } from "../invariant.ts";
import { identityOfArn } from "../seen/identity.ts";
import { type SeenInvocations, seenInvocations } from "../seen/invocations.ts";
import { type Step, stepOf } from "../seen/step.ts";

type Call = Extract<Happening, { readonly kind: "call" }>;

/** The first, and the one after it FAILED. */
const triesPerPrincipal = 2;
/** After the last look, 60 minutes after its creation, an investigation is asked after before it is joined; clocks differ by a minute. */
const lastLookMs = 59 * 60_000;

/**
 * The investigations that an execution starts: two for each of its groups that names the principal. Not counted is one that cannot be
 * joined any longer and that `check` never looked at: Detective does not know it any more; or the start of the group had to be repeated,
 * because a neighbour could not be started or the table did not keep what was, and it FAILED in the meantime, or was past its last look
 * and had not ended well when it was asked after.
 */
export class Starts {
  readonly #inspected: Inspected;
  readonly #invocations: SeenInvocations;
  /** The groups that each execution was asked for. */
  readonly #groupsIn = new Map<string, readonly unknown[]>();
  readonly #started = new Map<string, readonly string[]>();
  readonly #gone = new Set<string>();
  /** Investigations that `check` has looked at for an execution, and those that ended before it could. */
  readonly #looked = new Set<string>();
  readonly #missed = new Set<string>();

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#invocations = seenInvocations(inspected.cloud);
  }

  expect(executionArn: string, groups: readonly unknown[]): void {
    this.#groupsIn.set(executionArn, groups);
  }

  watch(call: Call): void {
    const { operation, output, error, heard } = call;
    if (operation === "StartInvestigation" && output !== undefined && heard) this.#onStart(call);
    if (operation !== "GetInvestigation") return;
    if (error === "ResourceNotFoundException") this.#gone.add(idIn(call.input));
    if (error === undefined && heard) this.#onGet(call);
  }

  #onGet({ by, requestId, input, output, told }: Call): void {
    const step = stepOf(this.#invocations.get(requestId)?.input);
    const investigation = this.#inspected.cloud.services.Detective.investigation(idIn(input));
    if (!step || !investigation) return;
    const name = nameOf(step, investigation.id);
    if (by === "check") this.#looked.add(name);
    const isLate = this.#inspected.cloud.clock.now() - investigation.createdAtMs >= lastLookMs;
    const isGood = textAt(told ?? output, "Status") === "SUCCESSFUL";
    if (by === "start-or-join" && isLate && !isGood && !this.#looked.has(name)) this.#missed.add(name);
  }

  #onStart({ requestId, input, output }: Call): void {
    const step = stepOf(this.#invocations.get(requestId)?.input);
    if (!step) return;
    const identity = identityOfArn(textAt(input, "EntityArn"));
    const name = nameOf(step, `${textAt(input, "GraphArn")} ${identity}`);
    const started = [...(this.#started.get(name) ?? []), idIn(output)];
    this.#started.set(name, started);
    const counted = started.filter((id) => !this.#gone.has(id) && !this.#isMissed(step, id)).length;
    const max = triesPerPrincipal * this.#groupsOf(step, identity);
    if (counted <= max) return;
    const what = `${step.executionArn} has started ${counted} investigations of ${identity}`;
    this.#inspected.violate(`${what}, ${max} are the limit`);
  }

  #isMissed(step: Step, id: string): boolean {
    const name = nameOf(step, id);
    const { clock, services } = this.#inspected.cloud;
    const investigation = services.Detective.investigation(id);
    if (!this.#looked.has(name) && investigation && statusAt(investigation, clock.now()) === "FAILED")
      this.#missed.add(name);
    return this.#missed.has(name);
  }

  /** Groups of one execution that name a principal start it each for itself. */
  #groupsOf({ executionArn }: Step, identity: string | undefined): number {
    const groups = this.#groupsIn.get(executionArn) ?? [];
    const naming = groups.filter((group) =>
      listAt(group, "principals").some((one) => identityOfArn(textAt(one, "arn")) === identity),
    );
    return Math.max(1, naming.length);
  }
}

const nameOf = ({ executionArn }: Step, what: string) => `${executionArn} ${what}`;
const idIn = (of: unknown) => textAt(of, "InvestigationId") ?? "";
