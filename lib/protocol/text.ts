/**
 * Matches the first visible character of a text: not white space, a control character or one without width. An answer begins
 * there.
 */
export const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/**
 * @returns the value with U+FFFD for each lone surrogate in all of its texts. JSON may contain lone surrogates; HTML and the
 * database may not, so a text would change when it is stored.
 */
export function wellFormed<Value>(value: Value): Value;
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map((each) => wellFormed(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, wellFormed(each)]));
}

/** The longest title of a comparison, UTF-16 units. */
export const LONGEST_TITLE = 200;

/** The longest text that is searched for, UTF-16 units. */
export const LONGEST_SEARCH = 200;
