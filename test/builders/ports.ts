import type { Batch, IntakeMessage } from "#domain/batch.ts";
import type { BusEvent } from "#domain/bus-event.ts";
import type { Principal, ReplayEnvelope, SlimFinding } from "#domain/contract.ts";
import type { FindingUpdate, StoredFinding, UpdateRefusal } from "#domain/enrichment.ts";
import { ClaimInProgress, MessagesRefused } from "#domain/errors.ts";
import {
  type FindingRecord,
  type FindingVersion,
  type InFlight,
  newerVersion,
  type Settlement,
} from "#domain/finding-record.ts";
import type { Indicator, Investigation } from "#domain/investigation.ts";
import { type FindingKey, findingKeyText } from "#domain/key.ts";
import type { IntakeQueue } from "#domain/message-queue.ts";
import type { OpenGroup } from "#domain/open-group.ts";
import type { BareMessage } from "#domain/parking.ts";
import type {
  ClaimResult,
  Claims,
  Clock,
  ClosedGroup,
  Detective,
  EnvelopeQueue,
  EventBus,
  Execution,
  Executions,
  FindingRecords,
  Investigations,
  Invocation,
  Log,
  LogFields,
  OpenGroups,
  Reports,
  Roles,
  SecurityHub,
  Started,
} from "#domain/ports.ts";
import type { InvestigationReport, ReportPages } from "#domain/report/investigation-report.ts";
import type { Slots } from "#domain/turn.ts";

/** Time that passes only by sleeping, or by setting `at`. */
export class FakeClock implements Clock {
  at: number;
  constructor(at = Date.parse("2026-03-04T10:30:00.000Z")) {
    this.at = at;
  }
  now(): number {
    return this.at;
  }
  async sleep(ms: number): Promise<void> {
    this.at += ms;
  }
}

/** Detective with one graph, in every Region. What it answers is set by its fields; `startCalls` tells what was started. */
export class FakeDetective implements Detective {
  readonly held: (Investigation & { readonly principalArn: string })[] = [];
  readonly startCalls: { readonly principalArn: string; readonly scope: Investigation["scope"] }[] = [];
  readonly unknownArns = new Set<string>();
  readonly indicatorsOf = new Map<string, { indicators: readonly Indicator[]; complete: boolean }>();
  /** Thrown by `start` after the investigation exists: a lost answer. */
  lostAnswer: Error | undefined;
  readonly clock: Clock;
  constructor(clock: Clock) {
    this.clock = clock;
  }
  async graph(region: string): Promise<string> {
    return `arn:aws:detective:${region}:111122223333:graph:${"0a".repeat(16)}`;
  }
  graphSince(): number {
    return Date.parse("2025-06-01T00:00:00.000Z");
  }
  async investigations(_graphArn: string, principalArn: string) {
    const listed = this.held.filter((one) => one.principalArn === principalArn && one.status !== "FAILED");
    return listed.sort((a, b) => b.createdAt - a.createdAt);
  }
  async investigation(_graphArn: string, id: string): Promise<Investigation | undefined> {
    return this.held.find((one) => one.id === id);
  }
  async start(_graphArn: string, principalArn: string, scope: Investigation["scope"]): Promise<Started> {
    if (this.unknownArns.has(principalArn)) return { kind: "unknown" };
    this.startCalls.push({ principalArn, scope });
    const id = String(this.startCalls.length).padStart(21, "1");
    this.held.push({ id, status: "RUNNING", createdAt: this.clock.now(), scope, principalArn });
    if (this.lostAnswer) {
      const error = this.lostAnswer;
      this.lostAnswer = undefined;
      throw error;
    }
    return { kind: "started", investigationId: id };
  }
  async indicators(_graphArn: string, id: string) {
    return this.indicatorsOf.get(id) ?? { indicators: [], complete: true };
  }
  /** Brings an investigation to its end. */
  finish(id: string, end: Pick<Investigation, "status" | "severity">): void {
    const at = this.held.findIndex((one) => one.id === id);
    const one = this.held[at];
    if (one) this.held[at] = { ...one, ...end };
  }
}

/** Claims in memory. */
export class FakeClaims implements Claims {
  readonly kept = new Map<string, object>();
  readonly atWork = new Set<string>();
  async once<K extends object, R>(
    key: string,
    _invocation: Invocation,
    work: () => Promise<ClaimResult<K, R>>,
  ): Promise<ClaimResult<K, R>> {
    const known = this.kept.get(key);
    if (known) return { keep: structuredClone(known) as K };
    if (this.atWork.has(key)) throw new ClaimInProgress(key);
    this.atWork.add(key);
    try {
      const result = await work();
      if ("keep" in result) this.kept.set(key, structuredClone(result.keep));
      return result;
    } finally {
      this.atWork.delete(key);
    }
  }
}

export class FakeInvestigations implements Investigations {
  readonly heads = new Map<string, Investigation>();
  async latest(graphArn: string, identity: string): Promise<Investigation | undefined> {
    return this.heads.get(`${graphArn} ${identity}`);
  }
  async remember(graphArn: string, identity: string, investigation: Investigation): Promise<void> {
    const known = this.heads.get(`${graphArn} ${identity}`);
    if (known && known.createdAt > investigation.createdAt) return;
    this.heads.set(`${graphArn} ${identity}`, investigation);
  }
}

/** A reports bucket in memory. `trouble` is thrown by every call. */
export class FakeReports implements Reports {
  readonly bucket = "gumshoe-reports";
  readonly kept = new Map<string, InvestigationReport>();
  readonly saved: (ReportPages & { readonly id: string })[] = [];
  readonly reads: string[] = [];
  trouble: Error | undefined;
  async save(report: InvestigationReport, pages: ReportPages): Promise<void> {
    this.saved.push({ id: report.investigationId, ...pages });
    if (this.trouble) throw this.trouble;
    this.kept.set(`${report.region}/${report.investigationId}`, report);
  }
  async read(region: string, investigationId: string): Promise<InvestigationReport | undefined> {
    this.reads.push(investigationId);
    if (this.trouble) throw this.trouble;
    return this.kept.get(`${region}/${investigationId}`);
  }
}

/** Finding records in memory. */
export class FakeFindingRecords implements FindingRecords {
  readonly records = new Map<string, FindingRecord>();
  async read(keys: readonly FindingKey[]): Promise<ReadonlyMap<string, FindingRecord>> {
    return new Map(
      keys.flatMap((key) => {
        const record = this.records.get(findingKeyText(key));
        return record ? [[findingKeyText(key), record] as const] : [];
      }),
    );
  }
  async begin(
    findings: readonly SlimFinding[],
    { executionArn, since }: Pick<InFlight, "executionArn" | "since">,
    how: "started" | "joined" = "started",
  ): Promise<void> {
    for (const finding of findings) {
      const { productArn, id, version, principals } = finding;
      const key = findingKeyText({ productArn, id });
      const record = this.records.get(key) ?? { productArn, id };
      const { settled, inFlight } = record;
      if (inFlight && newerVersion(inFlight.version, version)) continue;
      if (settled?.executionArn === executionArn && !newerVersion(version, settled.version)) continue;
      const identities = principals.map(({ identity }) => identity);
      this.records.set(key, {
        ...record,
        inFlight: {
          version,
          principals: identities,
          executionArn,
          since,
          ...(how === "joined" && { joined: finding }),
        },
      });
    }
  }
  async settle(settlements: readonly Settlement[]): Promise<void> {
    for (const { productArn, id, ...settled } of settlements) {
      const key = findingKeyText({ productArn, id });
      const { inFlight, settled: before } = this.records.get(key) ?? {};
      const isOver =
        inFlight !== undefined &&
        (newerVersion(settled.version, inFlight.version) ||
          (inFlight.executionArn === settled.executionArn && !newerVersion(inFlight.version, settled.version)));
      const newest = before && newerVersion(before.version, settled.version) ? before : settled;
      this.records.set(key, { productArn, id, settled: newest, ...(inFlight && !isOver && { inFlight }) });
    }
  }
  async endFlight(findings: readonly FindingVersion[], executionArn: string): Promise<void> {
    for (const { productArn, id, version } of findings) {
      const { inFlight, ...rest } = this.records.get(findingKeyText({ productArn, id })) ?? {};
      const isIt = inFlight?.executionArn === executionArn && !newerVersion(inFlight.version, version);
      if (isIt) this.records.set(findingKeyText({ productArn, id }), { productArn, id, ...rest });
    }
  }
  async overdue(before: number, limit: number): Promise<readonly (FindingVersion & InFlight)[]> {
    const flying = [...this.records.values()].flatMap(({ productArn, id, inFlight }) =>
      inFlight && inFlight.since < before ? [{ productArn, id, ...inFlight }] : [],
    );
    return flying.sort((a, b) => a.since - b.since).slice(0, limit);
  }
}

/** Security Hub in memory; `refuse` answers the code a finding is refused with, if it is. */
export class FakeSecurityHub implements SecurityHub {
  readonly findings = new Map<string, StoredFinding>();
  /** Findings for which a turn was awaited. */
  readonly turns: number[] = [];
  /** Of each read, how many findings and how many calls whose turn had come. */
  readonly reads: (readonly [findings: number, turns: number])[] = [];
  /** What happens while the turn is awaited. */
  meanwhile: () => Promise<void> = async () => {};
  readonly writes: FindingUpdate[] = [];
  refuse: (key: FindingKey, writes: number) => string | undefined = () => undefined;
  hold(finding: StoredFinding): void {
    this.findings.set(findingKeyText(finding), finding);
  }
  async awaitTurn(findings: number): Promise<number> {
    this.turns.push(findings);
    await this.meanwhile();
    return Math.ceil(findings / 20);
  }
  async read(keys: readonly FindingKey[], turns = 0): Promise<ReadonlyMap<string, StoredFinding>> {
    this.reads.push([keys.length, turns]);
    return new Map(
      keys.flatMap((key) => {
        const finding = this.findings.get(findingKeyText(key));
        return finding ? [[findingKeyText(key), finding] as const] : [];
      }),
    );
  }
  async write(updates: readonly FindingUpdate[]): Promise<readonly UpdateRefusal[]> {
    return updates.flatMap((update) => {
      this.writes.push(update);
      return update.keys.flatMap((key) => this.#writeOne(key, update));
    });
  }
  #writeOne(key: FindingKey, { note, userDefinedFields }: FindingUpdate): readonly UpdateRefusal[] {
    const code = this.refuse(key, this.writes.length);
    const finding = this.findings.get(findingKeyText(key));
    if (code !== undefined || !finding) return [{ key, code: code ?? "FindingNotFound", message: "refused" }];
    this.hold({ ...finding, userDefinedFields, ...(note && { note }) });
    return [];
  }
}

/** Slots that are one second apart; those of the past are lost. */
export class FakeSlots implements Slots {
  readonly reserved: number[] = [];
  nextAt: number;
  trouble: Error | undefined;
  readonly #clock: Clock;
  constructor(clock: Clock) {
    this.#clock = clock;
    this.nextAt = clock.now();
  }
  async reserve(calls: number): Promise<number> {
    if (this.trouble) throw this.trouble;
    const at = Math.max(this.nextAt, this.#clock.now());
    this.reserved.push(calls);
    this.nextAt = at + calls * 1_000;
    return at;
  }
}

/** Open groups in memory. */
export class FakeOpenGroups implements OpenGroups {
  readonly groups = new Map<string, OpenGroup>();
  readonly lists = new Map<string, SlimFinding[]>();
  readonly announced = new Set<string>();
  readonly closed = new Set<string>();
  async find(keys: readonly string[]): Promise<ReadonlyMap<string, OpenGroup>> {
    return new Map(keys.flatMap((key) => (this.groups.has(key) ? [[key, this.groups.get(key) as OpenGroup]] : [])));
  }
  async open(groups: readonly OpenGroup[]): Promise<void> {
    for (const group of groups) {
      this.groups.set(group.key, group);
      this.announced.delete(group.key);
    }
  }
  async announce(key: string, known: OpenGroup | undefined): Promise<boolean> {
    if (this.announced.has(key) || this.groups.get(key)?.executionArn !== known?.executionArn) return false;
    this.announced.add(key);
    return true;
  }
  async joined(key: string, executionArn: string): Promise<number> {
    return (this.lists.get(`${key} ${executionArn}`) ?? []).length;
  }
  async add({ key, executionArn }: OpenGroup, findings: readonly SlimFinding[]): Promise<boolean> {
    const list = `${key} ${executionArn}`;
    if (this.closed.has(list)) return false;
    this.lists.set(list, [...(this.lists.get(list) ?? []), ...findings]);
    return true;
  }
  async close(key: string, executionArn: string): Promise<ClosedGroup> {
    const list = `${key} ${executionArn}`;
    const wasClosed = this.closed.has(list);
    this.closed.add(list);
    return { findings: this.lists.get(list) ?? [], wasClosed };
  }
}

/** Executions in memory: they stay RUNNING until `end`. */
export class FakeExecutions implements Executions {
  readonly started: { readonly name: string; readonly input: string; readonly executionArn: string }[] = [];
  readonly executions = new Map<string, Execution>();
  /** Thrown by `start` when it answers one. */
  trouble: (name: string, input: string) => Error | undefined = () => undefined;
  async start(name: string, input: string) {
    const error = this.trouble(name, input);
    if (error) throw error;
    const executionArn = executionArnOf(name);
    const known = this.executions.get(executionArn);
    if (known && (known.input !== input || !["RUNNING", "SUCCEEDED"].includes(known.status))) {
      return { kind: "exists" } as const;
    }
    if (!known) {
      this.executions.set(executionArn, { status: "RUNNING", input });
      this.started.push({ name, input, executionArn });
    }
    return { kind: "started", executionArn, ...(known && { known }) } as const;
  }
  async describe(executionArn: string): Promise<Execution | undefined> {
    return this.executions.get(executionArn);
  }
  end(executionArn: string, status: Execution["status"]): void {
    const execution = this.executions.get(executionArn);
    if (execution) this.executions.set(executionArn, { ...execution, status });
  }
}

export function executionArnOf(name: string): string {
  return `arn:aws:states:eu-west-1:111122223333:execution:investigate:${name}`;
}

export class FakeQueue implements EnvelopeQueue {
  readonly sent: (ReplayEnvelope | BareMessage)[] = [];
  /** Thrown by `send` when it answers one. */
  trouble: (messages: readonly (ReplayEnvelope | BareMessage)[]) => Error | undefined = () => undefined;
  async send(messages: readonly (ReplayEnvelope | BareMessage)[]): Promise<void> {
    const error = this.trouble(messages);
    if (error instanceof MessagesRefused) this.sent.push(...messages.filter((_, place) => !error.refused.has(place)));
    if (error) throw error;
    this.sent.push(...messages);
  }
  /** Reasons of what was sent, in order. */
  get codes(): readonly string[] {
    return this.sent.map((message) => ("bare" in message ? "bare" : message.reason.code));
  }
}

/** Remembers the ids of what was acknowledged, call by call. */
export class FakeIntakeQueue implements IntakeQueue {
  readonly acknowledged: (readonly string[])[] = [];
  /** Thrown by `acknowledge` when set. */
  trouble: Error | undefined;
  async acknowledge(messages: readonly IntakeMessage[]): Promise<void> {
    if (this.trouble) throw this.trouble;
    this.acknowledged.push(messages.map(({ messageId }) => messageId));
  }
}

/** A message of the intake queue, received for the first time unless said. */
export function anIntakeMessage(messageId: string, body: string, receives = 1): IntakeMessage {
  return { messageId, body, receives, receiptHandle: `receipt of ${messageId}` };
}

export class FakeRoles implements Roles {
  readonly arns = new Map<string, string>();
  readonly profiles = new Map<string, string>();
  async arnOf({ arn, identity }: Principal): Promise<string> {
    return this.arns.get(identity) ?? arn;
  }
  async roleOfInstanceProfile(profileArn: string): Promise<string | undefined> {
    return this.profiles.get(profileArn);
  }
}

export class FakeEventBus implements EventBus {
  readonly published: BusEvent[] = [];
  async publish(events: readonly BusEvent[]): Promise<void> {
    this.published.push(...events);
  }
}

export class FakeLog implements Log {
  readonly lines: LogFields[] = [];
  readonly warnings: LogFields[] = [];
  begin(): void {}
  outcome(fields: LogFields): void {
    this.lines.push(fields);
  }
  warn(_message: string, fields: LogFields): void {
    this.warnings.push(fields);
  }
  /** `outcome` or `outcome: reason` of every line, in order. */
  get outcomes(): readonly string[] {
    return this.lines.map(({ outcome, reason }) => (reason === undefined ? outcome : `${outcome}: ${reason}`));
  }
}

/** Runs the joint work and answers as an event source mapping reads it. */
export const fakeBatch: Batch = {
  async process(event, _invocation, work) {
    const messages = event as readonly IntakeMessage[];
    const failures = await work(messages);
    if (messages.length > 0 && failures.size === messages.length) throw new Error("Cannot take the batch: all failed");
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  },
};
