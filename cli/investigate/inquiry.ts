import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient } from "@aws-sdk/client-iam";
import { STSClient } from "@aws-sdk/client-sts";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { claimsAdapter } from "#adapters/claims-dynamodb.ts";
import { clientDefaults } from "#adapters/client-defaults.ts";
import type { ClientSettings } from "#adapters/client-settings.ts";
import { detectiveAdapter } from "#adapters/detective.ts";
import { detectiveClients } from "#adapters/detective-clients.ts";
import { iamClients, rolesAdapter } from "#adapters/iam.ts";
import { investigationsAdapter } from "#adapters/investigations-dynamodb.ts";
import { PrincipalStarted } from "#domain/contract.ts";
import type { Clock, Invocation, Log } from "#domain/ports.ts";
import { Settings } from "#domain/settings.ts";
import { createHandler } from "#functions/start-or-join/handler.ts";
import type { InvestigatePrincipalPorts } from "../commands/investigate-principal.ts";

// Longer than an SDK call may take: whoever dies in between holds the claim no longer than this.
const claimMs = 60_000;

/**
 * Detective, and the pipeline's own `start-or-join` over the claims and heads of the stack's table: what is asked for here
 * joins what the pipeline has started, and the other way round.
 */
export function inquiry(
  tableName: string,
  client: ClientSettings,
  clock: Clock,
): Pick<InvestigatePrincipalPorts, "detective" | "startOrJoin"> {
  const settings = { ...clientDefaults, ...client };
  const dynamodb = new DynamoDBClient(settings);
  const detective = detectiveAdapter(detectiveClients(client));
  const handler = createHandler({
    detective,
    clock,
    claims: claimsAdapter(tableName, dynamodb),
    investigations: investigationsAdapter(tableName, DynamoDBDocumentClient.from(dynamodb)),
    roles: rolesAdapter(iamClients(undefined, new STSClient(settings), new IAMClient(settings))),
    log: silent,
    settings: Settings.parse({}),
  });
  return {
    detective,
    startOrJoin: async (principal) => PrincipalStarted.parse(await handler(principal, invocation())),
  };
}

const silent: Log = { begin: () => {}, outcome: () => {}, warn: () => {} };

/** What a claim is held in the name of. */
function invocation(): Invocation {
  return {
    awsRequestId: randomUUID(),
    functionName: "gumshoe-investigate",
    functionVersion: "$LATEST",
    invokedFunctionArn: "",
    memoryLimitInMB: "0",
    getRemainingTimeInMillis: () => claimMs,
  };
}
