import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { detectionSetUp } from "#adapters/detection-set-up.ts";

const membership = (Status: string, AdministratorId: string) => ({
  Status,
  AdministratorId,
  AccountId: "111122223333",
});

/** Detective that gives one answer, over the wire. */
async function detective(status: number, answer: object) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const headers = status === 200 ? {} : { "x-amzn-errortype": "ResourceNotFoundException" };
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return { asked, setUp: detectionSetUp({ endpoint, region: "eu-west-1", credentials }) };
}

describe("graphAdministrator()", () => {
  it("is the account whose graph this one is an enabled member of", async () => {
    const Invitations = [membership("INVITED", "777788889999"), membership("ENABLED", "444455556666")];
    const { asked, setUp } = await detective(200, { Invitations });
    expect(await setUp.graphAdministrator("eu-west-1")).toBe("444455556666");
    expect(asked).toEqual(["/invitations/list"]);
  });

  it.each([
    ["is a member of none", 200, { Invitations: [] }],
    ["is only invited", 200, { Invitations: [membership("INVITED", "777788889999")] }],
    ["is not known", 404, { Message: "The account is not a member" }],
  ])("is undefined when the account %s", async (_, status, answer) => {
    const { setUp } = await detective(status, answer);
    expect(await setUp.graphAdministrator("eu-west-1")).toBeUndefined();
  });
});
