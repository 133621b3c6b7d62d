/** The parts of a finding that peers read. */
export interface PeerFinding {
  readonly Id: string;
  readonly ProductArn: string;
  readonly ProductName?: string;
  readonly AwsAccountId: string;
  readonly FirstObservedAt?: string;
  readonly CreatedAt?: string;
  readonly ProcessedAt?: string;
  readonly Resources?: readonly PeerResource[];
}

export interface PeerResource {
  readonly Type: string;
  readonly Id: string;
  readonly Details?: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
}

export function findingsIn(event: unknown): readonly PeerFinding[] {
  const { detail } = event as { readonly detail: { readonly findings: readonly PeerFinding[] } };
  return detail.findings;
}

export const identifierOf = ({ Id, ProductArn }: PeerFinding) => ({ Id, ProductArn });
