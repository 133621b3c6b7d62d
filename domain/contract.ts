import * as z from "zod";

/** A time in our own data: ISO 8601, UTC, as `formatInstant` writes it. */
const IsoInstant = z.iso.datetime();

/** Why a principal, or a finding without any, cannot be investigated. */
export const NotInvestigableReason = z.enum([
  "root",
  "federated-user",
  "aws-service",
  "no-principal",
  "instance-profile",
  "attached-role",
  "unknown-id",
  "principal-limit",
  "unknown-to-detective",
  "region-not-allowed",
  "account-not-allowed",
]);
export type NotInvestigableReason = z.infer<typeof NotInvestigableReason>;

/** Why a finding version is left alone although a rule let it in. */
export const SkipReason = z.enum([
  "sample",
  "region-not-allowed",
  "account-not-allowed",
  "already-covered",
  "in-flight",
  "waiting-for-replay",
]);
export type SkipReason = z.infer<typeof SkipReason>;

/** Why a message cannot be read as a finding. */
export const RejectReason = z.enum([
  "invalid-json",
  "unknown-event",
  "no-finding",
  "invalid-finding",
  "finding-too-large",
  "nested-too-deep",
  "invalid-envelope",
]);
export type RejectReason = z.infer<typeof RejectReason>;

/** Why the pipeline parks an item in the dead-letter queue. `docs/reasons.md` says what each one means. */
export const ParkReason = z.enum([
  ...RejectReason.options,
  "investigation-failed",
  "investigation-timed-out",
  "setup-fault",
  "service-unavailable",
  "finding-not-found",
  "finding-size-exceeded",
  "invalid-update",
  "exhausted",
  "workflow-failed",
]);
export type ParkReason = z.infer<typeof ParkReason>;

/** Why a message is in the dead-letter queue: parked by the pipeline, or put there by EventBridge or SQS. */
export const DeadLetterReason = z.enum([...ParkReason.options, "undeliverable", "received-too-often"]);
export type DeadLetterReason = z.infer<typeof DeadLetterReason>;

/** An IAM user or role. `identity` is what makes two mentions the same principal: IAM names are unique without their path. */
export const Principal = z.object({
  identity: z.string().min(1).max(200),
  partition: z.string().min(1).max(40),
  accountId: z.string().regex(/^\d{12}$/),
  type: z.enum(["user", "role"]),
  name: z.string().min(1).max(128),
  /** The ARN for the call; without its path when `pathKnown` is false. */
  arn: z.string().min(1).max(700),
  pathKnown: z.boolean(),
});
export type Principal = z.infer<typeof Principal>;

/** A mention that no investigation is started for. `what` is the ARN or id as the finding gives it, cut to 200 characters. */
export const Excluded = z.object({ what: z.string().max(200), reason: NotInvestigableReason });
export type Excluded = z.infer<typeof Excluded>;

export const SeverityLabel = z.enum(["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"]);
export type SeverityLabel = z.infer<typeof SeverityLabel>;

/** How a finding version came to us. On-demand requests and replays ignore coverage. */
export const Origin = z.enum(["imported", "custom-action", "guardduty", "imported-v2"]);
export type Origin = z.infer<typeof Origin>;

/** A finding version reduced to what the pipeline needs: what an execution carries, a record keeps and a replay sends. */
export const SlimFinding = z.object({
  id: z.string().min(1).max(2048),
  productArn: z.string().min(1).max(2048),
  /** `UpdatedAt` exactly as given: with id and productArn it names the finding version. */
  version: z.string().min(1).max(64),
  accountId: z.string().regex(/^\d{12}$/),
  /** The finding's own Region: Detective is called there. */
  region: z.string().min(1).max(40),
  /** First of the finding's types, bounded and stripped of control characters. */
  type: z.string().max(160),
  /** For people; bounded to 160 characters and stripped of control characters. Never logged. */
  title: z.string().max(160),
  severity: SeverityLabel,
  firstActivityAt: IsoInstant,
  lastActivityAt: IsoInstant,
  origin: Origin,
  principals: z.array(Principal).max(40),
  excluded: z.array(Excluded).max(100),
  /** Replays so far; 0 for an event. */
  attempt: z.int().min(0),
  /** True for on-demand requests and replays: coverage is ignored. */
  requested: z.boolean(),
});
export type SlimFinding = z.infer<typeof SlimFinding>;

/** A principal that needs an investigation: in one Region, with the activity to cover. */
export const PrincipalToStart = Principal.extend({
  kind: z.literal("start"),
  region: z.string().min(1),
  firstActivityAt: IsoInstant,
  lastActivityAt: IsoInstant,
  /** 1 for the first investigation, 2 after it FAILED. */
  try: z.int().min(1).max(2),
  /** The investigation that FAILED, when `try` is 2. */
  retryOf: z.string().optional(),
  /** By so much every look at it comes later: others of its batch read before it. Absent for none, and in executions of earlier versions. */
  laterSeconds: z.int().min(0).optional(),
});
export type PrincipalToStart = z.infer<typeof PrincipalToStart>;

/** How this execution came by its investigation. */
export const How = z.enum(["started", "adopted", "joined"]);
export type How = z.infer<typeof How>;

export const PrincipalRunning = PrincipalToStart.extend({
  kind: z.literal("running"),
  how: How,
  graphArn: z.string(),
  investigationId: z.string(),
  createdAt: IsoInstant,
  scopeStartAt: IsoInstant,
  scopeEndAt: IsoInstant,
  /** Since when the behavior graph gathers data. Absent where Detective told none, and in executions of earlier versions. */
  graphSince: IsoInstant.optional(),
  /** Seconds until the first look is worth it. */
  waitSeconds: z.int().min(0),
});
export type PrincipalRunning = z.infer<typeof PrincipalRunning>;

/** What Detective found, bounded: at most 1,024 bytes of escaped JSON, so that 40 principals fit in one state. */
export const Evidence = z.object({
  /** Ranked sentences, strongest first. */
  facts: z.array(z.string()),
  /** MITRE ATT&CK tactics, most frequent first. */
  tactics: z.array(z.string()),
  /** Indicators read from Detective. */
  indicators: z.int().min(0),
  /** False when not every page of indicators could be read. */
  complete: z.boolean(),
});
export type Evidence = z.infer<typeof Evidence>;

const settled = { identity: Principal.shape.identity, arn: Principal.shape.arn, name: Principal.shape.name };

export const PrincipalInvestigated = z.object({
  ...settled,
  kind: z.literal("investigated"),
  how: How,
  region: z.string(),
  investigationId: z.string(),
  /** Absent when Detective told none, or one that is not known: that is not the same as a low one. */
  severity: SeverityLabel.optional(),
  /** The investigated scope. Its beginning is absent in executions of earlier definitions. */
  coveredFrom: IsoInstant.optional(),
  coveredUntil: IsoInstant,
  /** The look that found it over, for Detective does not tell when it ended. Absent in executions of earlier definitions. */
  readAt: IsoInstant.optional(),
  /** The report of the investigation has been written. Absent when it has not, and in executions of earlier definitions. */
  hasReport: z.literal(true).optional(),
  evidence: Evidence,
});
export type PrincipalInvestigated = z.infer<typeof PrincipalInvestigated>;

export const PrincipalNotInvestigable = z.object({
  ...settled,
  kind: z.literal("not-investigable"),
  reason: NotInvestigableReason,
});
export type PrincipalNotInvestigable = z.infer<typeof PrincipalNotInvestigable>;

export const PrincipalFailed = z.object({
  ...settled,
  kind: z.enum(["failed", "timed-out"]),
  /** Error name, e.g. `SetupFault`, `InvestigationFailed`, `Sandbox.Timedout`. */
  error: z.string(),
  cause: z.string().max(500),
  investigationId: z.string().optional(),
});
export type PrincipalFailed = z.infer<typeof PrincipalFailed>;

export const PrincipalSettled = z.discriminatedUnion("kind", [
  PrincipalInvestigated,
  PrincipalNotInvestigable,
  PrincipalFailed,
]);
export type PrincipalSettled = z.infer<typeof PrincipalSettled>;

/** A principal anywhere on its way through the state machine. */
export const PrincipalState = z.union([PrincipalToStart, PrincipalRunning, PrincipalSettled]);
export type PrincipalState = z.infer<typeof PrincipalState>;

/** Findings about the same principals. Empty `principals`: findings that name none worth investigating. */
export const Group = z.object({ principals: z.array(PrincipalToStart), findings: z.array(SlimFinding).min(1) });
export type Group = z.infer<typeof Group>;

/** Input of one execution of `investigate`. */
export const InvestigateInput = z.object({ v: z.literal(1), groups: z.array(Group).min(1) });
export type InvestigateInput = z.infer<typeof InvestigateInput>;

/** What is known of a principal once an investigation was asked for. */
export const PrincipalStarted = z.union([PrincipalRunning, PrincipalNotInvestigable]);
export type PrincipalStarted = z.infer<typeof PrincipalStarted>;

/** What `start-or-join` is asked: the principals of a group, of which those of kind `start` need an investigation. */
export const StartOrJoinInput = z.object({
  principals: z.array(PrincipalState),
  /** How often Step Functions has retried this state: what will pass is tried again, then it counts as failed. */
  retryCount: z.int().min(0),
});
export type StartOrJoinInput = z.infer<typeof StartOrJoinInput>;

/** Answer of `start-or-join`: none of kind `start` is left. */
export const StartOrJoinOutput = z.object({
  principals: z.array(PrincipalState),
  /** Seconds until the first look at the group is worth it. */
  waitSeconds: z.int().min(0),
});
export type StartOrJoinOutput = z.infer<typeof StartOrJoinOutput>;

export const CheckInput = z.object({
  principals: z.array(PrincipalState),
  /** The group: one of its findings, and how many they are. Absent in executions of earlier definitions. */
  group: z.object({ finding: SlimFinding, findings: z.int().min(1) }).optional(),
});
export type CheckInput = z.infer<typeof CheckInput>;

/** When a group may read its findings, and in how many calls. */
export const ReadingTurn = z.object({ at: IsoInstant, reads: z.int().min(1) });
export type ReadingTurn = z.infer<typeof ReadingTurn>;

/** Answer of `check`: every principal moved on as far as it goes, and where the group goes next. */
export const CheckOutput = z.object({
  principals: z.array(PrincipalState),
  /** `queue`: all are done, and the turn to read is worth waiting for. */
  next: z.enum(["start", "wait", "queue", "enrich"]),
  waitSeconds: z.int().min(0),
  turn: ReadingTurn.optional(),
});
export type CheckOutput = z.infer<typeof CheckOutput>;

/** An error as `States.ALL` hands it over. */
const WorkflowError = z.object({ error: z.string(), cause: z.string() });

export const EnrichInput = z.object({
  findings: z.array(SlimFinding).min(1),
  principals: z.array(PrincipalState),
  /** Set when `check` failed for good: every principal not yet settled has failed with it. */
  failure: WorkflowError.optional(),
  executionArn: z.string(),
  /** What `check` has reserved; absent when it could not, and in executions of earlier definitions. */
  turn: ReadingTurn.optional(),
  /** When the execution was started, however often it was redriven since. Absent in executions of earlier definitions. */
  startedAt: IsoInstant.optional(),
  /** How often Step Functions has retried this state: a finding that is not imported yet is waited for, then parked. */
  retryCount: z.int().min(0),
});
export type EnrichInput = z.infer<typeof EnrichInput>;

/**
 * Answer of `enrich`: finding versions by outcome; `unchanged` counts those that needed no write, with those that another
 * execution has taken on meanwhile, whose outcome is that one's to tell.
 */
export const EnrichOutput = z.object({
  enriched: z.int(),
  notInvestigable: z.int(),
  parked: z.int(),
  unchanged: z.int(),
  /** Findings left to another execution; absent for none. */
  left: z.int().optional(),
});
export type EnrichOutput = z.infer<typeof EnrichOutput>;

/**
 * Answer of one execution; `left` counts findings that could not even be parked, or were left to another execution: if nobody
 * settles them, the sweep puts them back.
 */
export const InvestigateOutput = EnrichOutput.extend({ groups: z.int(), left: z.int() });
export type InvestigateOutput = z.infer<typeof InvestigateOutput>;

/** A message of the dead-letter queue, and a valid intake message: the queue's own redrive can send it back. */
export const ReplayEnvelope = z
  .object({
    v: z.literal(1),
    kind: z.literal("replay"),
    attempt: z.int().min(0),
    reason: z.object({ code: DeadLetterReason, message: z.string().max(1024), state: z.string().max(80) }),
    parkedAt: IsoInstant,
    executionArn: z.string().optional(),
    /** Who sent it back, and which message of the dead-letter queue it was: for people, nothing is decided by it. */
    replayed: z.object({ at: IsoInstant, by: z.string().max(80), messageId: z.string().max(100) }).optional(),
    finding: SlimFinding.optional(),
    raw: z.string().optional(),
  })
  .refine((message) => (message.finding === undefined) !== (message.raw === undefined), {
    message: "exactly one of finding and raw is wanted",
  });
export type ReplayEnvelope = z.infer<typeof ReplayEnvelope>;
