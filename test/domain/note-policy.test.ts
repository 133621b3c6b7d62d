import { describe, expect, it } from "vitest";
import { writeNote } from "#domain/note.ts";
import { type Note, planNote } from "#domain/note-policy.ts";
import { composedBrief } from "#test/builders/composed-brief.ts";
import { aSettledPrincipal } from "#test/builders/investigation.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

const brief = composedBrief(aSlimFinding(), [aSettledPrincipal()]);
const graver = composedBrief(aSlimFinding(), [aSettledPrincipal({ severity: "CRITICAL" })]);
const ours = { text: writeNote(brief), updatedBy: "gumshoe" };
const alices = { text: "Ours: scheduled job.\nTicket 4711", updatedBy: "alice" };

function appendedTo(note: Note, by = brief): Note {
  const planned = planNote(note, by, "append");
  if (planned === undefined) throw new Error("a note was expected");
  return planned;
}

describe("planNote()", () => {
  it.each(["preserve", "append", "overwrite"] as const)("writes ours when there is none (%s)", (policy) => {
    expect(planNote(undefined, brief, policy)).toEqual(ours);
  });

  it.each(["preserve", "append", "overwrite"] as const)("replaces an older one of ours (%s)", (policy) => {
    expect(planNote({ ...ours, text: "older" }, brief, policy)).toEqual(ours);
  });

  it.each(["preserve", "append", "overwrite"] as const)("leaves ours alone when it says the same (%s)", (policy) => {
    expect(planNote(ours, brief, policy)).toBeUndefined();
  });

  it("keeps a person's note when it is to be preserved", () => {
    expect(planNote(alices, brief, "preserve")).toBeUndefined();
  });

  it("replaces a person's note when it is to be overwritten", () => {
    expect(planNote(alices, brief, "overwrite")).toEqual(ours);
  });

  it("writes ours after a person's text and within 512 characters when it is to be appended", () => {
    const { text, updatedBy } = appendedTo(alices);
    expect(text.startsWith(`${alices.text}\n\nGumshoe: Detective verdict HIGH: role deploy.`)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(512);
    expect(updatedBy).toBe("gumshoe");
  });

  it("writes nothing when the appended part says the same", () => {
    expect(planNote(appendedTo(alices), brief, "append")).toBeUndefined();
  });

  it.each(["preserve", "append"] as const)("replaces only the appended part at a second run (%s)", (policy) => {
    const { text } = planNote(appendedTo(alices), graver, policy) ?? { text: "" };
    expect(text).toBe(appendedTo(alices, graver).text);
    expect(text.match(/Gumshoe:/g)).toHaveLength(1);
  });

  it("keeps all that a person saved, the part that was ours included", () => {
    const edited = {
      text: `${appendedTo({ ...alices, text: "short" }).text.slice(0, 200)} Edited.`,
      updatedBy: "alice",
    };
    expect(appendedTo(edited, graver).text.startsWith(`${edited.text}\n\nGumshoe: `)).toBe(true);
  });

  it("leaves a person's long text alone rather than cut it", () => {
    expect(planNote({ text: "x".repeat(400), updatedBy: "alice" }, brief, "append")).toBeUndefined();
  });
});
