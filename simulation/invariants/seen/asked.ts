import { parseInstant } from "#domain/instant.ts";
import { listAt, textAt, valueAt } from "#domain/json.ts";
import { type SeenFinding, seenSlim } from "./finding.ts";
import { identityOfArn } from "./identity.ts";
import { once } from "./once.ts";
import type { SeenActivity } from "./scope.ts";

/** What `start-or-join` is asked for about one principal. */
export interface AskedStart extends SeenActivity {
  readonly executionArn: string;
  readonly identity: string;
  /** The investigation that FAILED. */
  readonly retryOf: string | undefined;
}

/** What it was asked for about the principal that it names to Detective, with its path or without. */
export function askedStart(input: unknown, entityArn: unknown): AskedStart | undefined {
  const identity = identityOfArn(entityArn);
  const principal = listAt(input, "principals").find((one) => identityOfArn(valueAt(one, "arn")) === identity);
  const [firstMs, lastMs] = ["firstActivityAt", "lastActivityAt"].map((name) => parseInstant(textAt(principal, name)));
  if (identity === undefined || firstMs === undefined || lastMs === undefined) return undefined;
  const executionArn = textAt(input, "executionArn") ?? "";
  return { executionArn, identity, firstMs, lastMs, retryOf: textAt(principal, "retryOf") };
}

/** A principal of a group on its way through the state machine. */
export interface AskedPrincipal {
  readonly identity: string;
  readonly kind: string;
  readonly investigationId: string | undefined;
  /** Name of the error by which it failed. */
  readonly error: string | undefined;
}

/** What `check` and `enrich` are asked for; `check` knows no findings. */
export interface AskedGroup {
  readonly executionArn: string;
  /** The same for every state of one group. */
  readonly name: string;
  readonly findings: readonly SeenFinding[];
  readonly principals: readonly AskedPrincipal[];
  /** Looking at its investigations was given up. */
  readonly isGivenUp: boolean;
}

export function askedGroup(input: unknown): AskedGroup {
  return typeof input === "object" && input !== null ? groupIn(input) : readGroup(input);
}

const groupIn = once(readGroup);

function readGroup(input: unknown): AskedGroup {
  const principals = listAt(input, "principals").flatMap((principal): AskedPrincipal[] => {
    const identity = identityOfArn(valueAt(principal, "arn"));
    if (identity === undefined) return [];
    const [kind = "", investigationId, error] = ["kind", "investigationId", "error"].map((name) =>
      textAt(principal, name),
    );
    return [{ identity, kind, investigationId, error }];
  });
  const findings = listAt(input, "findings").flatMap((finding) => seenSlim(finding) ?? []);
  const executionArn = textAt(input, "executionArn") ?? "";
  const isGivenUp = valueAt(input, "failure") !== undefined;
  const identities = principals.map(({ identity }) => identity).sort();
  return { executionArn, name: `${executionArn} ${identities.join(" ")}`, findings, principals, isGivenUp };
}
