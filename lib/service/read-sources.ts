import { z } from 'zod';
import type { Source } from '../models/source-lists';
import { readJson } from '../protocol/json';
import { isLoopback } from './loopback';

const EXAMPLE = '[{"id":"ollama","name":"Ollama","baseUrl":"http://localhost:11434/v1"}]';
const NO_LIST = `must be a list in JSON such as ${EXAMPLE}`;
const NO_ID = 'must be a short name in lower case such as ollama, without "/" and ":"';
const NO_COUNT = 'must be how many answers it writes at the same time, 1 to 1000';
/** What the app calls its own. */
const TAKEN = ['openrouter', 'demo'];

const text = (most: number, error: string) => z.string(error).trim().min(1, error).max(most, error);

const sourceSchema = z.strictObject(
  {
    id: z
      .string(NO_ID)
      .regex(/^[a-z\d][a-z\d-]{0,31}$/, NO_ID)
      .refine((id) => !TAKEN.includes(id), `must not be one of ${TAKEN.join(', ')}`),
    name: text(40, 'must be a name of at most 40 characters'),
    baseUrl: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address such as http://localhost:11434/v1' })
      .transform((url) => url.replace(/\/+$/, '')),
    key: text(1000, 'must be a text').optional(),
    models: z
      .array(text(160, 'must be the name of a model'), 'must be a list of names of models')
      .min(1, 'must name at least one model')
      .optional(),
    atOnce: z.int(NO_COUNT).min(1, NO_COUNT).max(1000, NO_COUNT).optional(),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? `has no field ${issue.keys.join(', ')}` : undefined) },
);

/** What runs on this machine is likely to answer on one graphics card, where lanes would slow each other down. */
function usualAtOnce(baseUrl: string): number | null {
  return isLoopback(new URL(baseUrl).hostname) ? 1 : null;
}

/** `SOURCES`: the servers beside OpenRouter, as JSON. Blank is none. Errors name the field, never its value. */
export const sourcesSchema = z.preprocess(
  (value) => (typeof value === 'string' ? (value.trim() === '' ? [] : (readJson(value) ?? null)) : value),
  z
    .array(
      sourceSchema.transform(
        ({ key = null, models = null, atOnce, ...source }): Source => ({
          ...source,
          key,
          models,
          atOnce: atOnce ?? usualAtOnce(source.baseUrl),
        }),
      ),
      NO_LIST,
    )
    .max(16, 'must name at most 16 servers')
    .refine((sources) => new Set(sources.map(({ id }) => id)).size === sources.length, 'must not use an id twice')
    .default([]),
);
