const investigationId = /(?<!\d)\d{21}(?!\d)/g;

/** Ids of investigations in the note and in the user-defined fields of a finding. */
export function investigationsNamed(finding: Readonly<Record<string, unknown>>): readonly string[] {
  const { Note, UserDefinedFields } = finding as {
    readonly Note?: { readonly Text?: string };
    readonly UserDefinedFields?: Readonly<Record<string, string>>;
  };
  const texts = [Note?.Text ?? "", ...Object.values(UserDefinedFields ?? {})];
  return [...new Set(texts.flatMap((text) => text.match(investigationId) ?? []))];
}
