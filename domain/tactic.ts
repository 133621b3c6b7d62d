/** A tactic of the ATT&CK matrix for enterprises. `gravity` is how grave it is for an account, 1..5. */
export interface Tactic {
  readonly id: string;
  readonly name: string;
  readonly gravity: number;
}

/**
 * The enterprise tactics in the order of the matrix. Gravest is damage done or data gone, then what keeps or widens access,
 * then what prepares it.
 *
 * ATT&CK 19 split Defense Evasion into Stealth, which kept the id, and Defense Impairment. AWS still says Defense Evasion.
 * @see https://attack.mitre.org/tactics/enterprise/ (version 19, April 2026)
 */
export const tactics: readonly Tactic[] = [
  { id: "TA0043", name: "Reconnaissance", gravity: 1 },
  { id: "TA0042", name: "Resource Development", gravity: 1 },
  { id: "TA0001", name: "Initial Access", gravity: 3 },
  { id: "TA0002", name: "Execution", gravity: 3 },
  { id: "TA0003", name: "Persistence", gravity: 4 },
  { id: "TA0004", name: "Privilege Escalation", gravity: 4 },
  { id: "TA0005", name: "Stealth", gravity: 4 },
  { id: "TA0112", name: "Defense Impairment", gravity: 4 },
  { id: "TA0006", name: "Credential Access", gravity: 4 },
  { id: "TA0007", name: "Discovery", gravity: 1 },
  { id: "TA0008", name: "Lateral Movement", gravity: 4 },
  { id: "TA0009", name: "Collection", gravity: 3 },
  { id: "TA0011", name: "Command and Control", gravity: 3 },
  { id: "TA0010", name: "Exfiltration", gravity: 5 },
  { id: "TA0040", name: "Impact", gravity: 5 },
];

const defenseEvasion: Tactic = { id: "TA0005", name: "Defense Evasion", gravity: 4 };

// `Defense Evasion`, `DefenseEvasion` (GuardDuty's types), `defense-evasion` (ATT&CK's own short names) are one key.
const keyOf = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "");

const byKey: ReadonlyMap<string, Tactic> = new Map([
  ...tactics.flatMap((tactic): [string, Tactic][] => [
    [keyOf(tactic.name), tactic],
    [keyOf(tactic.id), tactic],
  ]),
  [keyOf(defenseEvasion.name), defenseEvasion],
]);

/** The tactic by its name in any case and spelling, or by its id. @returns undefined for what ATT&CK does not know */
export function tacticOf(text: string): Tactic | undefined {
  return text.length > 64 ? undefined : byKey.get(keyOf(text));
}

/** How grave a tactic is for an account, 1..5. A tactic that is not known counts as 3. */
export function tacticGravity(tactic: string): number {
  return tacticOf(tactic)?.gravity ?? 3;
}
