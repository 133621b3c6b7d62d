import { invalid } from "./table-error.ts";

const written = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const shortInteger = /^-?\d{1,15}$/;

const digitsMax = 38;
const magnitudeMax = 1e126;
const magnitudeMin = 1e-130;

/**
 * The number that a text writes. Numbers are doubles here, and every number held is told exactly by one: what a double would
 * round is refused, so comparing doubles is comparing what was written.
 * @throws {ServiceError} ValidationException: no number, outside DynamoDB's range, or more digits than a double tells apart
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export function numberOf(text: string): number {
  // Adding zero takes the sign off -0.
  if (shortInteger.test(text)) return Number(text) + 0;
  if (!written.test(text)) throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  const digits = digitsOf(text);
  if (digits.length > digitsMax) throw invalid("Attempting to store more than 38 significant digits in a Number");
  const number = Number(text);
  if (Math.abs(number) >= magnitudeMax) throw invalid(outside("overflow", "larger"));
  if (digits !== "" && Math.abs(number) < magnitudeMin) throw invalid(outside("underflow", "smaller"));
  if (digits === digitsOf(String(number))) return number + 0;
  throw invalid(`Cannot hold the number ${text}: numbers are doubles here, which would make it ${number}`);
}

function outside(what: string, side: string): string {
  return `Number ${what}. Attempting to store a number with magnitude ${side} than supported range`;
}

/** The significant digits: no sign, no point, no exponent, no zeros at either end. */
function digitsOf(text: string): string {
  return text
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "");
}

/** A number as DynamoDB writes it: decimal digits without an exponent. */
export function decimalText(number: number): string {
  const text = String(number);
  const [mantissa = "", exponent] = text.split("e");
  if (exponent === undefined) return text;
  const digits = mantissa.replace(/[-.]/g, "");
  // In this notation one digit stands before the point.
  const point = 1 + Number(exponent);
  const sign = number < 0 ? "-" : "";
  return point > 0 ? `${sign}${digits.padEnd(point, "0")}` : `${sign}0.${"0".repeat(-point)}${digits}`;
}

/**
 * The exact sum.
 * @throws {ServiceError} ValidationException as {@link numberOf}
 */
export function sumOf(a: number, b: number): number {
  const sum = a + b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  return numberOf(decimalSum(decimalText(a), decimalText(b)));
}

function decimalSum(a: string, b: string): string {
  const places = Math.max(placesOf(a), placesOf(b));
  const scaled = scaledBy(a, places) + scaledBy(b, places);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, "0");
  const point = digits.length - places;
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function placesOf(text: string): number {
  const point = text.indexOf(".");
  return point === -1 ? 0 : text.length - point - 1;
}

function scaledBy(text: string, places: number): bigint {
  return BigInt(text.replace(".", "") + "0".repeat(places - placesOf(text)));
}
