import type { NextRequest } from 'next/server';
import type * as z from 'zod/mini';
import { readJson } from '@/lib/protocol/json';
import { readFields } from '@/lib/protocol/read-fields';
import { invalid, Refusal } from '@/lib/service/refusal';

/** Reads a JSON body of that shape. @throws Refusal that names each wrong field. */
export async function readBody<Fields>(request: NextRequest, schema: z.ZodMiniType<Fields>): Promise<Fields> {
  const read = readFields(schema, await readJsonBody(request));
  if (!read.ok) throw invalid(read.errors);
  return read.fields;
}

/** Bytes. Vercel accepts 4.5 MB. */
export const LARGEST_BODY = 4_000_000;

/**
 * Reads a JSON body. Counts bytes while reading, since the announced length may be wrong or missing.
 *
 * @throws Refusal when it is not JSON, too large or malformed.
 */
export async function readJsonBody(request: NextRequest): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new Refusal('not-json', 'Send the request as JSON, with the header Content-Type: application/json.');
  }
  const text = await readText(request);
  const body = readJson(text);
  if (body !== undefined) return body;
  throw new Refusal('malformed', 'The body is not well-formed JSON.', [{ path: '', message: 'is not JSON' }]);
}

/** Does not cancel a body that is too large: that would break the connection before the answer is sent. */
export function isForm({ headers }: NextRequest): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers.get('content-type') ?? '');
}

/** @throws Refusal when it is too large. */
export async function readForm(request: NextRequest): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}

async function readText({ body }: NextRequest): Promise<string> {
  const reader = body?.getReader();
  const utf8 = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const piece = (await reader?.read().catch(refuseBroken))?.value;
    if (!piece) return text + utf8.decode();
    bytes += piece.byteLength;
    if (bytes > LARGEST_BODY) {
      throw new Refusal('too-large', `The request is larger than ${LARGEST_BODY} bytes. Shorten the prompt.`);
    }
    text += utf8.decode(piece, { stream: true });
  }
}

/** The client has hung up: no fault of the server. */
function refuseBroken(): never {
  throw new Refusal('malformed', 'The request broke off before its body had come.');
}
