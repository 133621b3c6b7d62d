import type { Behaviour } from "../../behaviour.ts";
import type { CallContext, World } from "../../service.ts";
import { hexDigest } from "../request/digest.ts";
import type { Input } from "../request/input.ts";
import { invalidGraphArn, notFound } from "./errors.ts";

interface Graph {
  readonly arn: string;
  readonly createdAtMs: number;
}

/** The behaviour graphs of the administrator account: at most one in a Region. */
export interface Graphs {
  inRegion(region: string): Graph | undefined;
  create(region: string): Graph;
  remove(region: string): void;
  /** The ARN in the member GraphArn, which must name the graph of the call's Region. */
  arnIn(input: Input, call: CallContext): string;
}

const arnPattern = /^arn:aws[-\w]{0,10}:detective:[-\w]{2,20}:\d{12}:graph:[abcdef\d]{32}$/;
// Detective has been learning for a while: baselines use the 45 days before a scope.
const learnedMs = 90 * 86_400_000;

export function graphsOf(world: World, behaviour: Behaviour): Graphs {
  const bornAtMs = world.clock.now() - learnedMs;
  const created = new Map<string, Graph>();
  const removed = new Set(behaviour.noGraph);
  const recreations = new Map<string, number>();
  const inRegion = (region: string): Graph | undefined => {
    if (removed.has(region)) return created.get(region);
    return { arn: graphArn(world, region, 0), createdAtMs: bornAtMs };
  };
  return {
    inRegion,
    create(region) {
      const graph = { arn: graphArn(world, region, recreations.get(region) ?? 0), createdAtMs: world.clock.now() };
      created.set(region, graph);
      return graph;
    },
    remove(region) {
      recreations.set(region, (recreations.get(region) ?? 0) + 1);
      created.delete(region);
      removed.add(region);
    },
    arnIn(input, call) {
      const arn = input.text("GraphArn");
      if (!arnPattern.test(arn)) throw invalidGraphArn(`Invalid graph ARN: ${arn}`);
      if (inRegion(call.region)?.arn !== arn) throw notFound(`Graph ${arn} does not exist in ${call.region}`);
      return arn;
    },
  };
}

/** A graph that is created anew has another ARN than the one it follows. */
function graphArn(world: World, region: string, ordinal: number): string {
  const again = ordinal === 0 ? [] : [`${ordinal}`];
  const id = hexDigest(32, "graph", world.partition, world.accountId, region, ...again);
  return `arn:${world.partition}:detective:${region}:${world.accountId}:graph:${id}`;
}
