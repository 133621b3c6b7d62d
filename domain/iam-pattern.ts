/**
 * Whether a text is like a pattern of an IAM policy: `*` stands for any text, `?` for one character.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html (read 2026-12-01)
 */
export function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/-]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
