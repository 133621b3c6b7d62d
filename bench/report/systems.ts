import { type SystemName, systemNames } from "../result.ts";

interface Known {
  /** Short enough for an axis. */
  readonly label: string;
  readonly about: string;
}

const blog =
  "The Lambda function of the AWS blog and workshop on enriching findings with Detective: starts an investigation and sleeps, 30 s at a time, until it has ended, 15 minutes at most. " +
  "It takes the first finding of an event and the first principal of that. The blog does not tell how much memory it has;";

export const knownSystems: Readonly<Record<SystemName, Known>> = {
  gumshoe: {
    label: "Gumshoe",
    about:
      "This project as it is deployed: the state machine, the handlers and the adapters of this repository. " +
      "Nothing is rewritten for the benchmark.",
  },
  blog128: { label: "AWS blog, 128 MB", about: `${blog} this is 128 MB.` },
  blog512: { label: "AWS blog, 512 MB", about: "The same with 512 MB." },
  thesisBusyWait: {
    label: "thesis, busy wait",
    about:
      "The first design of a bachelor thesis on the same subject (NTNU, 2025): a Lambda function that asks once a second whether the investigation has ended. " +
      "It takes the first principal of a finding and keeps the result in S3; here it writes it to the finding, so that it can be compared.",
  },
  thesisBackoff: {
    label: "thesis, back-off",
    about:
      "The second design of that thesis: a workflow for each finding that looks after 60 s, then waits twice as long each time, without a limit. " +
      "It, too, keeps the result in S3, and is given the same update of the finding.",
  },
  perFinding: {
    label: "workflow per finding",
    about:
      "What a careful engineer would build first: a state machine for each finding, without functions, that looks every 30 s, tries again what is throttled and keeps other people's notes. Two findings about one principal know nothing of each other.",
  },
};

/** Those of the systems that have something to show, in the order of the tables and charts. */
export function presentSystems<T extends object | number>(
  of: {
    readonly [Name in SystemName]?: T | undefined;
  },
): readonly (readonly [SystemName, T])[] {
  return systemNames.flatMap((name) => {
    const value = of[name];
    return value === undefined ? [] : [[name, value] as const];
  });
}
