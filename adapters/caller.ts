import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Caller, SetUp } from "#domain/set-up.ts";
import { clientDefaults } from "./client-defaults.ts";
import type { ClientSettings } from "./client-settings.ts";
import { remembered } from "./remembered.ts";
import { sdkCall } from "./sdk-call.ts";

/** Who calls: STS tells, and the date of its answer is the service's clock. */
export function callerAdapter(settings: ClientSettings): Pick<SetUp, "caller"> {
  const caller = remembered(async (): Promise<Caller> => {
    const client = new STSClient({ ...clientDefaults, ...settings });
    let serviceAt = Number.NaN;
    client.middlewareStack.add(
      (next) => async (request) => {
        const answer = await next(request);
        serviceAt = Date.parse(dateOf(answer.response));
        return answer;
      },
      { step: "deserialize", name: "serviceDate" },
    );
    const send = () => client.send(new GetCallerIdentityCommand({}));
    const identity = await sdkCall("sts:GetCallerIdentity", send).catch(credentialsFirst);
    const { Account: accountId = "", Arn: arn = "" } = identity;
    return { accountId, arn, partition: arn.split(":")[1] ?? "aws", serviceAt };
  });
  return { caller: () => caller() };
}

/** Functions wait for credentials to come back; a person has to know that there are none. */
function credentialsFirst(error: unknown): never {
  const cause = error instanceof Error ? error.cause : undefined;
  throw cause instanceof Error && /Credentials|ExpiredToken/.test(cause.name) ? cause : error;
}

/** The `Date` header of an answer; empty when there is none. */
function dateOf(response: unknown): string {
  const headers = response && typeof response === "object" && "headers" in response ? response.headers : undefined;
  const date = headers && typeof headers === "object" && "date" in headers ? headers.date : undefined;
  return typeof date === "string" ? date : "";
}
