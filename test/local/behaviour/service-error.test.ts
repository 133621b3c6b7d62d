import { describe, expect, it } from "vitest";
import { withPlannedErrors } from "#local/behaviour/service-error.ts";
import { behaviourOf } from "#local/behaviour.ts";
import { createS3 } from "#local/services/s3/s3.ts";
import { aWorld, calling, failureOf } from "../services/a-world.ts";

const slowDown = { service: "S3", operation: "PutObject", name: "SlowDown" };

function anS3(...errors: object[]) {
  const s3 = withPlannedErrors(createS3(aWorld().world), behaviourOf({ errors }).errors);
  const call = calling(s3);
  call("CreateBucket", { Bucket: "reports" });
  return { s3, put: () => call("PutObject", { Bucket: "reports", Key: "k", Body: "a" }) };
}

describe("errors of a behaviour file that concern no principal", () => {
  it("are answered as often as planned, and nothing is done", () => {
    const { s3, put } = anS3({ ...slowDown, times: 2 });
    expect([failureOf(put), failureOf(put)]).toEqual(["SlowDown 503", "SlowDown 503"]);
    expect(s3.objects("reports")).toEqual([]);
    expect(failureOf(put)).toBe("no error");
  });

  it("can take the place of the answer alone", () => {
    const { s3, put } = anS3({ ...slowDown, lost: true });
    expect(failureOf(put)).toBe("SlowDown 503");
    expect(s3.objects("reports")).toHaveLength(1);
  });

  it.each([
    ["a service that plans none", { ...slowDown, service: "SQS" }, "errors[0].service"],
    ["an operation of another service", { ...slowDown, operation: "Publish" }, "errors[0].operation"],
    ["an error of another service", { ...slowDown, name: "ThrottledException" }, "errors[0].name"],
    ["no number of times", { ...slowDown, times: 0 }, "errors[0].times"],
    ["neither lost nor not", { ...slowDown, lost: "yes" }, "errors[0].lost"],
    ["a key that is not known", { ...slowDown, key: "k" }, "errors[0]"],
  ])("stop the file with %s", (_what, error, path) => {
    expect(() => behaviourOf({ errors: [error] })).toThrow(path);
  });
});
