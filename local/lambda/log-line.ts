/** A line that a function printed. */
export interface LogLine {
  readonly functionName: string;
  readonly requestId: string;
  readonly line: string;
}
