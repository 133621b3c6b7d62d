/**
 * A regular expression source that matches `text` whatever the case of its letters.
 * Each UTF-16 unit matches its lower-case or upper-case form, so `ß` matches `ß` and `SS`, as in AWS's event-ruler.
 */
export function ignoringCase(text: string): string {
  return text.split("").map(eitherCase).join("");
}

function eitherCase(unit: string): string {
  const lower = escaped(unit.toLowerCase());
  const upper = escaped(unit.toUpperCase());
  return lower === upper ? lower : `(?:${lower}|${upper})`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
