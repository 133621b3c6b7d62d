import { describe, expect, it } from "vitest";
import { compileRoutes } from "#local/http/route.ts";

const find = compileRoutes([
  { method: "GET", path: "/things/{Id}", operation: "GetThing" },
  { method: "GET", path: "/things/list", operation: "ListThings" },
  { method: "DELETE", path: "/things/{Id}", operation: "DeleteThing" },
  { method: "GET", path: "/tags/{ResourceArn+}", operation: "ListTags" },
  { method: "POST", path: "/", operation: "Root" },
]);

describe("compileRoutes()", () => {
  it.each([
    ["GET", "/things/a%2Fb%20c", "GetThing", { Id: "a/b c" }],
    ["GET", "/things/list", "ListThings", {}],
    ["GET", "/things/list/", "ListThings", {}],
    ["DELETE", "/things/1", "DeleteThing", { Id: "1" }],
    ["GET", "/tags/arn:aws:x/y", "ListTags", { ResourceArn: "arn:aws:x/y" }],
    ["GET", "/things/%zz", "GetThing", { Id: "%zz" }],
    ["POST", "/", "Root", {}],
  ])("finds %s %s", (method, path, operation, parameters) => {
    expect(find(method, path)).toMatchObject({ route: { operation }, parameters });
  });

  it.each([
    ["PUT", "/things/1"],
    ["GET", "/things"],
    ["GET", "/things/1/2"],
    ["GET", "/thingsX1"],
  ])("finds nothing for %s %s", (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });
});
