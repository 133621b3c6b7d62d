import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { investigationsAdapter } from "#adapters/investigations-dynamodb.ts";
import type { Investigation } from "#domain/investigation.ts";
import type { Investigations } from "#domain/ports.ts";
import { FakeInvestigations } from "#test/builders/ports.ts";
import { useTable } from "./dynalite.ts";

const { client, tableName } = useTable();

describe.each<{ name: string; make: () => Investigations }>([
  {
    name: "investigationsAdapter()",
    make: () => investigationsAdapter(tableName, DynamoDBDocumentClient.from(client)),
  },
  { name: "FakeInvestigations", make: () => new FakeInvestigations() },
])("$name", ({ make }) => {
  const heads = make();
  const created = (id: string, createdAt: number): Investigation => {
    return { id, status: "RUNNING", createdAt, scope: { startAt: 1, endAt: 2 } };
  };

  it("knows none at first", async () => {
    expect(await heads.latest("graph", "nobody")).toBeUndefined();
  });

  it("remembers the newest, whatever the order, for each graph and principal", async () => {
    await heads.remember("graph", "one", created("2", 2_000));
    await heads.remember("graph", "one", created("1", 1_000));
    await heads.remember("graph", "other", created("3", 500));
    expect(await heads.latest("graph", "one")).toEqual(created("2", 2_000));
    await heads.remember("graph", "one", { ...created("4", 3_000), status: "SUCCESSFUL", severity: "LOW" });
    expect(await heads.latest("graph", "one")).toMatchObject({ id: "4", severity: "LOW" });
    expect(await heads.latest("graph", "other")).toMatchObject({ id: "3" });
    expect(await heads.latest("another graph", "one")).toBeUndefined();
  });
});
