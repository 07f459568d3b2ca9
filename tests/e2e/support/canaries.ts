import { randomBytes } from 'node:crypto';

/** A secret that a test gives the app, to find out where it comes out. */
export interface Canary {
  name: string;
  secret: string;
}

/** What the app has put out: the bytes of a response, a file or its console. */
export interface Output {
  where: string;
  bytes: Buffer;
}

/** Of a secret's beginning and end, so that half a secret is found as well. No escape changes them. */
const FRAGMENT = 20;

/** @param before what the secret begins with, as keys do. */
export function newCanary(name: string, before = ''): Canary {
  return { name, secret: `${before}${randomBytes(32).toString('hex')}` };
}

/** @returns a line for each output that holds a canary, or its beginning or end, in any of the forms below. */
export function findCanaries(outputs: readonly Output[], canaries: readonly Canary[]): string[] {
  return canaries.flatMap(({ name, secret }) => {
    const forms = Object.entries(formsOf(secret));
    return outputs.flatMap(({ where, bytes }) =>
      forms
        .filter(([, texts]) => texts.some((text) => bytes.includes(text)))
        .map(([form]) => `${where} holds the ${name}, ${form}`),
    );
  });
}

/** How a secret may be written. */
export function formsOf(secret: string): Record<string, Buffer[]> {
  const random = secret.slice(-64);
  const fragments = [random.slice(0, FRAGMENT), random.slice(-FRAGMENT)];
  const inForm = (write: (text: string) => string | Buffer) => fragments.map((text) => Buffer.from(write(text)));
  const escaped = (prefix: string, digits: number) => (text: string) =>
    [...text].map((character) => prefix + character.charCodeAt(0).toString(16).padStart(digits, '0')).join('');
  return {
    plain: inForm((text) => text),
    'in capitals': inForm((text) => text.toUpperCase()),
    backwards: inForm((text) => [...text].toReversed().join('')),
    'in UTF-16': inForm((text) => Buffer.from(text, 'utf16le')),
    'in hex': inForm((text) => Buffer.from(text).toString('hex')),
    'in hex, in capitals': inForm((text) => Buffer.from(text).toString('hex').toUpperCase()),
    'percent-encoded': inForm(escaped('%', 2)),
    'in escapes of JSON': inForm(escaped('\\u', 4)),
    ...Object.fromEntries([0, 1, 2].map((shift) => [`in Base64, after ${shift}`, inForm(base64After(shift))])),
  };
}

/** In Base64 three characters become four, so it depends on what stands before. Letters and digits alone have one alphabet. */
function base64After(shift: number): (text: string) => string {
  return (text) => {
    const cut = (3 - shift) % 3;
    const whole = text.slice(cut, cut + Math.floor((text.length - cut) / 3) * 3);
    return Buffer.from(whole).toString('base64');
  };
}
