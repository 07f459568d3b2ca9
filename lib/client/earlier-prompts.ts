import { newestTurn } from '@/lib/comparison/turns';
import { promptText } from '@/lib/protocol/comparison';
import type { TextStorage } from './guarded-storage';
import { putFirst, readTexts } from './kept-texts';
import type { Workspace } from './workspace';

const KEY = 'abreast.prompts';

/** How many are kept. */
const MOST = 30;

/** A longer prompt is not kept, characters: a browser has room for about five million of all pages. */
const LONGEST = 20_000;

/** @returns the prompts asked last in this browser, newest first. */
export function readPrompts(storage: TextStorage): string[] {
  return readTexts(storage, KEY);
}

/** Keeps each prompt that is asked on this page. @returns a function that ends this. */
export function keepPrompts({ store }: Pick<Workspace, 'store'>, storage: TextStorage): () => void {
  return store.subscribe(({ record }, before) => {
    if (record === null || newestTurn(record.turns) <= newestTurn(before.record?.turns ?? [])) return;
    const turn = record.turns.at(-1);
    const prompt = turn ? promptText(turn) : '';
    if (prompt === '' || prompt.length > LONGEST) return;
    putFirst(storage, KEY, prompt, MOST);
  });
}

/** Walks through earlier prompts by ↑ and ↓, as a shell does, from an empty box. */
export class PromptWalk {
  #prompts: readonly string[] = [];
  /** The place of the prompt in the box; -1 for none. */
  #at = -1;

  /**
   * @param text of the box.
   * @param step 1 to an older prompt, -1 to a newer one.
   * @param read gets the prompts, newest first.
   * @returns the text to put into the box; null when the key is the box's own.
   */
  go(text: string, step: 1 | -1, read: () => readonly string[]): string | null {
    const isWalking = this.#at >= 0 && text === this.#prompts[this.#at];
    if (!isWalking) {
      if (text !== '' || step < 0) return null;
      this.#prompts = read();
      this.#at = -1;
    }
    const next = this.#at + step;
    if (next >= this.#prompts.length) return null;
    this.#at = next;
    return next < 0 ? '' : (this.#prompts[next] ?? '');
  }
}
