/** A JSON object whose fields are not checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** @returns the value of a JSON text; undefined when it is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the value is an object, but not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
