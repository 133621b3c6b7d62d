import { expect, it } from "vitest";
import { statesService } from "#local/services/states.ts";
import { VirtualClock } from "#local/virtual-clock.ts";
import { failureOf } from "./a-world.ts";
import { aDetective, deployer } from "./detective/a-detective.ts";
import { aFinding, aSecurityHub, productArn } from "./security-hub/a-security-hub.ts";

it("Detective tells of an investigation's end before anybody can know, and forgets one when told to", () => {
  const { service, started, get, list } = aDetective({ principals: { [deployer]: { durationSeconds: 90 } } });
  const [first, second] = [started(), started()];
  const one = service.investigation(first);
  expect((one?.finishesAtMs ?? 0) - (one?.createdAtMs ?? 0)).toBe(90_000);
  service.forgetInvestigation(first);
  expect(service.investigation(first)).toBeUndefined();
  expect(failureOf(() => get(first))).toBe("ResourceNotFoundException 404");
  const listed = list().InvestigationDetails.map((row: { InvestigationId: string }) => row.InvestigationId);
  expect(listed).toEqual([second]);
  expect(new Set([first, second, started()]).size).toBe(3);
});

it("Security Hub finds what came after a finding that it has forgotten", () => {
  const { hub, call } = aSecurityHub();
  for (const Id of ["one", "two"]) hub.importFinding(aFinding({ Id }));
  hub.forgetFinding(productArn, "one");
  hub.importFinding(aFinding({ Id: "three" }));
  const ids = call("GetFindings").Findings.map(({ Id }: { Id: string }) => Id);
  expect(ids.sort()).toEqual(["three", "two"]);
});

it("Step Functions forgets an execution that has ended, and none that runs", async () => {
  const clock = new VirtualClock(0);
  const world = { clock, partition: "aws", region: "eu-west-1", accountId: "111122223333" };
  const service = statesService(world, { runTask: async () => ({}) });
  const definition = { StartAt: "Nap", States: { Nap: { Type: "Wait", Seconds: 60, End: true } } };
  const { stateMachineArn } = service.createStateMachine({ name: "machine", definition });
  const start = () => service.operations["StartExecution"]?.({ stateMachineArn, name: "one" }, world);
  start();
  const [execution] = service.executions();
  service.forgetExecution(execution?.executionArn ?? "");
  expect(service.executions()).toHaveLength(1);
  await clock.settled();
  service.forgetExecution(execution?.executionArn ?? "");
  expect(service.executions()).toEqual([]);
  start();
  expect(service.executions()).toHaveLength(1);
});
