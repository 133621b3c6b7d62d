export const reportsPrefix = "investigations/";

/** The files of one investigation's report. */
export const reportFiles = ["report.html", "report.md"] as const;
export type ReportFile = (typeof reportFiles)[number];

/** Where a file of an investigation's report lies in the reports bucket. Names from outside cannot leave their place in it. */
export function reportKey(region: string, investigationId: string, file: ReportFile): string {
  return `${reportsPrefix}${[region, investigationId].map(segment).join("/")}/${file}`;
}

const segment = (name: string) => encodeURIComponent(name).replaceAll(".", "%2E");
