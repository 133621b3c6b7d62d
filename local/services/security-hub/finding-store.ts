import type { Finding, FindingIdentifier } from "./finding.ts";

/** One finding and what Security Hub remembers about it. */
export interface StoredFinding {
  /** The finding as last written; a reader may still see an older version of it. */
  readonly head: Finding;
  /** Order of creation. */
  readonly ordinal: number;
  /** Names of the fields a customer has set, which a provider no longer changes. */
  readonly customerFields: ReadonlySet<string>;
}

/** Findings by (ProductArn, Id), in the order of their creation. */
export interface FindingStore {
  /** How many there have been, those deleted among them: the ordinal of the next one. */
  readonly created: number;
  get(identifier: FindingIdentifier): StoredFinding | undefined;
  /** Writes a version. Readers see it from `visibleAtMs`, but never before an earlier write. */
  put(identifier: FindingIdentifier, finding: Finding, options: PutOptions): number;
  /** Holds it no longer, as if it had never been. */
  delete(identifier: FindingIdentifier): void;
  /** Every finding with one of the ids, or every finding, as visible at the instant. */
  list(nowMs: number, ids?: ReadonlySet<string>): readonly SeenFinding[];
}

interface PutOptions {
  readonly visibleAtMs: number;
  readonly customerFields?: readonly string[];
}

export interface SeenFinding {
  readonly ordinal: number;
  readonly finding: Finding;
}

interface Version {
  readonly visibleAtMs: number;
  readonly finding: Finding;
}

class Entry implements StoredFinding {
  readonly ordinal: number;
  readonly customerFields = new Set<string>();
  #versions: Version[] = [];

  constructor(ordinal: number) {
    this.ordinal = ordinal;
  }

  get head(): Finding {
    return this.#versions.at(-1)?.finding ?? {};
  }

  add(finding: Finding, visibleAtMs: number): number {
    const notBefore = this.#versions.at(-1)?.visibleAtMs ?? visibleAtMs;
    const version = { finding, visibleAtMs: Math.max(visibleAtMs, notBefore) };
    this.#versions.push(version);
    return version.visibleAtMs;
  }

  seenAt(nowMs: number): Finding | undefined {
    const current = this.#versions.findLastIndex(({ visibleAtMs }) => visibleAtMs <= nowMs);
    if (current > 0) this.#versions = this.#versions.slice(current);
    return this.#versions[Math.min(current, 0)]?.finding;
  }
}

export function findingStore(): FindingStore {
  const entries = new Map<string, Entry>();
  const byId = new Map<string, Entry[]>();
  let created = 0;
  const entryOf = ({ ProductArn, Id }: FindingIdentifier) => entries.get(`${ProductArn} ${Id}`);
  const create = ({ ProductArn, Id }: FindingIdentifier): Entry => {
    const entry = new Entry(created++);
    entries.set(`${ProductArn} ${Id}`, entry);
    const twins = byId.get(Id);
    if (twins) twins.push(entry);
    else byId.set(Id, [entry]);
    return entry;
  };
  const withIds = (ids: ReadonlySet<string>) => [...ids].flatMap((id) => byId.get(id) ?? []);
  return {
    get created() {
      return created;
    },
    get: entryOf,
    put(identifier, finding, { visibleAtMs, customerFields = [] }) {
      const entry = entryOf(identifier) ?? create(identifier);
      for (const field of customerFields) entry.customerFields.add(field);
      return entry.add(finding, visibleAtMs);
    },
    delete({ ProductArn, Id }) {
      const entry = entryOf({ ProductArn, Id });
      entries.delete(`${ProductArn} ${Id}`);
      const twins = (byId.get(Id) ?? []).filter((twin) => twin !== entry);
      if (twins.length > 0) byId.set(Id, twins);
      else byId.delete(Id);
    },
    list(nowMs, ids) {
      const wanted = ids ? withIds(ids).sort((a, b) => a.ordinal - b.ordinal) : [...entries.values()];
      return wanted.flatMap((entry) => {
        const finding = entry.seenAt(nowMs);
        return finding ? [{ ordinal: entry.ordinal, finding }] : [];
      });
    },
  };
}
