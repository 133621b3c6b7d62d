import { z } from "zod";
import { Settings } from "#domain/settings.ts";

interface Property {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Property[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** The table of settings as Markdown, made from the schema. */
export function settingsTable(): string {
  const { properties = {} } = z.toJSONSchema(Settings, { io: "input" });
  const rows = Object.entries(properties).map(([name, property]) => row(name, property as Property));
  return ["| setting | default | may be | what it does |", "|---|---|---|---|", ...rows].join("\n");
}

function row(name: string, property: Property): string {
  const standard = property.default === undefined ? "–" : `\`${JSON.stringify(property.default)}\``;
  return `| \`${name}\` | ${standard} | ${range(property)} | ${property.description ?? ""} |`;
}

function range(property: Property): string {
  if (property.enum) return property.enum.join(", ");
  if (property.const !== undefined) return String(property.const);
  if (property.anyOf) {
    const isChoice = property.anyOf.every((option) => option.const !== undefined);
    return property.anyOf.map(range).join(isChoice ? ", " : " or ");
  }
  if (property.type === "boolean") return "true, false";
  if (property.type === "array") return "a list of texts";
  if (property.type === "integer") return `${property.minimum} to ${property.maximum}`;
  return property.pattern ? `\`${property.pattern}\`` : "a text";
}
