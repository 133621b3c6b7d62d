import { inertText, quote } from "../inert-text.ts";

// What these are made of leaves nothing that a program could act on, so it may stand without quotation marks.
const addressForm = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{2,39})$/i;
const apiForm = /^[A-Za-z][A-Za-z0-9]{1,63}$/;
const nameForm = /^\p{L}[\p{L}\p{M} ,:/'’()-]{0,79}$/u;

/** An IP address as it is, anything else in its place quoted. */
export function addressInWords(address: string): string {
  return addressForm.test(address) ? address : quote(address, 47);
}

/** An API as CloudTrail names it, anything else quoted. */
export function apiInWords(api: string): string {
  return apiForm.test(api) ? api : quote(api, 64);
}

/** A tactic, a technique or a place as it is where it is made of letters, and quoted where a colon would make a link of it. */
export function nameInWords(name: string): string {
  return nameForm.test(name) && inertText(`${name}:`, 81) === `${name}:` ? name : quote(name, 80);
}

/** `2026-11-19 02:14:07 UTC`. */
export function timeInWords(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

/** `1 call`, `1,204 calls`. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : nouns}`;
}
