import type { Route } from "../service.ts";

/** A route that fits a request, with the decoded values of its `{Name}` segments. */
export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: Route;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** Makes a finder of routes; literal paths win over paths with parameters, `{Name+}` takes the rest of the path. */
export function compileRoutes(routes: readonly Route[]): (method: string, path: string) => RouteMatch | undefined {
  const compiled = routes.map(compile).sort((a, b) => a.names.length - b.names.length);
  return (method, path) => {
    for (const { route, expression, names } of compiled) {
      const match = route.method === method ? expression.exec(path) : null;
      if (match) return { route, parameters: parametersOf(names, match) };
    }
    return undefined;
  };
}

function compile(route: Route): Compiled {
  const names: string[] = [];
  const pattern = route.path
    .replace(/\/+$/, "")
    .split(/(\{\w+\+?\})/)
    .map((part) => {
      const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(name);
      return greedy ? "(.+)" : "([^/]+)";
    });
  return { route, expression: new RegExp(`^${pattern.join("")}/?$`), names };
}

function parametersOf(names: readonly string[], match: RegExpExecArray): Record<string, string> {
  return Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1] ?? "")]));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
