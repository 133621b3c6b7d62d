import { GetItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { claimsAdapter } from "#adapters/claims-dynamodb.ts";
import type { Claims } from "#domain/ports.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { FakeClaims } from "#test/builders/ports.ts";
import { useTable } from "./dynalite.ts";

const { client, tableName } = useTable();

describe.each<{ name: string; claims: () => Claims }>([
  { name: "claimsAdapter()", claims: () => claimsAdapter(tableName, client) },
  { name: "FakeClaims", claims: () => new FakeClaims() },
])("$name", ({ name, claims }) => {
  const once = claims();
  const key = (what: string) => JSON.stringify([name, what]);

  it("keeps what the work answered for every later caller", async () => {
    const work = vi.fn(async () => ({ keep: { id: "1", severity: undefined } }));
    expect(await once.once(key("kept"), anInvocation(), work)).toEqual({ keep: { id: "1" } });
    expect(await once.once(key("kept"), anInvocation(), work)).toEqual({ keep: { id: "1" } });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("runs the work once when many ask at the same time; the others are told to come again", async () => {
    let othersAnswered = () => {};
    const allOthers = new Promise<void>((resolve) => {
      othersAnswered = resolve;
    });
    const work = vi.fn(async () => {
      await allOthers;
      return { keep: { id: "2" } };
    });
    let refused = 0;
    const asked = Array.from({ length: 8 }, () =>
      once.once(key("race"), anInvocation(), work).catch((error) => {
        if (++refused === 7) othersAnswered();
        throw error;
      }),
    );
    const answers = await Promise.allSettled(asked);
    const names = answers.map((answer) => (answer.status === "rejected" ? answer.reason.name : "kept"));
    expect(names.toSorted()).toEqual([...Array(7).fill("ClaimInProgress"), "kept"]);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("frees the claim when the work gives it back", async () => {
    const release = async () => ({ release: "unknown" });
    expect(await once.once(key("released"), anInvocation(), release)).toEqual({ release: "unknown" });
    const keep = async () => ({ keep: { id: "3" } });
    expect(await once.once(key("released"), anInvocation(), keep)).toEqual({ keep: { id: "3" } });
  });

  it("frees the claim when the work throws, and throws the same", async () => {
    const failure = new RangeError("no");
    await expect(once.once(key("thrown"), anInvocation(), () => Promise.reject(failure))).rejects.toBe(failure);
    const keep = async () => ({ keep: { id: "4" } });
    expect(await once.once(key("thrown"), anInvocation(), keep)).toEqual({ keep: { id: "4" } });
  });

  it("keeps keys apart", async () => {
    const keep = (id: string) => async () => ({ keep: { id } });
    await once.once(key("one"), anInvocation(), keep("one"));
    expect(await once.once(key("other"), anInvocation(), keep("other"))).toEqual({ keep: { id: "other" } });
  });
});

describe("claimsAdapter()", () => {
  const claims = claimsAdapter(tableName, client);

  it("takes over the claim of an invocation that ended without an answer", async () => {
    const abandoned = claims.once("abandoned", anInvocation({ getRemainingTimeInMillis: () => 50 }), () => {
      return new Promise<{ keep: object }>(() => {});
    });
    abandoned.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 150));
    const keep = async () => ({ keep: { id: "heir" } });
    expect(await claims.once("abandoned", anInvocation(), keep)).toEqual({ keep: { id: "heir" } });
  });

  it("writes records that end after 7 days, and no key in clear", async () => {
    await claims.once("expiry", anInvocation(), async () => ({ keep: { id: "5" } }));
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
    const record = Items.find(({ data }) => data?.M?.["id"]?.S === "5");
    expect(record?.["pk"]?.S).toMatch(/^claim#[\w+/]{43}=$/);
    const days = (Number(record?.["expiration"]?.N) - Date.now() / 1_000) / 86_400;
    expect(days).toBeCloseTo(7, 2);
    const Key = { pk: record?.["pk"] ?? { S: "" } };
    const read = await client.send(new GetItemCommand({ TableName: tableName, Key }));
    expect(read.Item?.["status"]?.S).toBe("COMPLETED");
  });

  it("throws ServiceUnavailable when the table does not answer, and does not do the work", async () => {
    const work = vi.fn();
    const lost = claimsAdapter("no-such-table", client);
    await expect(lost.once("k", anInvocation(), work)).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect(work).not.toHaveBeenCalled();
  });

  it("refuses an empty key", async () => {
    await expect(claims.once("", anInvocation(), async () => ({ keep: {} }))).rejects.toMatchObject({
      name: "IdempotencyKeyError",
    });
  });
});
