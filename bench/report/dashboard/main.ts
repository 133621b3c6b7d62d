import { writeFileSync } from "node:fs";
import { dashboardFile, drawnDashboard } from "./file.ts";

// To be run from the root of the project.
writeFileSync(dashboardFile, drawnDashboard());
