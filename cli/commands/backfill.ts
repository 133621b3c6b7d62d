import { SeverityLabel } from "#domain/contract.ts";
import { type ExistingFindings, severitiesFrom } from "#domain/existing-finding.ts";
import { secondMs } from "#domain/instant.ts";
import { type JsonObject, textAt } from "#domain/json.ts";
import type { BareMessage } from "#domain/parking.ts";
import type { EnvelopeQueue } from "#domain/ports.ts";
import type { BackfillReport, Stop } from "../backfill/backfill-report.ts";
import { advanced, type Checkpoint, nextPass } from "../backfill/checkpoint.ts";
import type { Checkpoints } from "../backfill/checkpoint-file.ts";
import { type Judged, type JudgingPorts, judge } from "../backfill/judging.ts";
import { Listing } from "../backfill/listing.ts";
import { patiently } from "../backfill/patiently.ts";
import { tallied } from "../backfill/tally.ts";

export interface BackfillPorts extends JudgingPorts {
  readonly findings: ExistingFindings;
  /** Waits for the turn to call GetFindings once: the pipeline and whoever else reads findings share one rate. */
  readonly awaitTurn: () => Promise<void>;
  readonly intake: EnvelopeQueue;
  readonly checkpoints: Checkpoints;
  /** Hears of every checkpoint. */
  readonly watch: (checkpoint: Checkpoint) => void;
  /** Whether somebody asked to stop. */
  readonly interrupted: () => boolean;
}

export interface BackfillOptions {
  /** Where to begin: a new checkpoint, or that of an interrupted run. */
  readonly from: Checkpoint;
  /** Messages queued a second. */
  readonly ratePerSecond: number;
  /** Findings queued by this run at most. */
  readonly limit: number;
  /** Pages handled at most: a survey takes a few. */
  readonly pagesMax: number;
  readonly dryRun: boolean;
}

// SendMessageBatch takes ten.
const sentAtOnceMax = 10;
const failuresToldMax = 20;

/**
 * Reads the findings that Security Hub holds and queues those that are not covered, least recently updated first. The
 * checkpoint moves on after each send; a run that is killed repeats at most the messages of one send, which `ingest` skips.
 */
export async function backfill(ports: BackfillPorts, options: BackfillOptions): Promise<BackfillReport> {
  const run = new Run(ports, options);
  let stopped: Stop | undefined;
  let trouble: string | undefined;
  try {
    stopped = await run.all();
    if (!stopped) await ports.checkpoints.remove();
  } catch (error) {
    stopped = "trouble";
    trouble = error instanceof Error ? error.message : String(error);
  }
  const { since, until, position, tally } = run.checkpoint;
  return {
    dryRun: options.dryRun,
    done: stopped === undefined,
    ...(stopped && { stopped }),
    ...(trouble !== undefined && { trouble }),
    ...{ since, until, position: stopped === undefined ? until : position },
    ...tally,
    failures: run.failures,
  };
}

class Run {
  checkpoint: Checkpoint;
  readonly failures: { id: string; message: string }[] = [];
  readonly #ports: BackfillPorts;
  readonly #options: BackfillOptions;
  readonly #listing: Listing;
  #sent = 0;
  #pages = 0;
  #nextSendAt = 0;

  constructor(ports: BackfillPorts, options: BackfillOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#listing = new Listing(ports.findings, ports.clock, ports.awaitTurn);
    this.checkpoint = options.from;
  }

  /** @returns why it stopped; undefined when the whole range is read */
  async all(): Promise<Stop | undefined> {
    for (;;) {
      const stopped = await this.#pass();
      if (stopped) return stopped;
      const next = nextPass(this.checkpoint);
      if (!next) return undefined;
      await this.#moveTo(next);
    }
  }

  async #pass(): Promise<Stop | undefined> {
    const { selection, until } = this.checkpoint;
    const { severity, product, account } = selection;
    const query = {
      until: Date.parse(until),
      severities: severitiesFrom(severity, SeverityLabel.options),
      ...(product !== undefined && { product }),
      ...(account !== undefined && { accountId: account }),
    };
    for await (const page of this.#listing.pages(query, () => this.checkpoint)) {
      if (this.#pages === this.#options.pagesMax) return "survey";
      this.#pages += 1;
      const stopped = await this.#handle(await this.#judge(page));
      if (stopped) return stopped;
    }
    return undefined;
  }

  async #judge(page: readonly JsonObject[]): Promise<readonly Judged[]> {
    const judged = await judge(this.#ports, this.checkpoint, page);
    for (const { raw, standing } of judged) {
      if (standing.kind !== "failed" || this.failures.length === failuresToldMax) continue;
      this.failures.push({ id: textAt(raw, "Id") ?? "without an id", message: standing.message });
    }
    return judged;
  }

  /** Sends and moves on, a handful at a time. */
  async #handle(judged: readonly Judged[]): Promise<Stop | undefined> {
    const { ratePerSecond, limit } = this.#options;
    let rest = judged;
    while (rest.length > 0) {
      if (this.#ports.interrupted()) return "interrupted";
      if (this.#sent >= limit && rest.some(({ message }) => message)) return "limit";
      const room = Math.min(sentAtOnceMax, Math.max(1, Math.floor(ratePerSecond)), limit - this.#sent);
      const some = upTo(rest, room);
      rest = rest.slice(some.length);
      await this.#send(some.flatMap(({ message }) => message ?? []));
      const standings = some.map(({ standing }) => standing);
      const tally = standings.reduce(tallied, this.checkpoint.tally);
      await this.#moveTo(advanced(this.checkpoint, raws(some), tally));
    }
    return undefined;
  }

  async #send(messages: readonly BareMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const { clock, intake } = this.#ports;
    const waitMs = this.#nextSendAt - clock.now();
    if (waitMs > 0) await clock.sleep(waitMs);
    await patiently(() => intake.send(messages), clock);
    this.#sent += messages.length;
    this.#nextSendAt = clock.now() + (messages.length * secondMs) / this.#options.ratePerSecond;
  }

  async #moveTo(checkpoint: Checkpoint): Promise<void> {
    await this.#ports.checkpoints.write(checkpoint);
    this.checkpoint = checkpoint;
    this.#ports.watch(checkpoint);
  }
}

/** The first of them, with at most `messagesMax` messages among them. */
function upTo(judged: readonly Judged[], messagesMax: number): readonly Judged[] {
  let messages = 0;
  const end = judged.findIndex(({ message }) => {
    if (message) messages += 1;
    return messages > messagesMax;
  });
  return end === -1 ? judged : judged.slice(0, end);
}

function raws(judged: readonly Judged[]): readonly JsonObject[] {
  return judged.map(({ raw }) => raw);
}
