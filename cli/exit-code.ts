/** What the command line answers its caller; `--help` lists them. */
export const exitCode = { done: 0, couldNotStart: 1, finishedWithFailures: 2 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export const exitCodesHelp = `
Exit codes:
  0  done
  1  could not start
  2  finished, but findings are parked or one is unaccounted for`;
