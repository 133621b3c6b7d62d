import { listAt, textAt, valueAt } from "#domain/json.ts";
import { seenMessage } from "../seen/message.ts";

/** Eight of what comes for the second time, fifty of what has come more often. */
const suspectPartsMax = 8 + 50;

/** How many findings the messages of a batch hold. */
export function findingsIn(input: unknown): number {
  const records = listAt(input, "Records");
  return records.reduce<number>((sum, one) => sum + seenMessage(String(valueAt(one, "body"))).findings.length, 0);
}

/** How many the messages of a batch hold of findings that nobody can read: each is rejected by itself. */
export function unreadableIn(input: unknown): number {
  const records = listAt(input, "Records");
  return records.reduce<number>((sum, one) => sum + seenMessage(String(valueAt(one, "body"))).unreadable.length, 0);
}

/** In how many parts a batch is worked on: what comes again is read apart. */
export function partsIn(input: unknown): number {
  const records = listAt(input, "Records");
  const again = records.filter((one) => Number(textAt(one, "attributes", "ApproximateReceiveCount")) > 1).length;
  return Math.min(again, suspectPartsMax) + (again < records.length ? 1 : 0);
}
