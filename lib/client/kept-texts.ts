import * as z from 'zod/mini';
import { readJson } from '@/lib/protocol/json';
import type { TextStorage } from './guarded-storage';

const textsSchema = z.catch(z.array(z.string()), []);

/** @returns the list of texts that is stored there; none if it cannot be read. */
export function readTexts(storage: TextStorage, key: string): string[] {
  return textsSchema.parse(readJson(storage.getItem(key) ?? ''));
}

/** Puts a text first in the list that is stored there, which has each text once. @param most how many are kept. */
export function putFirst(storage: TextStorage, key: string, text: string, most: number): void {
  const rest = readTexts(storage, key).filter((known) => known !== text);
  storage.setItem(key, JSON.stringify([text, ...rest].slice(0, most)));
}
