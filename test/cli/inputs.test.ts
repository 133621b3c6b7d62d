import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInputs } from "#cli/inputs.ts";

let folder: string;
const nothing = Readable.from([]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inputs-"));
  const files = {
    "b.json": "b",
    "a.ndjson": "a",
    "C.JSON": "c",
    "notes.md": "no",
    "d.json.bak": "no",
    "utf16.txt": "",
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  await writeFile(join(folder, "utf16.txt"), Buffer.from('\uFEFF{"a":"é"}', "utf16le"));
  await mkdir(join(folder, "folder.json"));
  await mkdir(join(folder, "empty"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("readInputs()", () => {
  it("reads one file, whatever its name", async () => {
    const path = join(folder, "notes.md");
    expect(await readInputs(path, nothing)).toEqual([{ name: path, text: "no" }]);
  });

  it("reads the *.json and *.ndjson of a folder by name, and nothing else", async () => {
    const inputs = await readInputs(folder, nothing);
    expect(inputs.map(({ text }) => text)).toEqual(["c", "a", "b"]);
  });

  it.each([
    { what: "what is piped in", chunks: ['{"a', '":1}'], text: '{"a":1}' },
    { what: "a letter cut between chunks", chunks: [Buffer.from([0xc3]), Buffer.from([0xa9])], text: "é" },
    { what: "nothing", chunks: [], text: "" },
  ])("reads $what from standard input", async ({ chunks, text }) => {
    expect(await readInputs("-", Readable.from(chunks.map((chunk) => Buffer.from(chunk))))).toEqual([
      { name: "standard input", text },
    ]);
  });

  it("understands the UTF-16 that Windows' shells write", async () => {
    const [input] = await readInputs(join(folder, "utf16.txt"), nothing);
    expect(input?.text).toBe('\uFEFF{"a":"é"}');
  });

  it.each([
    { what: "a path that is not there", path: "nowhere", state: "no such file or folder" },
    { what: "a path through a file", path: "b.json/x", state: "no such file or folder" },
    { what: "a folder without such files", path: "empty", state: "it holds no *.json and no *.ndjson file" },
  ])("says what is wrong with $what", async ({ path, state }) => {
    const given = join(folder, path);
    await expect(readInputs(given, nothing)).rejects.toThrow(`Cannot read events from "${given}": ${state}`);
  });
});
