import { Settings } from "#domain/settings.ts";
import {
  FakeClock,
  FakeExecutions,
  FakeFindingRecords,
  FakeIntakeQueue,
  FakeLog,
  FakeOpenGroups,
  FakeQueue,
  FakeRoles,
  fakeBatch,
} from "./ports.ts";

/** What `ingest` works with, in memory. */
export function ingestPorts(over: Partial<Settings> = {}) {
  return {
    batch: fakeBatch,
    records: new FakeFindingRecords(),
    openGroups: new FakeOpenGroups(),
    executions: new FakeExecutions(),
    intakeQueue: new FakeIntakeQueue(),
    deadLetters: new FakeQueue(),
    roles: new FakeRoles(),
    clock: new FakeClock(),
    log: new FakeLog(),
    settings: Settings.parse(over),
  };
}
