import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

/** Entries of a row: one a line, as they are; or that text deflated, in Base64, since tables have only text columns. */
export interface PackedEntries {
  form: 'lines' | 'deflate';
  entries: string;
}

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A shorter text, UTF-16 units, saves less room than its deflation costs time. */
const SHORTEST_DEFLATED = 4096;

/** Packs JSON texts, off the event loop. None of them has a line break. */
export async function packLog(jsons: readonly string[]): Promise<PackedEntries> {
  const lines = jsons.join('\n');
  if (lines.length < SHORTEST_DEFLATED) return { form: 'lines', entries: lines };
  const deflated = (await deflate(lines)).toString('base64');
  return deflated.length < lines.length ? { form: 'deflate', entries: deflated } : { form: 'lines', entries: lines };
}

/** @throws when the text is not what {@link packLog} wrote, or a form of a newer version. */
export async function unpackLog({ form, entries }: { form: string; entries: string }): Promise<string[]> {
  if (form === 'lines') return entries.split('\n');
  if (form !== 'deflate') throw new Error(`Entries of an unknown form: ${form}.`);
  return (await inflate(Buffer.from(entries, 'base64'))).toString('utf8').split('\n');
}
