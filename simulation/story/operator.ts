import type { SimulatedCloud } from "../cloud.ts";
import { unlessRefused } from "./import.ts";

export function isRunning({ services }: SimulatedCloud, executionArn: string): boolean {
  return services.SFN.executions().some((one) => one.executionArn === executionArn && one.status === "RUNNING");
}

/** Stops an execution; one that is over stays as it is. */
export function stopExecution(cloud: SimulatedCloud, executionArn: string): void {
  unlessRefused(() => cloud.call("SFN", "StopExecution", { executionArn, error: "Stopped", cause: "" }));
}

/** Redrives an execution, unless it cannot be: then the service refuses, and that is all. */
export function redrive(cloud: SimulatedCloud, executionArn: string): void {
  unlessRefused(() => cloud.call("SFN", "RedriveExecution", { executionArn }));
}
