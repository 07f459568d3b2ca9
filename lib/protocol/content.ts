import * as z from 'zod/mini';
import { type Part, textContent } from './comparison';
import { wellFormed } from './text';

const EMPTY = 'is empty: write what the models should answer';

const promptSchema = z.string('must be the text to ask').check(
  z.overwrite(wellFormed),
  z.refine((text) => text.trim() !== '', EMPTY),
);

const partSchema = z.strictObject(
  {
    type: z.literal('text', 'must be "text", the only kind of part so far'),
    text: z.string('must be a text').check(z.overwrite(wellFormed)),
  },
  'must be a part such as { "type": "text", "text": "…" }',
);

const contentSchema = z
  .array(partSchema)
  .check(z.refine((parts) => parts.some(({ text }) => text.trim() !== ''), EMPTY));

/** The fields of a request for its question: a prompt, or its parts. */
export const questionFields = { prompt: z.optional(promptSchema), content: z.optional(contentSchema) };

type Question = z.infer<z.ZodMiniObject<typeof questionFields>>;

/** Refines a schema with {@link questionFields}. */
export function requireOneQuestion({ prompt, content }: Question, context: z.core.$RefinementCtx): void {
  if (prompt === undefined && content === undefined) {
    context.addIssue({ code: 'custom', path: ['prompt'], message: 'must be the text to ask' });
  }
  if (prompt !== undefined && content !== undefined) {
    context.addIssue({ code: 'custom', path: ['content'], message: 'give either prompt or content, not both' });
  }
}

export function readContent({ prompt, content }: Question): Part[] {
  return content ?? textContent(prompt ?? '');
}
