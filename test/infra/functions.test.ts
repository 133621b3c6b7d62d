import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { functionTimeout } from "#infra/constructs/node-function.ts";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";

// With an address and a channel: without them nobody is told, and no function tells.
const listeners = { notifyEmail: "soc@example.com", slackWorkspaceId: "T0123ABCD", slackChannelId: "C0123ABCD" };
const template = aTemplate({
  logRetentionDays: 30,
  notePolicy: "append",
  webhookUrl: "https://hooks.example.com/gumshoe",
  ...listeners,
  guardDutyPublishing: "FIFTEEN_MINUTES",
});
const functions = resourcesOf(template, "AWS::Lambda::Function");
const folders = readdirSync("functions") as (keyof typeof functionTimeout)[];
/** What a function belongs to, where that is not the pipeline. */
const outlets: Readonly<Record<string, string>> = {
  "deliver-webhook": "Webhook",
  notify: "NotificationsNotify",
  "publishing-frequency": "Publishing",
};
const idOf = (folder: string) => `${outlets[folder] ?? "Functions"}${folder.replaceAll("-", "")}`;
const functionOf = (folder: string) => functions[`${idOf(folder)}Function`] ?? {};
const variablesOf = (folder: string) =>
  (functionOf(folder)["Environment"] as { readonly Variables: Properties }).Variables;

/** The variables that the function's entry asks for. */
function askedFor(folder: string): readonly string[] {
  const entry = readFileSync(`functions/${folder}/index.ts`, "utf8");
  const lists = [...entry.matchAll(/readEnv\(\[([^\]]*)\]/g)].map(([, names = ""]) => names);
  return lists.flatMap((names) => [...names.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? ""));
}

describe("the functions", () => {
  it("of the template are the folders of functions/", () => {
    expect(Object.keys(functions).sort()).toEqual(folders.map((folder) => `${idOf(folder)}Function`).sort());
  });
});

describe.each(folders)("%s", (folder) => {
  it("runs on Node 24 and arm64 within its time, and says what it does", () => {
    expect(functionOf(folder)).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      TracingConfig: { Mode: "Active" },
      Timeout: functionTimeout[folder].toSeconds(),
      Description: expect.stringMatching(/^[A-Z][\w,]+ .{20,}/),
    });
  });

  it("finds the keys of its role in the environment: with SnapStart they would lie elsewhere", () => {
    expect(functionOf(folder)).not.toHaveProperty("SnapStart");
  });

  it("keeps its log as long as the settings say", () => {
    const logId = `${idOf(folder)}Log`;
    expect(readable(functionOf(folder)["LoggingConfig"])).toEqual({ LogGroup: `\${${logId}}` });
    expect(resourcesOf(template, "AWS::Logs::LogGroup")[logId]).toMatchObject({ RetentionInDays: 30 });
  });

  it("has exactly the variables that its entry asks for", () => {
    const common = ["NODE_OPTIONS", "POWERTOOLS_SERVICE_NAME"];
    expect(Object.keys(variablesOf(folder)).sort()).toEqual([...askedFor(folder), ...common].sort());
  });
});

describe("SETTINGS", () => {
  it("holds what functions read and nothing of what shapes the stack", () => {
    expect(JSON.parse(String(variablesOf("enrich")["SETTINGS"]))).toEqual({
      attachedRoles: false,
      joinToleranceMinutes: 15,
      notePolicy: "append",
      maxAttempts: 5,
    });
  });

  it("tells ingest alone whose findings are wanted, and stays within the 4 KB that a function has", () => {
    const accounts = Array.from({ length: 100 }, (_, n) => `1111222233${String(n).padStart(2, "0")}`);
    const regions = Array.from({ length: 40 }, (_, n) => `ap-southeast-${n + 10}`);
    const given = { allowedAccounts: accounts, allowedRegions: regions };
    const functions = resourcesOf(aTemplate(given), "AWS::Lambda::Function");
    const settings = (folder: string) => {
      const [variables] = Object.entries(functions).flatMap(([id, { Environment }]) =>
        id.startsWith(`Functions${folder}`) ? [(Environment as { Variables: Properties }).Variables] : [],
      );
      return JSON.stringify(variables);
    };
    expect(settings("ingest")).toContain(accounts[99]);
    expect(settings("enrich")).not.toContain(accounts[99]);
    expect(settings("ingest").length).toBeLessThan(3_600);
  });
});
