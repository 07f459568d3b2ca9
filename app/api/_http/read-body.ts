import type { NextRequest } from 'next/server';
import type { z } from 'zod';
import { readFields } from '@/lib/protocol/read-fields';
import { invalid } from '@/lib/service/refusal';
import { readJson } from './read-json';

/** Reads a JSON body of that shape. @throws Refusal that names each field that is wrong. */
export async function readBody<Fields>(request: NextRequest, schema: z.ZodType<Fields>): Promise<Fields> {
  const read = readFields(schema, await readJson(request));
  if (!read.ok) throw invalid(read.errors);
  return read.fields;
}
