import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Option } from "commander";
import { sdkCall } from "#adapters/sdk-call.ts";
import { type StackOutputs, stackOutputs } from "#adapters/stack.ts";

/** Options of every command that works on a deployed stack. */
export interface TargetOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly stack: string;
  readonly local?: true;
  readonly endpointUrl?: string;
}

export const localEndpoint = "http://127.0.0.1:4566";

export const targetOptions: readonly Option[] = [
  new Option("--region <name>", "AWS Region of the stack (default: that of the profile or the environment)"),
  new Option("--profile <name>", "profile of the shared AWS configuration"),
  new Option("--stack <name>", "name of the stack").default("Gumshoe"),
  new Option("--local", `work on the local AWS at ${localEndpoint} (gumshoe local serve)`).conflicts("endpointUrl"),
  new Option("--endpoint-url <url>", "work on an AWS at this address").conflicts("profile"),
];

/** What every SDK client of the command line is built with: spread it into the client's configuration. */
export interface ClientSettings {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A deployed stack, ready to be worked on. */
export interface Target {
  readonly client: ClientSettings;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  readonly stackName: string;
  readonly outputs: StackOutputs;
  readonly isLocal: boolean;
}

/** The settings alone: for commands that look at what there is before they believe in a stack. */
export async function clientSettings(options: TargetOptions): Promise<ClientSettings & { readonly region: string }> {
  const endpoint = options.local ? localEndpoint : options.endpointUrl;
  const given = {
    ...(options.region && { region: options.region }),
    ...(options.profile && { profile: options.profile }),
  };
  // The local AWS takes any credentials; real ones must not travel to an address that is not AWS.
  const elsewhere = endpoint ? { endpoint, credentials: { accessKeyId: "local", secretAccessKey: "local" } } : {};
  const region = await regionOf(given, endpoint !== undefined);
  return { ...given, ...elsewhere, region };
}

async function regionOf(
  given: { readonly region?: string; readonly profile?: string },
  isLocal: boolean,
): Promise<string> {
  try {
    return await new CloudFormationClient(given).config.region();
  } catch {
    if (isLocal) return "us-east-1";
    throw new Error("Cannot find out the Region: none is configured, --region is wanted");
  }
}

/**
 * Finds the stack by its name.
 * @throws {Error} no Region, no credentials, no such stack
 */
export async function connect(options: TargetOptions): Promise<Target> {
  const client = await clientSettings(options);
  const { region } = client;
  const identity = await sdkCall("sts:GetCallerIdentity", () =>
    new STSClient(client).send(new GetCallerIdentityCommand({})),
  );
  const [, partition = "aws"] = identity.Arn?.split(":") ?? [];
  const outputs = await stackOutputs(options.stack, new CloudFormationClient(client));
  if (!outputs) {
    throw new Error(
      `Cannot find the stack "${options.stack}": account ${identity.Account} has none of that name in ${region}, ` +
        "--region and --stack say where it is, npm run deploy deploys it",
    );
  }
  return {
    client,
    region,
    accountId: identity.Account ?? "",
    partition,
    stackName: options.stack,
    outputs,
    isLocal: client.endpoint !== undefined,
  };
}

/** An output of the stack. @throws {Error} an older version of the stack does not have it */
export function outputOf({ outputs, stackName }: Target, name: string): string {
  const value = outputs[name];
  if (value === undefined) {
    throw new Error(
      `Cannot use the stack "${stackName}": it has no output "${name}", npm run deploy brings it up to date`,
    );
  }
  return value;
}
