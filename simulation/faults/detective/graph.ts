import { accessDenied } from "#local/services/detective/errors.ts";
import { memberOf } from "#local/services/request/record.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { imports, unlessRefused } from "../../story/import.ts";
import type { FaultKind } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";
import { answerFault, isCall, placeOf } from "../request-fault.ts";

const row = 61;
const minuteMs = 60_000;

const graphMissing: FaultKind = {
  name: "graph-missing",
  row,
  what: "Detective is not turned on at the beginning: not for up to three hours, or never",
  arm: ({ chance, intensity, strike }) => ({
    story(story) {
      const happens = chance.happens(Math.sqrt(intensity));
      const onAfterMs = chance.happens(0.7) ? chance.integer(5, 180) * minuteMs : Number.POSITIVE_INFINITY;
      const play = (cloud: SimulatedCloud) => {
        if (happens && strike("detective:ListGraphs")) turnOff(cloud, onAfterMs);
      };
      return withActs(story, [{ atMs: story.startAtMs, what: "Detective is not on yet", play }]);
    },
  }),
};

const graphDeleted: FaultKind = {
  name: "graph-deleted",
  row,
  what: "somebody deletes the behavior graph, once or several times, and makes a new one within 90 minutes",
  arm: (stage) => ({
    story(story) {
      const { chance, strike } = stage;
      const acts = momentsOf(stage, story).map((atMs) => {
        const onAfterMs = chance.integer(1, 90) * minuteMs;
        const play = (cloud: SimulatedCloud) => {
          if (strike("detective:DeleteGraph")) turnOff(cloud, onAfterMs);
        };
        return { atMs, what: "somebody deletes the behavior graph", play };
      });
      return withActs(story, acts);
    },
    hooks: {
      // Now and then it is gone in the moment in which an investigation is to be started in it.
      request(request) {
        const { chance, intensity, strike, cloud } = stage;
        if (!isCall("Detective", "StartInvestigation")(request) || !chance.happens(intensity / 5)) return undefined;
        if (strike("detective:DeleteGraph")) turnOff(cloud(), chance.integer(1, 90) * minuteMs);
        return undefined;
      },
    },
  }),
};

function turnOff(cloud: SimulatedCloud, onAfterMs: number): void {
  unlessRefused(() => {
    const { GraphList } = cloud.call("Detective", "ListGraphs", {});
    const [graph] = Array.isArray(GraphList) ? GraphList : [];
    cloud.call("Detective", "DeleteGraph", { GraphArn: memberOf(graph, "Arn") });
  });
  if (onAfterMs === Number.POSITIVE_INFINITY) return;
  cloud.clock.at(cloud.clock.now() + onAfterMs, () => {
    unlessRefused(() => cloud.call("Detective", "CreateGraph", {}));
  });
}

const graphsSeveral = answerFault({
  name: "graphs-several",
  row,
  what: "ListGraphs answers a second graph of ours, before the true one or after it, that no other call knows",
  concerns: isCall("Detective", "ListGraphs"),
  change(answer, chance, { region }) {
    const { GraphList } = answer;
    const other = { Arn: `arn:aws:detective:${region}:111122223333:graph:${"0a".repeat(16)}` };
    const isFirst = chance.happens(0.5);
    if (!Array.isArray(GraphList)) return undefined;
    return { ...answer, GraphList: isFirst ? [other, ...GraphList] : [...GraphList, other] };
  },
});

const memberDisabled: FaultKind = {
  name: "member-disabled",
  row,
  what: "an account is no enabled member of the graph for up to two hours: StartInvestigation answers AccessDeniedException",
  arm: ({ chance, intensity, strike, cloud }) => {
    const enabledAtMs = new Map<string, number>();
    return {
      hooks: {
        request(request) {
          if (!isCall("Detective", "StartInvestigation")(request)) return undefined;
          const account = String(memberOf(request.input, "EntityArn")).split(":")[4] ?? "";
          const happens = chance.happens(intensity);
          const lastsMs = chance.integer(1, 120) * minuteMs;
          const nowMs = cloud().clock.now();
          const isDisabled = nowMs < (enabledAtMs.get(account) ?? 0);
          if (!isDisabled && !(happens && strike(placeOf(request)))) return undefined;
          if (!isDisabled) enabledAtMs.set(account, nowMs + lastsMs);
          return { refuse: accessDenied(`Account ${account} is not a member of the behavior graph`) };
        },
      },
    };
  },
};

const dark = "eu-south-2";

const regionWithoutGraph: FaultKind = {
  name: "region-without-graph",
  row,
  what: "a finding is of a Region in which Detective is not on",
  arm: ({ chance, intensity, strike }) => ({
    world: ({ blueprint, behaviour }) => {
      return { blueprint, behaviour: { ...behaviour, noGraph: new Set([...behaviour.noGraph, dark]) } };
    },
    story: (story) => ({
      ...story,
      acts: story.acts.map((act) => {
        const { provides } = act;
        if (!provides) return act;
        return imports(act.atMs, act.what, () => {
          const finding = provides();
          const happens = chance.fork(String(finding["Id"])).happens(intensity);
          return happens && strike("securityhub:BatchImportFindings") ? { ...finding, Region: dark } : finding;
        });
      }),
    }),
  }),
};

export const graphFaults: readonly FaultKind[] = [
  graphMissing,
  graphDeleted,
  graphsSeveral,
  memberDisabled,
  regionWithoutGraph,
];
