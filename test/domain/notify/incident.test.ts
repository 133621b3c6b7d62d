import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FindingBrief } from "#domain/brief/finding-brief.ts";
import { chatOf } from "#domain/notify/chat.ts";
import { mailOf } from "#domain/notify/mail.ts";

const folder = new URL("../brief/golden/incident/", import.meta.url);
const briefs = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map(
    (file) =>
      [
        file.replace(".json", ""),
        FindingBrief.parse(JSON.parse(readFileSync(new URL(file, folder), "utf8")).brief),
      ] as const,
  );

describe.each(briefs)("the bundled incident, %s", (name, brief) => {
  it("reads well as a mail", async () => {
    const { subject, body } = mailOf(brief);
    await expect(`Subject: ${subject}\n\n${body}\n`).toMatchFileSnapshot(`golden/incident/${name}.mail.txt`);
  });

  it("reads well as a card", async () => {
    const { content, ...card } = chatOf(brief);
    const { description, ...rest } = content;
    // The description as it is read, line by line.
    const text = JSON.stringify({ ...card, content: rest }, null, 2);
    await expect(`${description}\n\n${text}\n`).toMatchFileSnapshot(`golden/incident/${name}.chat.txt`);
  });
});
