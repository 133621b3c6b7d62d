// An id is 16 characters at least (docs.aws.amazon.com/IAM … reference_identifiers.html, read 2026-12-01); twenty in practice.
const keyId = /(?<![A-Z0-9])(A[KS]IA)[A-Z0-9]{8,}([A-Z0-9]{4})/g;

/**
 * Text with access key ids shortened to their ends: `AKIA…MPLE`. Enough to tell two keys of one user apart, too little to look one
 * up or to try it; whoever needs all of it finds it in the finding.
 */
export function maskAccessKeys(text: string): string {
  return text.replace(keyId, "$1…$2");
}
