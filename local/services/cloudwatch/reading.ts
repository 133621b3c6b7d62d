/** One metric, as a query names it. */
export interface Reading {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}
