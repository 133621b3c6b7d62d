import { concurrently } from "#domain/concurrently.ts";
import {
  type PrincipalStarted,
  type PrincipalState,
  PrincipalToStart,
  StartOrJoinInput,
  type StartOrJoinOutput,
} from "#domain/contract.ts";
import { executionArnOf } from "#domain/correlation.ts";
import { ServiceUnavailable } from "#domain/errors.ts";
import { nextStep } from "#domain/look.ts";
import type { Invocation } from "#domain/ports.ts";
import { paceSetter, startFailed, willPass } from "#domain/start-trouble.ts";
import { type Asking, type StartOrJoinPorts, startOrJoin } from "./principal.ts";

const startsAtOnceMax = 5;
// What one start may need: a handful of calls, of which one may be given up three times, after 10 s each.
const startMs = 35_000;

/**
 * Gives every principal of a group that needs one its investigation; one that fails is `failed`, and its neighbours are not.
 * What will pass is thrown once all others have been seen to: a repeat joins what they have and starts nothing twice.
 * @throws {ClaimInProgress} {Throttled} {ServiceUnavailable} unless the state's retries have run out
 */
export function createHandler(ports: StartOrJoinPorts) {
  return async (event: unknown, invocation: Invocation): Promise<StartOrJoinOutput | PrincipalStarted> => {
    const asking = { invocation, executionArn: executionArnOf(event) };
    ports.log.begin(invocation, asking.executionArn);
    // An execution of the first definition asks for one principal at a time, and so does the command line.
    const single = PrincipalToStart.safeParse(event);
    if (single.success) return startOrJoin(ports, single.data, asking);

    const { principals: before, retryCount } = StartOrJoinInput.parse(event);
    const round = { ...asking, retryCount, passing: [] };
    const principals = await concurrently(before, startsAtOnceMax, async (principal) =>
      principal.kind === "start" ? startedOrFailed(ports, principal, round) : principal,
    );
    const pace = paceSetter(round.passing, retryCount);
    if (pace) throw pace;
    return { principals: [...principals], waitSeconds: nextStep(principals).waitSeconds };
  };
}

interface Round extends Asking {
  readonly retryCount: number;
  /** Troubles for which the state is to be retried. */
  readonly passing: Error[];
}

async function startedOrFailed(
  ports: StartOrJoinPorts,
  principal: PrincipalToStart,
  round: Round,
): Promise<PrincipalState> {
  const { invocation, executionArn, retryCount, passing } = round;
  try {
    if (invocation.getRemainingTimeInMillis() < startMs) throw new ServiceUnavailable("detective, no time is left");
    return await startOrJoin(ports, principal, round);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error("Cannot start the investigation", { cause: thrown });
    const about = { principalArn: principal.arn, ...(executionArn !== undefined && { executionArn }) };
    const line = { ...about, reason: error.name };
    if (willPass(error, retryCount)) {
      passing.push(error);
      ports.log.warn("Cannot start the investigation, it is tried again", { ...line, outcome: "missed" });
      return principal;
    }
    ports.log.outcome({ ...line, outcome: "failed" });
    return startFailed(principal, error);
  }
}
