import { behaviourOf } from "#local/behaviour.ts";
import { type DetectiveOptions, detectiveService } from "#local/services/detective.ts";
import { aWorld, calling } from "../a-world.ts";

export const deployer = "arn:aws:iam::111122223333:role/deployer";

/** A Detective whose behaviour file says `behaviour`, with its clock and the graph of the home Region. */
export function aDetective(behaviour: unknown = {}, options: DetectiveOptions = {}) {
  const { world, clock } = aWorld();
  const service = detectiveService(world, { behaviour: behaviourOf(behaviour), ...options });
  const call = calling(service);
  const graphArn: string = call("ListGraphs").GraphList[0]?.Arn;
  const start = (EntityArn = deployer, over: object = {}) =>
    call("StartInvestigation", {
      GraphArn: graphArn,
      EntityArn,
      ScopeStartTime: new Date(clock.now() - 86_400_000),
      ScopeEndTime: new Date(clock.now() - 300_000),
      ...over,
    });
  const started = (EntityArn = deployer): string => start(EntityArn).InvestigationId;
  const get = (InvestigationId: string) => call("GetInvestigation", { GraphArn: graphArn, InvestigationId });
  const indicators = (InvestigationId: string, over: object = {}) =>
    call("ListIndicators", { GraphArn: graphArn, InvestigationId, ...over });
  const list = (over: object = {}) => call("ListInvestigations", { GraphArn: graphArn, ...over });
  return { world, clock, service, call, graphArn, start, started, get, indicators, list };
}
