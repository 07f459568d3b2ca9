import * as z from 'zod/mini';
import { readJson } from '@/lib/protocol/json';
import { localStore, type TextStorage } from './guarded-storage';
import type { Workspace } from './workspace';

const KEY = 'abreast.answer-lengths';

/** How many answers of a model count, and how many models are kept. */
const MOST_ANSWERS = 15;
const MOST_MODELS = 100;

const lengthsSchema = z.catch(z.record(z.string(), z.array(z.int())), {});

/** How long the answers are that each model gives to this visitor: lengths in tokens, as the provider counted them. */
export interface AnswerLengths {
  /** @returns the median of the model's latest answers in this browser; null if it has not answered here. */
  medianOf(model: string): number | null;
  /** Notes each answer that ends on this page. @returns a function that ends this. */
  keep(workspace: Pick<Workspace, 'store'>): () => void;
}

export function createAnswerLengths(storage: TextStorage): AnswerLengths {
  let lengths: Record<string, number[]> | null = null;
  const read = () => {
    lengths ??= lengthsSchema.parse(readJson(storage.getItem(KEY) ?? ''));
    return lengths;
  };
  const note = (model: string, tokens: number) => {
    // Another tab may have noted some since.
    const { [model]: known = [], ...rest } = lengthsSchema.parse(readJson(storage.getItem(KEY) ?? ''));
    const rows = Object.entries(rest).slice(1 - MOST_MODELS);
    lengths = { ...Object.fromEntries(rows), [model]: [...known, tokens].slice(-MOST_ANSWERS) };
    storage.setItem(KEY, JSON.stringify(lengths));
  };
  return {
    medianOf(model) {
      const known = (read()[model] ?? []).toSorted((left, right) => left - right);
      return known[Math.floor(known.length / 2)] ?? null;
    },
    keep({ store }) {
      const { answers: first } = store.getState();
      const seen = new Set(Object.keys(first.runs).filter((run) => first.runs[run]?.end));
      return store.subscribe(({ answers }) => {
        for (const [run, { end }] of Object.entries(answers.runs)) {
          if (!end || seen.has(run)) continue;
          seen.add(run);
          const ended = answers.turns.flatMap(({ answers: lanes }) => Object.values(lanes).flat());
          for (const answer of ended) {
            const output = answer.run === run && answer.phase === 'done' ? answer.ending.usage?.output : undefined;
            if (output) note(answer.model, output);
          }
        }
      });
    },
  };
}

/** Those of this browser. */
export const answerLengths = createAnswerLengths(localStore);
