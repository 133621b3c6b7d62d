import { type BenchResult, type Metrics, parseResult, type SystemName } from "#bench/result.ts";

/** Metrics of a system that did everything well; invented, like all numbers of this file. */
export const someMetrics = (over: Partial<Metrics> = {}): Metrics => ({
  dollarsPerMillion: 100,
  transitionsPerFinding: 8,
  startsPerPrincipal: 1,
  lagP50Seconds: 10,
  lagP95Seconds: 20,
  lost: 0,
  recall: 1,
  ...over,
});

type Row = readonly [
  dollars: number,
  transitions: number,
  starts: number,
  p50: number,
  p95: number,
  lost: number,
  recall: number,
];

const rows: Readonly<Record<SystemName, Row>> = {
  gumshoe: [214.2, 8, 1, 10.8, 14.9, 0, 1],
  blog128: [389.1, 0, 1, 16.2, 29.4, 0, 0.92],
  blog512: [1_551.7, 0, 1, 16.2, 29.4, 0, 0.92],
  thesisBusyWait: [402.3, 0, 1, 0.9, 1.3, 0, 0.88],
  thesisBackoff: [261.5, 10.4, 1, 31.8, 88.6, 0, 0.88],
  perFinding: [703.4, 28, 1, 15.5, 28.9, 0, 1],
};

const calls: Readonly<Record<SystemName, Readonly<Record<string, number>>>> = {
  gumshoe: {
    "Detective.ListGraphs": 1,
    "Detective.ListInvestigations": 1,
    "Detective.StartInvestigation": 1,
    "Detective.GetInvestigation": 1.8,
    "Detective.ListIndicators": 1,
    "SecurityHub.GetFindings": 1,
    "SecurityHub.BatchUpdateFindings": 1,
    "States.StartExecution": 1,
    "DynamoDB.UpdateItem": 5,
    "DynamoDB.BatchGetItem": 2,
  },
  blog128: {
    "Detective.ListGraphs": 1,
    "Detective.StartInvestigation": 1,
    "Detective.GetInvestigation": 5.5,
    "SecurityHub.BatchUpdateFindings": 1,
  },
  blog512: {
    "Detective.ListGraphs": 1,
    "Detective.StartInvestigation": 1,
    "Detective.GetInvestigation": 5.5,
    "SecurityHub.BatchUpdateFindings": 1,
  },
  thesisBusyWait: {
    "Detective.ListGraphs": 1,
    "Detective.StartInvestigation": 1,
    "Detective.GetInvestigation": 150.2,
    "Detective.ListIndicators": 1,
  },
  thesisBackoff: {
    "Detective.ListGraphs": 1,
    "Detective.StartInvestigation": 1,
    "Detective.GetInvestigation": 2.1,
    "Detective.ListIndicators": 1,
    "States.StartExecution": 1,
  },
  perFinding: {
    "Detective.StartInvestigation": 1,
    "Detective.GetInvestigation": 5.4,
    "Detective.ListIndicators": 1,
    "SecurityHub.BatchUpdateFindings": 1,
    "States.StartExecution": 1,
    "DynamoDB.PutItem": 1,
  },
};

function systems(shared: number, own: Partial<Metrics> = {}, peer: Partial<Metrics> = {}): Record<SystemName, Metrics> {
  const entries = (Object.keys(rows) as SystemName[]).map((name) => {
    const [dollars, transitions, starts, p50, p95, lost, recall] = rows[name];
    const share = name === "gumshoe" ? 1 / shared : 1;
    return [
      name,
      someMetrics({
        dollarsPerMillion: dollars * share,
        transitionsPerFinding: transitions * share,
        startsPerPrincipal: name === "gumshoe" ? 1 : starts * shared,
        lagP50Seconds: p50,
        lagP95Seconds: p95,
        lost,
        recall,
        findings: 1_000,
        principals: 1_000 / shared,
        calls: Object.fromEntries(
          Object.entries(calls[name]).map(([operation, count]) => [operation, count * share * 1_000]),
        ),
        ...(name === "gumshoe" ? own : peer),
      }),
    ];
  });
  return Object.fromEntries(entries);
}

/** A whole result with made-up numbers, for the renderers. */
export function aResult(over: Partial<BenchResult> = {}): BenchResult {
  return parseResult({
    simulated: true,
    seed: 1,
    commit: "0123456789abcdef0123456789abcdef01234567",
    priceSheet: "2026-11-20",
    nodeVersion: "v20.20.2",
    workloads: {
      single: systems(1),
      burst: systems(10),
      flood: {
        gumshoe: systems(20, {
          makespanSeconds: 2_710.5,
          boundSeconds: 2_500,
          throttledShare: 0.012,
          getInvestigationPerInvestigation: 1.8,
        }).gumshoe,
      },
      duplicates: systems(10, { extraStarts: 0, extraWrites: 0 }, { startsPerPrincipal: 14 }),
      faults: systems(10, { callsVersusFaultFree: 1.08 }, { lost: 61, recall: 0.83 }),
      longTail: systems(1, { lambdaSecondsWaiting: 0, historyEventsMax: 320 }, { lost: 104, recall: 0.71 }),
    },
    bundles: {
      check: {
        bytes: 321_539,
        importMs: 38.5,
        emptyMs: 4.4,
        sdkBytes: 185_893,
        sdkUnalteredBytes: 310_132,
        rounds: 15,
      },
      enrich: {
        bytes: 603_919,
        importMs: 60.4,
        emptyMs: 4.4,
        sdkBytes: 449_202,
        sdkUnalteredBytes: 564_568,
        rounds: 15,
      },
    },
    sweeps: {
      findingsPerPrincipal: [1, 2, 5, 10, 20, 50, 100].map((findingsPerPrincipal) => ({
        findingsPerPrincipal,
        dollarsPerMillion: Object.fromEntries(
          (Object.keys(rows) as SystemName[]).map((name) => {
            const [dollars] = rows[name];
            if (name === "gumshoe") return [name, 1.9 + (dollars - 1.9) / findingsPerPrincipal];
            return [name, name === "perFinding" ? 274 + (dollars - 274) / findingsPerPrincipal : dollars];
          }),
        ),
      })),
    },
    ...over,
  });
}
