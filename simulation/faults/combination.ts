import type { EventPassage, Hooks } from "../hooks.ts";
import type { Fate } from "../wire.ts";

type Parts = readonly Partial<Hooks>[];

/** The hooks of several faults as one: the first to answer decides, but what several do to a request or an event adds up. */
export function combined(parts: Parts): Partial<Hooks> {
  const hooks: { -readonly [K in keyof Hooks]?: Hooks[K] } = {};
  const requests = withHook(parts, "request");
  if (requests.length > 0) hooks.request = (request) => merged(requests.map((ask) => ask(request)));
  const events = withHook(parts, "event");
  if (events.length > 0) hooks.event = (event) => passages(events, event);
  const invocations = withHook(parts, "invocation");
  if (invocations.length > 0) hooks.invocation = (...about) => firstOf(invocations, about);
  const readings = withHook(parts, "reading");
  if (readings.length > 0) hooks.reading = (...about) => firstOf(readings, about);
  const delivered = withHook(parts, "delivery");
  if (delivered.length > 0) hooks.delivery = (...about) => firstOf(delivered, about);
  const seen = withHook(parts, "visibility");
  if (seen.length > 0) hooks.visibility = (...about) => firstOf(seen, about);
  const deleted = withHook(parts, "deletion");
  if (deleted.length > 0) hooks.deletion = () => firstOf(deleted, []);
  const tasks = withHook(parts, "task");
  if (tasks.length > 0) hooks.task = (...about) => firstOf(tasks, about);
  const reads = withHook(parts, "readLag");
  if (reads.length > 0) hooks.readLag = (...about) => firstOf(reads, about);
  const updates = withHook(parts, "updateLag");
  if (updates.length > 0) hooks.updateLag = () => firstOf(updates, []);
  const imports = withHook(parts, "importLag");
  if (imports.length > 0) hooks.importLag = () => firstOf(imports, []);
  const plans = withHook(parts, "investigation");
  if (plans.length > 0) hooks.investigation = (...about) => firstOf(plans, about);
  const lists = withHook(parts, "listLag");
  if (lists.length > 0) hooks.listLag = () => firstOf(lists, []);
  const refusals = withHook(parts, "unprocessed");
  if (refusals.length > 0) hooks.unprocessed = (...about) => firstOf(refusals, about);
  return hooks;
}

function withHook<K extends keyof Hooks>(parts: Parts, name: K): readonly Hooks[K][] {
  return parts.flatMap((part) => {
    const hook = part[name];
    return hook === undefined ? [] : [hook as Hooks[K]];
  });
}

/** Every hook is asked, so that what one draws does not hang on what another says. */
function firstOf<A extends readonly unknown[], R>(hooks: readonly ((...about: A) => R | undefined)[], about: A) {
  let first: R | undefined;
  for (const ask of hooks) {
    const answer = ask(...about);
    first ??= answer;
  }
  return first;
}

function merged(fates: readonly (Partial<Fate> | undefined)[]): Partial<Fate> | undefined {
  let all: Partial<Fate> | undefined;
  for (const fate of fates) if (fate) all = all ? { ...fate, ...all, ...rewriteOfBoth(all, fate) } : fate;
  return all;
}

function rewriteOfBoth({ rewrite: first }: Partial<Fate>, { rewrite: second }: Partial<Fate>): Partial<Fate> {
  return first && second ? { rewrite: (answer) => second(first(answer)) } : {};
}

function passages(hooks: readonly Hooks["event"][], event: EventPassage["event"]): readonly EventPassage[] | undefined {
  let all: readonly EventPassage[] | undefined;
  for (const ask of hooks) {
    const before: readonly EventPassage[] = all ?? [{ event, delayMs: 0 }];
    const after = before.map((one) =>
      ask(one.event)?.map((next) => ({ ...next, delayMs: next.delayMs + one.delayMs })),
    );
    if (after.some((one) => one !== undefined)) all = after.flatMap((one, at) => one ?? before[at] ?? []);
  }
  return all;
}
