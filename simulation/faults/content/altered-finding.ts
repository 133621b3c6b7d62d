import type { Chance } from "../../chance.ts";
import type { Story } from "../../story/act.ts";
import type { AsffFinding } from "../../story/finding.ts";
import { imports } from "../../story/import.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";

type About = Pick<FaultKind, "name" | "row" | "what">;

export interface AlteredFinding extends About {
  /** Of the findings that the intensity would have, so many are altered; default 1. */
  readonly share?: number;
  /** The finding as its provider imports it in place of the usual one; `nth` counts them, from anywhere on. */
  readonly alter: (finding: AsffFinding, chance: Chance, nth: number) => AsffFinding;
}

/** A fault of findings themselves: providers import some that are not like the others, the intensity says how many. */
export function alteredFinding({ alter, share = 1, ...about }: AlteredFinding): FaultKind {
  const arm = ({ chance, intensity, strike }: Stage) => ({
    story(story: Story) {
      let drawn = chance.integer(0, 9_999);
      // By finding, so that its updates are altered as it is.
      const alterations = new Map<unknown, (finding: AsffFinding) => AsffFinding>();
      const acts = story.acts.map((act) => {
        const { provides } = act;
        if (!provides) return act;
        const id = provides()["Id"];
        const happens = chance.happens(intensity * share);
        const fork = chance.fork(String(id));
        if (!alterations.has(id)) {
          const nth = drawn;
          if (happens) drawn++;
          alterations.set(id, happens ? (finding) => alter(finding, fork, nth) : asItIs);
        }
        const change = alterations.get(id) ?? asItIs;
        if (change === asItIs) return act;
        return imports(act.atMs, act.what, () => {
          const finding = provides();
          return strike("securityhub:import") ? change(finding) : finding;
        });
      });
      return { ...story, acts };
    },
  });
  return { ...about, arm };
}

const asItIs = (finding: AsffFinding): AsffFinding => finding;
