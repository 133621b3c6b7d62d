/** What the command line answers its caller; `--help` lists them. */
export const exitCode = { done: 0, couldNotStart: 1, finishedWithFailures: 2, declined: 3 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
