import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import type { Cloud } from "#local/cloud.ts";
import { aFinding, call, deadLetters, fieldsOf, localAws, region, roleArn } from "./local-aws.ts";
import { output } from "./operator-clients.ts";

async function gumshoe(cloud: Cloud, ...words: readonly string[]) {
  const args = ["cli/gumshoe.mjs", "dlq", ...words, "--endpoint-url", cloud.endpointUrl, "--region", region];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, stdout, stderr };
}

it("gumshoe dlq lists, shows, replays and discards, by exit code and as JSON", { timeout: 120_000 }, async () => {
  const status = ["FAILED", "FAILED", "SUCCESSFUL"];
  const cloud = await localAws({ principals: { [roleArn("later")]: { durationSeconds: 120, status } } });
  cloud.services.SecurityHub.importFinding(aFinding("later-one", ["later"]));
  await call(cloud, "SQS", "SendMessage", { QueueUrl: output(cloud, "IntakeQueueUrl"), MessageBody: "{" });
  await cloud.settled();

  const listed = await gumshoe(cloud, "list", "--json");
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.stdout)).toMatchObject({ selected: 2, hidden: 0, queue: { isComplete: true } });

  const shown = await gumshoe(cloud, "show", "later-one");
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain("Failed investigations are started anew");

  expect((await gumshoe(cloud, "replay", "--yes")).code).toBe(1);
  const declined = await gumshoe(cloud, "replay", "--all");
  expect(declined.code).toBe(3);
  expect(declined.stderr).toContain("Replay 2 messages with 1 finding");
  expect(deadLetters(cloud)).toHaveLength(2);

  const replayed = await gumshoe(cloud, "replay", "--finding", "later-one", "--yes", "--json");
  expect(replayed.code).toBe(0);
  expect(JSON.parse(replayed.stdout)).toMatchObject({ replayed: 1, plan: { maxAttempts: 5 } });
  await cloud.settled();
  expect(fieldsOf(cloud, "later-one")["investigate"]).toBe("complete");

  const folder = await mkdtemp(join(tmpdir(), "discarded-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "unreadable.ndjson");
  const discarded = await gumshoe(cloud, "discard", "--reason", "invalid-json", "--to", file, "--yes", "--json");
  expect(discarded.code).toBe(0);
  expect(JSON.parse(discarded.stdout)).toMatchObject({ archived: 1, removed: 1 });
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ reason: "invalid-json" });
  expect(deadLetters(cloud)).toEqual([]);
});
