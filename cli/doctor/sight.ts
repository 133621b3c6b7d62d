import type { Place, Sight, Trouble } from "./check.ts";

/** All is well. */
export function fine(says: string): Sight<never> {
  return { says, troubles: [] };
}

/** One thing is wrong, and nothing else can be said. */
export function only<P extends string>(trouble: Trouble<P>): Sight<P> {
  return { says: trouble.says, troubles: [trouble] };
}

/** What was seen in general, with everything that is wrong. */
export function seen<P extends string>(says: string, troubles: readonly Trouble<P>[]): Sight<P> {
  return { says, troubles };
}

/** Makes troubles of a check in the place's own Region. */
export function troublesIn({ region }: Place) {
  const make =
    (level: Trouble["level"]) =>
    <P extends string>(problem: P, says: string, subject = "", where = region): Trouble<P> => ({
      problem,
      level,
      says,
      subject,
      region: where,
    });
  return { failure: make("failed"), warning: make("warning") };
}
