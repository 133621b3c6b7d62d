/** `role ci-deploy` for `arn:aws:iam::111122223333:role/pipeline/ci-deploy`: what a person calls a principal. */
export function shortPrincipal(arn: string): string {
  const [, kind, name] = /:(user|role)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return kind && name ? `${kind} ${name}` : arn;
}
