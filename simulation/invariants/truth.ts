import { listAt, textAt, valueAt } from "#domain/json.ts";
import type { Investigation } from "#local/services/detective/investigation.ts";
import type { Happening } from "../happening.ts";
import type { Inspected, Inspection, Invariant } from "./invariant.ts";
import { type SeenEvidence, seenEvidence } from "./seen/evidence.ts";
import type { SeenFinding } from "./seen/finding.ts";
import { type SeenGroups, seenGroups } from "./seen/groups.ts";
import { recordPrefix, type SeenSettled, seenRecord } from "./seen/record.ts";
import { answersFor } from "./seen/scope.ts";
import { seenStack } from "./seen/stack.ts";
import { timeOf } from "./seen/time.ts";
import { isOwnField, type SeenWrite, type SeenWrites, seenWrites } from "./seen/writes.ts";
import { Ends } from "./truth/ends.ts";
import { type Fact, Facts } from "./truth/facts.ts";

type Call = Extract<Happening, { readonly kind: "call" }>;

const severities = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];
const rowOfSkew = 36;
const skewMs = 16 * 60_000;
const fieldsMax = 50;
/** What a finding says of an outcome. */
const words: ReadonlyMap<string, string> = new Map([
  ["enriched", "complete"],
  ["partial", "partial"],
  ["not-investigable", "not-investigable"],
]);

/**
 * I12: what is said is so. `complete` means that every principal of that version has an investigation that succeeded, by Detective's own
 * account, whose scope holds the finding's activity and whose indicators were all read; the verdict is the worst of their severities;
 * evidence reaches no further than the scopes. Anything less says why. What is remembered as written is on the finding.
 */
export const truth: Invariant = {
  id: "I12",
  promise:
    "a finding is called complete only when all of it was investigated, and no evidence says more than Detective does",
  inspect: (inspected) => new Truth(inspected),
};

class Truth implements Inspection {
  readonly #inspected: Inspected;
  readonly #facts: Facts;
  readonly #ends: Ends;
  readonly #evidence: SeenEvidence;
  readonly #groups: SeenGroups;
  readonly #writes: SeenWrites;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    const { cloud } = inspected;
    this.#facts = new Facts(cloud);
    this.#ends = new Ends(inspected);
    this.#evidence = seenEvidence(cloud);
    this.#groups = seenGroups(cloud);
    this.#writes = seenWrites(cloud);
    this.#writes.listen((write) => this.#onWrite(write));
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind !== "call" || happening.by !== "enrich" || happening.output === undefined) return;
    if (happening.operation === "UpdateItem") this.#onRemembered(happening);
    else if (happening.operation === "PutEvents") this.#onTold(happening);
  };

  #onWrite({ key, requestId, fields, read }: SeenWrite): void {
    const { name: group, findings } = this.#groups.of(requestId);
    const versions = findings.filter((finding) => finding.key === key);
    const version = versions.reduce((a, b) => (b.rank > a.rank ? b : a), versions[0] as SeenFinding);
    const said = fields["investigate"];
    if (!version || said === undefined) return;
    const about = `finding ${key}, version ${version.version}, is called ${said}`;
    const facts = this.#facts.of(version, requestId);
    this.#ends.judge(about, version, facts, requestId);
    if (said === "complete") this.#judgeComplete(about, version, facts, group);
    else if (!fields["gumshoeReason"] && !isFull(read?.fields)) this.#violate(`${about} and nothing says why`);
    if (said === "not-investigable") this.#judgeUnknown(about, facts);
    if (said === "parked") return; // An earlier try's evidence stays.
    const [verdict, until] = [fields["gumshoeVerdict"], fields["gumshoeCoveredUntil"]];
    this.#judgeVerdict({ about, facts, group, verdict, until });
  }

  #judgeComplete(about: string, version: SeenFinding, facts: readonly Fact[], group: string): void {
    if (!facts.some(({ kind }) => kind === "investigated")) this.#violate(`${about} although nobody was investigated`);
    this.#judgeUnknown(about, facts);
    for (const { identity, kind, investigation } of facts) {
      if (kind === "not-investigable") continue;
      const whose = `${about}, but ${identity}`;
      if (kind !== "investigated" || !investigation) this.#violate(`${whose} has no investigation: it is ${kind}`);
      else this.#judgeInvestigation(whose, investigation, version, group);
    }
  }

  #judgeInvestigation(whose: string, its: Investigation, version: SeenFinding, group: string): void {
    const { cloud } = this.#inspected;
    const nowMs = cloud.clock.now();
    const about = `${whose}'s investigation ${its.id}`;
    const severity = this.#evidence.severityFor(group, its.id, its.severity);
    if (!severities.includes(severity ?? "")) this.#violate(`${about} has no severity that anybody knows`);
    if (!this.#evidence.wasReadToEnd(group, its.id, its.indicators.length)) {
      this.#violate(`${about} has ${its.indicators.length} indicators, and they were not all read`);
    }
    const { joinToleranceMs } = seenStack(cloud.blueprint);
    const skew = this.#inspected.strikes.some(({ row }) => row === rowOfSkew) ? skewMs : 0;
    for (const { firstMs, lastMs } of this.#facts.activitiesOf(version)) {
      if (answersFor(its, { firstMs, lastMs }, nowMs, joinToleranceMs + skew)) continue;
      const scope = `${timeOf(its.scopeStartMs)} to ${timeOf(its.scopeEndMs)}`;
      this.#violate(`${about} searched ${scope}, which leaves out activity ${timeOf(firstMs)} to ${timeOf(lastMs)}`);
    }
  }

  /** Nobody is unknown to Detective of whom it has not said so. */
  #judgeUnknown(about: string, facts: readonly Fact[]): void {
    for (const { identity, kind } of facts) {
      if (kind === "investigated" || this.#evidence.isUnknown(identity)) continue;
      if (kind === "not-investigable" || about.endsWith("not-investigable")) {
        this.#violate(`${about}, but Detective has not said that it does not know ${identity}`);
      }
    }
  }

  /** The verdict is the worst of all severities, and the evidence ends with the scope that ends first. */
  #judgeVerdict(by: {
    readonly about: string;
    readonly facts: readonly Fact[];
    readonly group: string;
    verdict: string | undefined;
    until: string | undefined;
  }): void {
    const { about, facts, group, verdict, until } = by;
    const found = facts.flatMap(({ investigation }) => investigation ?? []);
    // One without a severity that anybody knows says nothing: unknown is not mild.
    const rankOf = ({ id, severity }: Investigation) =>
      severities.indexOf(this.#evidence.severityFor(group, id, severity) ?? "");
    const worst = Math.max(-1, ...found.map(rankOf));
    const wanted = severities[worst] ?? "NONE";
    if (verdict !== undefined && verdict !== wanted)
      this.#violate(`${about} with verdict ${verdict}, ${wanted} is the truth`);
    const endsMs = Math.min(...found.map(({ scopeEndMs }) => scopeEndMs));
    if (until === undefined || Date.parse(until) <= endsMs) return;
    this.#violate(`${about} and covered until ${until}, but the investigations reach until ${timeOf(endsMs)}`);
  }

  /** What a record says to be written is on the finding. */
  #onRemembered({ requestId, input }: Call): void {
    const pk = textAt(input, "Key", "pk", "S") ?? "";
    if (!pk.startsWith(recordPrefix) || valueAt(input, "ExpressionAttributeValues", ":settled") === undefined) return;
    const item = this.#inspected.cloud.table.get(pk);
    const record = item && seenRecord(item);
    const word = words.get(record?.settled?.outcome ?? "");
    if (!record?.settled || word === undefined) return;
    if (record.settled.executionArn !== this.#groups.of(requestId).executionArn) return;
    this.#judgeReach(record.key, record.settled, requestId);
    const read = this.#writes.read(requestId, record.key);
    if (this.#writes.hasWritten(requestId, record.key) || read?.fields["investigate"] === word || isFull(read?.fields))
      return;
    const about = `finding ${record.key}, version ${record.settled.version}`;
    this.#violate(`${about}, is remembered as ${record.settled.outcome}, although that is not on the finding`);
  }

  #judgeReach(key: string, { version, coveredUntilMs }: SeenSettled, requestId: string): void {
    const finding = this.#groups.of(requestId).findings.find((one) => one.key === key && one.version === version);
    if (!finding || coveredUntilMs === undefined) return;
    const ends = this.#facts.of(finding, requestId).flatMap(({ investigation }) => investigation?.scopeEndMs ?? []);
    if (coveredUntilMs <= Math.min(...ends)) return;
    const reach = `${timeOf(coveredUntilMs)}, but the investigations reach until ${timeOf(Math.min(...ends))}`;
    this.#violate(`finding ${key}, version ${version}, is remembered as covered until ${reach}`);
  }

  /** The event bus hears the same. */
  #onTold({ requestId, input }: Call): void {
    for (const entry of listAt(input, "Entries")) {
      if (textAt(entry, "DetailType") !== "Finding Enriched") continue;
      const detail: unknown = JSON.parse(textAt(entry, "Detail") ?? "{}");
      const [id, version] = [textAt(detail, "finding", "id"), textAt(detail, "finding", "version")];
      const finding = this.#groups
        .of(requestId)
        .findings.find((one) => one.version === version && one.key.endsWith(` ${id}`));
      if (!finding) continue;
      const about = `the event about finding ${finding.key}, version ${version},`;
      const facts = this.#facts.of(finding, requestId);
      for (const { identity, kind } of facts) {
        if (kind === "failed" || kind === "timed-out") this.#violate(`${about} says enriched, but ${identity} ${kind}`);
      }
      const [verdict, until] = [textAt(detail, "verdict"), textAt(detail, "coveredUntil")];
      this.#judgeVerdict({ about, facts, group: this.#groups.of(requestId).name, verdict, until });
    }
  }

  #violate(what: string): void {
    this.#inspected.violate(what);
  }
}

/** Whether others have taken all the room that there is for fields. */
function isFull(fields: Readonly<Record<string, string>> = {}): boolean {
  return Object.keys(fields).filter((name) => !isOwnField(name)).length > fieldsMax - 10;
}
