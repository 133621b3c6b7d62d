const RealDate = globalThis.Date;
let now: (() => number) | undefined;

/** `Date` as code sees it that asks the machine: libraries. Without a simulation under way it is the machine's. */
class VirtualDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(VirtualDate.now());
    else if (given.length === 1) super(given[0] as number);
    else super(...(given as [number, number]));
  }

  static override now(): number {
    return now ? now() : RealDate.now();
  }
}

/** Runs `work` with `Date` on the given clock. One at a time in a thread. */
export async function onVirtualDate<T>(clock: { now(): number }, work: () => Promise<T>): Promise<T> {
  if (now) throw new Error("Cannot put this thread on virtual time: it is on another simulation's already");
  now = () => clock.now();
  globalThis.Date = VirtualDate as DateConstructor;
  try {
    return await work();
  } finally {
    globalThis.Date = RealDate;
    now = undefined;
  }
}
