const states: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  ENOTDIR: "no such file or folder",
  EISDIR: "it is a folder, a file is wanted",
  EACCES: "it may not be read, permission is wanted",
  EPERM: "it may not be read, permission is wanted",
};

/** What is the matter, in the words of an error message: those of the operating system's codes, or the error's own. */
export function failureState(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ("code" in error && states[String(error.code)]) || error.message;
}
