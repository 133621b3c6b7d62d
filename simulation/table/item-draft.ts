import type { Step } from "./expression/syntax.ts";
import { invalid } from "./table-error.ts";
import { type Item, isList, isMap, type Value } from "./value.ts";

type Part = Value | MapDraft | ListDraft;

/**
 * An item while an update changes it: the stored one stays as it is. List positions are those before the update, whatever the order of
 * its actions; what is set beyond the end of a list goes to its end, in the order of the positions.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export class ItemDraft {
  readonly #root: MapDraft;
  #nested = false;

  constructor(item: Item) {
    this.#root = new MapDraft(item);
  }

  /** @throws {ServiceError} ValidationException: there is nothing to hold the last step */
  set(steps: readonly Step[], value: Value): void {
    const [holder, last] = this.#holderOf(steps);
    if (!holder?.set(last, value)) throw invalidPath();
  }

  /** @throws {ServiceError} ValidationException: there is nothing to hold the last step */
  remove(steps: readonly Step[]): void {
    const [holder, last] = this.#holderOf(steps);
    if (!holder?.remove(last)) throw invalidPath();
  }

  item(): Item {
    return this.#nested ? this.#root.finished() : this.#root.members;
  }

  #holderOf(steps: readonly Step[]): readonly [MapDraft | ListDraft | undefined, Step] {
    const last = steps.at(-1) ?? "";
    let holder: MapDraft | ListDraft | undefined = this.#root;
    for (let at = 0; at < steps.length - 1; at++) {
      this.#nested = true;
      holder = holder && openPart(holder, steps[at] ?? "");
    }
    return [holder, last];
  }
}

function invalidPath(): Error {
  return invalid("The document path provided in the update expression is invalid for update");
}

/** Makes the map or list at that step changeable. */
function openPart(holder: MapDraft | ListDraft, step: Step): MapDraft | ListDraft | undefined {
  const part = holder.at(step);
  if (part instanceof MapDraft || part instanceof ListDraft) return part;
  const draft = isMap(part) ? new MapDraft(part) : isList(part) ? new ListDraft(part) : undefined;
  if (draft) holder.set(step, draft);
  return draft;
}

function finished(part: Part): Value {
  return part instanceof MapDraft || part instanceof ListDraft ? part.finished() : part;
}

class MapDraft {
  readonly members: Map<string, Value>;
  readonly #drafts = new Map<string, MapDraft | ListDraft>();

  constructor(map: Item) {
    this.members = new Map(map);
  }

  at(step: Step): Part | undefined {
    return typeof step === "string" ? (this.#drafts.get(step) ?? this.members.get(step)) : undefined;
  }

  /** @returns whether a map can hold it */
  set(step: Step, part: Part): boolean {
    if (typeof step !== "string") return false;
    if (part instanceof MapDraft || part instanceof ListDraft) this.#drafts.set(step, part);
    else this.members.set(step, part);
    return true;
  }

  remove(step: Step): boolean {
    if (typeof step === "string") this.members.delete(step);
    return typeof step === "string";
  }

  finished(): Map<string, Value> {
    for (const [name, draft] of this.#drafts) this.members.set(name, draft.finished());
    return this.members;
  }
}

class ListDraft {
  readonly #elements: (Part | undefined)[];
  readonly #beyond = new Map<number, Part>();

  constructor(list: readonly Value[]) {
    this.#elements = [...list];
  }

  at(step: Step): Part | undefined {
    return typeof step === "number" ? this.#elements[step] : undefined;
  }

  /** @returns whether a list can hold it */
  set(step: Step, part: Part): boolean {
    if (typeof step !== "number") return false;
    if (step < this.#elements.length) this.#elements[step] = part;
    else this.#beyond.set(step, part);
    return true;
  }

  remove(step: Step): boolean {
    if (typeof step === "number" && step < this.#elements.length) this.#elements[step] = undefined;
    return typeof step === "number";
  }

  finished(): Value[] {
    const added = [...this.#beyond].sort(([a], [b]) => a - b).map(([, part]) => part);
    return [...this.#elements, ...added].flatMap((part) => (part === undefined ? [] : [finished(part)]));
  }
}
