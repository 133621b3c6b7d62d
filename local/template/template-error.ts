/** A template that cannot be deployed here; `problems` holds everything found, each with the logical id of its resource. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Cannot load the template: ${problems.join("; ")}`);
    this.problems = problems;
  }
}
