import { aFinding, type Content, type Finding, plainContent } from "#bench/workloads/finding.ts";
import { behaviourWith, type Person, plainRole } from "#bench/workloads/person.ts";
import { imported, pairOf, type Scene, sceneStartAtMs } from "#bench/workloads/scene.ts";
import { chanceOf } from "#simulation/chance.ts";

export interface SceneOptions {
  /** How long each investigation takes, s: the first, the second, …; the last for all further ones. */
  readonly seconds: readonly (number | "never")[];
  readonly status?: "SUCCESSFUL" | "FAILED";
  readonly person?: Person;
  readonly content?: Partial<Content>;
  /** What the finding has besides, or in another way. */
  readonly finding?: Finding;
}

/** One finding about one principal, at the very beginning. */
export function aScene({
  seconds,
  status = "SUCCESSFUL",
  person = plainRole(0),
  content,
  finding,
}: SceneOptions): Scene {
  const sent = {
    ...aFinding("f0", person, sceneStartAtMs, { ...plainContent, ...content }, chanceOf("a scene")),
    ...finding,
  };
  const left = [...seconds];
  return {
    startAtMs: sceneStartAtMs,
    acts: [imported(sent, sceneStartAtMs)],
    pairs: [pairOf(sent, person, sceneStartAtMs)],
    behaviour: behaviourWith([person]),
    hooks: {
      investigation: () => ({
        durationSeconds: (left.length > 1 ? left.shift() : left[0]) ?? "never",
        statuses: [status],
        severity: "HIGH",
      }),
    },
    findings: 1,
    principals: 1,
  };
}
