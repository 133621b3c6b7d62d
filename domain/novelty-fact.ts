import { type Fact, listed, strength } from "./fact.ts";
import { place } from "./indicator-fact.ts";
import { quote } from "./inert-text.ts";
import type { NewAso, NewGeolocation, NewUserAgent } from "./investigation.ts";

type Novelty = NewAso | NewGeolocation | NewUserAgent;

const shownMax = 3;

/** What is new of one kind, in what order the kinds come, and how one of them reads. */
const kinds = [
  { kind: "new-aso", noun: "network operator", order: 3 },
  { kind: "new-geolocation", noun: "location", order: 2 },
  { kind: "new-user-agent", noun: "user agent", order: 1 },
] as const;

/** At most one fact per kind for what is new to the entire account, and one for what is new to the principal only. */
export function noveltyFacts(novelties: readonly Novelty[]): readonly Fact[] {
  return kinds.flatMap(({ kind, noun, order }) => {
    const ofKind = novelties.filter((novelty) => novelty.kind === kind);
    const [forAccount, forPrincipal] = [true, false].map((account) =>
      ofKind.filter(({ newForAccount }) => (newForAccount === true) === account),
    );
    return [
      ...fact(forAccount, `New ${noun} for the entire account`, [strength.newForAccount, order]),
      ...fact(forPrincipal, `New ${noun}`, [strength.newForPrincipal, order]),
    ];
  });
}

function fact(novelties: readonly Novelty[] = [], what: string, weight: readonly number[]): readonly Fact[] {
  if (novelties.length === 0) return [];
  const named = listed(
    novelties.map(wording).filter((words) => words !== ""),
    shownMax,
  );
  return [{ text: `${what}${named && `: ${named}`}`, weight }];
}

function wording(novelty: Novelty): string {
  if (novelty.kind === "new-geolocation") return place(novelty.location, novelty.ipAddress);
  const text = novelty.kind === "new-aso" ? novelty.aso : novelty.userAgent;
  return text?.trim() ? quote(text, 64) : "";
}
