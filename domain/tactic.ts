/**
 * How grave a MITRE ATT&CK tactic is for an account, 1..5: damage done or data gone, then what keeps or widens access,
 * then what prepares it. A tactic not listed counts as 3.
 * @see https://attack.mitre.org/tactics/enterprise/
 */
const gravities: ReadonlyMap<string, number> = new Map([
  ["impact", 5],
  ["exfiltration", 5],
  ["credential access", 4],
  ["privilege escalation", 4],
  ["persistence", 4],
  ["lateral movement", 4],
  ["defense evasion", 4],
  ["collection", 3],
  ["command and control", 3],
  ["execution", 3],
  ["initial access", 3],
  ["discovery", 1],
  ["reconnaissance", 1],
  ["resource development", 1],
]);

export function tacticGravity(tactic: string): number {
  return gravities.get(tactic.trim().toLowerCase()) ?? 3;
}
