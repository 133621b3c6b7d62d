import { describe, expect, it } from "vitest";
import { rawMessageOf } from "#domain/replay-envelope.ts";
import { aReplayEnvelope } from "#test/builders/event.ts";

const wrapped = (raw: string, attempt: number) => JSON.stringify(aReplayEnvelope({ raw, attempt }));

describe("rawMessageOf()", () => {
  it("answers the body when it is no envelope", () => {
    expect(rawMessageOf('{"source":"x"}')).toEqual({ raw: '{"source":"x"}', attempt: 0 });
  });

  it("answers the body when it is not JSON", () => {
    expect(rawMessageOf("{")).toEqual({ raw: "{", attempt: 0 });
  });

  it("unwraps every envelope and keeps the highest attempt", () => {
    expect(rawMessageOf(wrapped(wrapped("{", 2), 3))).toEqual({ raw: "{", attempt: 3 });
  });

  it("answers the body with its attempt when the envelope holds a finding", () => {
    const body = JSON.stringify(aReplayEnvelope({ attempt: 4 }));
    expect(rawMessageOf(body)).toEqual({ raw: body, attempt: 4 });
  });

  it("unwraps an envelope that is broken otherwise", () => {
    expect(rawMessageOf('{"kind":"replay","raw":"{","attempt":"many"}')).toEqual({ raw: "{", attempt: 0 });
  });
});
