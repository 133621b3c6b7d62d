import { readFileSync } from "node:fs";
import { dashboardPicture } from "./picture.ts";
import { widgetsOf } from "./widgets.ts";

export const dashboardFile = "docs/dashboard.svg";

/** The picture of the dashboard of `cdk.out`. */
export function drawnDashboard(): string {
  return dashboardPicture(widgetsOf(JSON.parse(readFileSync("cdk.out/Gumshoe.template.json", "utf8"))));
}
