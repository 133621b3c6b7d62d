import { DetectiveClient } from "@aws-sdk/client-detective";
import { afterEach, describe, expect, it, vi } from "vitest";
import { defaultProvider, roleCredentials } from "#adapters/execution-role.ts";
import { sdkCall } from "#adapters/sdk-call.ts";

const keys = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" };

describe("roleCredentials()", () => {
  it.each([
    {
      variables: { ...keys, AWS_SESSION_TOKEN: "token" },
      credentials: { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" },
    },
    { variables: keys, credentials: { accessKeyId: "id", secretAccessKey: "secret" } },
  ])("reads what Lambda sets: $variables", ({ variables, credentials }) => {
    expect(roleCredentials(variables)).toEqual(credentials);
  });

  it.each([{}, { AWS_ACCESS_KEY_ID: "id" }, { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "secret" }])(
    "throws what is tried again when the environment is %j",
    async (variables) => {
      const read = async () => roleCredentials(variables);
      await expect(read()).rejects.toThrow("Cannot sign a request: the environment holds no keys");
      await expect(sdkCall("detective:ListGraphs", read)).rejects.toMatchObject({ name: "ServiceUnavailable" });
    },
  );
});

describe("defaultProvider()", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("is a provider that an SDK client takes", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "id");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
    vi.stubEnv("AWS_SESSION_TOKEN", "token");
    const client = new DetectiveClient({ region: "us-east-1", credentialDefaultProvider: defaultProvider });
    expect(await client.config.credentials()).toMatchObject({ accessKeyId: "id", sessionToken: "token" });
  });
});
