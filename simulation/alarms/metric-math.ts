/** Values of an expression by the ids of its metrics; undefined: no data in this period. */
export type Values = ReadonlyMap<string, number | undefined>;

/**
 * As much of CloudWatch's metric math as alarms use, period by period: numbers, ids, `+ - * /`, `>=`, `IF(condition, then, else)` and
 * `FILL(metric, number)`. Whatever needs a value that is not there has none itself; where no metric has any, not even FILL makes one.
 * @throws {Error} something else is in it
 * @see docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html (read 2026-12-01)
 */
export function evaluateExpression(expression: string, values: Values): number | undefined {
  if ([...values.values()].every((value) => value === undefined)) return undefined;
  const reader = new Reader(expression, values);
  const value = reader.comparison();
  reader.end();
  return value;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #expression: string;
  readonly #values: Values;
  #at = 0;

  constructor(expression: string, values: Values) {
    this.#tokens = expression.match(/>=|[A-Za-z]\w*|\d+(?:\.\d+)?|\S/g) ?? [];
    this.#expression = expression;
    this.#values = values;
  }

  comparison(): number | undefined {
    const left = this.#sum();
    if (!this.#take(">=")) return left;
    return both(left, this.#sum(), (a, b) => (a >= b ? 1 : 0));
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw this.#unreadable();
  }

  #sum(): number | undefined {
    let value = this.#product();
    for (;;) {
      if (this.#take("+")) value = both(value, this.#product(), (a, b) => a + b);
      else if (this.#take("-")) value = both(value, this.#product(), (a, b) => a - b);
      else return value;
    }
  }

  #product(): number | undefined {
    let value = this.#factor();
    for (;;) {
      if (this.#take("*")) value = both(value, this.#factor(), (a, b) => a * b);
      else if (this.#take("/")) value = both(value, this.#factor(), (a, b) => (b === 0 ? undefined : a / b));
      else return value;
    }
  }

  #factor(): number | undefined {
    const token = this.#tokens[this.#at++] ?? "";
    if (/^\d/.test(token)) return Number(token);
    if (token === "(") return this.#arguments(1)[0];
    if (token === "IF" && this.#take("(")) {
      const [condition, then, otherwise] = this.#arguments(3);
      if (condition === undefined) return undefined;
      return condition === 0 ? otherwise : then;
    }
    if (token === "FILL" && this.#take("(")) {
      const [value, instead] = this.#arguments(2);
      return value ?? instead;
    }
    if (!this.#values.has(token)) throw this.#unreadable();
    return this.#values.get(token);
  }

  #arguments(count: number): readonly (number | undefined)[] {
    const values: (number | undefined)[] = [];
    while (values.length < count) {
      values.push(this.comparison());
      if (!this.#take(values.length < count ? "," : ")")) throw this.#unreadable();
    }
    return values;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #unreadable(): Error {
    return new Error(`Cannot read expression "${this.#expression}": "${this.#tokens[this.#at - 1]}" is not known here`);
  }
}

function both(a: number | undefined, b: number | undefined, of: (a: number, b: number) => number | undefined) {
  return a === undefined || b === undefined ? undefined : of(a, b);
}
