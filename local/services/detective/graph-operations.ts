import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { conflict, invalidRequest } from "./errors.ts";
import type { DetectiveState } from "./state.ts";

/** ListGraphs: the graph of the Region, or an empty list. */
export function listGraphs({ graphs }: DetectiveState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidRequest);
    input.optionalInteger("MaxResults", { min: 1, max: 200 });
    const token = input.optionalText("NextToken", { min: 1, max: 1024 });
    // One graph never fills a page, so no token was ever handed out.
    if (token !== undefined) throw invalidRequest("Invalid NextToken");
    const graph = graphs.inRegion(call.region);
    return { GraphList: graph ? [{ Arn: graph.arn, CreatedTime: new Date(graph.createdAtMs) }] : [] };
  };
}

/** CreateGraph: turns Detective on in a Region that has none. */
export function createGraph({ graphs }: DetectiveState): Operation {
  return (value, call) => {
    new Input(value, invalidRequest).optionalObject("Tags");
    if (graphs.inRegion(call.region)) throw conflict(`Detective is already enabled in ${call.region}`);
    return { GraphArn: graphs.create(call.region).arn };
  };
}

/** DeleteGraph: turns Detective off in the Region. A graph created later learns from nothing. */
export function deleteGraph({ graphs }: DetectiveState): Operation {
  return (value, call) => {
    graphs.arnIn(new Input(value, invalidRequest), call);
    graphs.remove(call.region);
    return {};
  };
}
