import type { BusEvent } from "./bus-event.ts";
import type { Principal, ReplayEnvelope, SlimFinding } from "./contract.ts";
import type { FindingUpdate, StoredFinding, UpdateRefusal } from "./enrichment.ts";
import type { FindingRecord, FindingVersion, InFlight, Settlement } from "./finding-record.ts";
import type { Instant } from "./instant.ts";
import type { Indicator, Investigation, InvestigationListing } from "./investigation.ts";
import type { FindingKey } from "./key.ts";
import type { OpenGroup } from "./open-group.ts";
import type { BareMessage } from "./parking.ts";
import type { InvestigationReport, ReportPages } from "./report/investigation-report.ts";
import type { ScopeWindow } from "./scope-window.ts";

export interface Clock {
  now(): Instant;
  sleep(ms: number): Promise<void>;
}

/** What ports need of the running Lambda invocation; `Context` of aws-lambda fits. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  getRemainingTimeInMillis(): number;
}

/** Detective, in the Region of the graph. Every method throws `Throttled`, `ServiceUnavailable` or `SetupFault`. */
export interface Detective {
  /** ARN of the Region's behavior graph, the account's own before another one; kept. @throws {SetupFault} there is none */
  graph(region: string, accountId: string | undefined): Promise<string>;
  /** When a graph that `graph` has told was made, as far as Detective told that: nothing is asked for it. */
  graphSince(graphArn: string): Instant | undefined;
  /** Investigations of the principal that have not FAILED, newest first, all pages. */
  investigations(graphArn: string, principalArn: string): Promise<readonly InvestigationListing[]>;
  /** @returns undefined when Detective no longer knows it */
  investigation(graphArn: string, investigationId: string): Promise<Investigation | undefined>;
  /** Starts exactly once: never retried inside. */
  start(graphArn: string, principalArn: string, scope: ScopeWindow): Promise<Started>;
  /** Every page; `complete` is false when a page could not be read (token expired or repeated). */
  indicators(
    graphArn: string,
    investigationId: string,
  ): Promise<{ indicators: readonly Indicator[]; complete: boolean }>;
}

/** `unknown`: Detective answered Validation or ResourceNotFound for that principal. */
export type Started = { readonly kind: "started"; readonly investigationId: string } | { readonly kind: "unknown" };

/** What the work under a claim answers: `keep` is remembered for every later caller, `release` frees the claim. */
export type ClaimResult<K, R> = { readonly keep: K } | { readonly release: R };

export interface Claims {
  /**
   * Runs `work` once per key, however many executions ask; later callers get what it kept. A thrown error frees the
   * claim, and so does the end of the invocation.
   * @throws {ClaimInProgress} another caller is at work under this key
   */
  once<K extends object, R>(
    key: string,
    invocation: Invocation,
    work: () => Promise<ClaimResult<K, R>>,
  ): Promise<ClaimResult<K, R>>;
}

/** The newest investigation known for a principal in a graph. Strongly consistent. */
export interface Investigations {
  latest(graphArn: string, identity: string): Promise<Investigation | undefined>;
  remember(graphArn: string, identity: string, investigation: Investigation): Promise<void>;
}

export interface FindingRecords {
  /** Strongly consistent. Keys without a record are left out. */
  read(keys: readonly FindingKey[]): Promise<ReadonlyMap<string, FindingRecord>>;
  /**
   * Marks the finding versions as on their way in an execution.
   * @param how `joined`: the execution was on its way already, and the record keeps the findings themselves
   */
  begin(
    findings: readonly SlimFinding[],
    inFlight: Pick<InFlight, "executionArn" | "since">,
    how?: "started" | "joined",
  ): Promise<void>;
  /** Records an outcome; an older version never replaces a newer one. */
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** Takes the mark away that the versions are on their way in this execution; nothing else changes. */
  endFlight(findings: readonly FindingVersion[], executionArn: string): Promise<void>;
  /** Finding versions on their way since before `before`, oldest first, at most `limit`. */
  overdue(before: Instant, limit: number): Promise<readonly (FindingVersion & InFlight)[]>;
}

/** A group that nobody can join any more. */
export interface ClosedGroup {
  /** Those that have joined. */
  readonly findings: readonly SlimFinding[];
  /** Another try, or the same invocation run twice, has closed it before. */
  readonly wasClosed: boolean;
}

/** Groups of findings on their way, which others may join until they are closed. */
export interface OpenGroups {
  /** The newest group of each key; keys of which none is known are left out. Strongly consistent. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, OpenGroup>>;
  open(groups: readonly OpenGroup[]): Promise<void>;
  /** Says that a group will be opened; `known` is the newest one found. @returns false: somebody else was quicker */
  announce(key: string, known: OpenGroup | undefined): Promise<boolean>;
  /** How many findings have joined so far; a double counts twice. */
  joined(key: string, executionArn: string): Promise<number>;
  /** @returns false, with nothing added, when the group is closed or full */
  add(group: OpenGroup, findings: readonly SlimFinding[]): Promise<boolean>;
  /** Lets nobody join any more. Asked again, it answers the same findings. */
  close(key: string, executionArn: string): Promise<ClosedGroup>;
}

export interface SecurityHub {
  /** Waits for the turn to read so many findings, which nobody has reserved. @returns the calls it may make now */
  awaitTurn(findings: number): Promise<number>;
  /**
   * Findings as they stand, 20 ids a call, paced below the account's rate. Absent ones are left out.
   * @param turns calls whose turn has come already
   */
  read(keys: readonly FindingKey[], turns?: number): Promise<ReadonlyMap<string, StoredFinding>>;
  /** One call per update of up to 100 findings. @returns what was refused, finding by finding */
  write(updates: readonly FindingUpdate[]): Promise<readonly UpdateRefusal[]>;
}

export type ExecutionStart = { kind: "exists" } | { kind: "started"; executionArn: string; known?: Execution };

export interface Executions {
  /** `exists`: the name was used with another input, or its execution did not succeed. `known`: it had been started before. */
  start(name: string, input: string): Promise<ExecutionStart>;
  /** @returns undefined when Step Functions no longer knows it */
  describe(executionArn: string): Promise<Execution | undefined>;
}

export interface Execution {
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED" | "PENDING_REDRIVE";
  readonly input: string;
  /** What a SUCCEEDED execution answered: `InvestigateOutput` as text. */
  readonly output?: string;
  readonly error?: string;
}

/** A queue that takes envelopes: the dead-letter queue (park) or the intake queue (put back). */
export interface EnvelopeQueue {
  /** @throws {MessagesRefused} the queue took the others */
  send(messages: readonly (ReplayEnvelope | BareMessage)[]): Promise<void>;
}

/** IAM, read only. */
export interface Roles {
  /** The ARN with its path; the given ARN when IAM does not tell. Remembered per container. */
  arnOf(principal: Principal): Promise<string>;
  /** The role ARN behind an instance profile; undefined when IAM does not tell. */
  roleOfInstanceProfile(profileArn: string): Promise<string | undefined>;
}

/** The reports bucket: one folder per investigation. Every method throws `Throttled`, `ServiceUnavailable` or `SetupFault`. */
export interface Reports {
  /** Name of the bucket, for links to what is in it. */
  readonly bucket: string;
  /** Writes `report.md`, then `report.html`, which carries the report; what was there is replaced, with the same for the same investigation. */
  save(report: InvestigationReport, pages: ReportPages): Promise<void>;
  /** @returns undefined when there is none, or none that this version can read */
  read(region: string, investigationId: string): Promise<InvestigationReport | undefined>;
}

export interface EventBus {
  publish(events: readonly BusEvent[]): Promise<void>;
}

/** The keys that may be logged. Never a title, a note, an event body or an access key. */
export interface LogFields {
  readonly outcome: string;
  readonly reason?: string;
  readonly findingId?: string;
  readonly productArn?: string;
  readonly version?: string;
  readonly principalArn?: string;
  readonly investigationId?: string;
  readonly executionArn?: string;
  readonly messageId?: string;
  readonly findings?: number;
  readonly principals?: number;
  /** How long it took. */
  readonly ms?: number;
  /** From the look that found the last investigation over to the evidence on the finding. */
  readonly lagMs?: number;
  /** Why Security Hub left a finding unprocessed, or a receiver an event: its own error code. */
  readonly code?: string;
}

export interface Log {
  /** Every later line names this invocation and, where given, what it works for: an execution ARN. */
  begin(invocation: Invocation, correlationId?: string): void;
  /** One line per outcome. */
  outcome(fields: LogFields): void;
  /** A fault that costs nobody a finding but that a person should see. */
  warn(message: string, fields: LogFields): void;
}
