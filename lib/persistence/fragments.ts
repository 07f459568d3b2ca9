import { decodeEntry, type EncodedEntry } from '@/lib/protocol/frames';
import { LONGEST_TEXT, LONGEST_WORD } from './search-text';

/** A piece of a comparison's text that a search finds. */
export interface Fragment {
  /** What it is of, once in a comparison. */
  name: string;
  text: string;
}

/** The longest fragment, UTF-16 units. */
const LONGEST_FRAGMENT = 4000;

const ABOUT = 'about';
const PROMPT = 'prompt';
const ANSWER = 'answer';

/** @returns the fragment of a comparison's title and models. */
export function aboutOf(title: string, modelsText: string): Fragment {
  return { name: ABOUT, text: withoutNul(`${title}\n${modelsText}`.slice(0, LONGEST_TEXT)) };
}

/** @param text normalised for search. */
export function fragmentsOfPrompt(turn: number, text: string): Fragment[] {
  return partsOf(`${PROMPT} ${turn}`, text);
}

/** Whether all fragments of a prompt are among these names. */
export function hasPrompt(names: ReadonlySet<string>, turn: number): boolean {
  return names.has(nameOf(`${PROMPT} ${turn}`, 0));
}

/** @returns the fragments of a run's answers, of their beginnings where they are longer than a search looks. */
export function fragmentsOfAnswers(run: string, log: readonly EncodedEntry[]): Fragment[] {
  const answers = new Map<string, string>();
  for (const entry of log) {
    const event = decodeEntry(entry);
    if (event?.type !== 'chunk') continue;
    const before = answers.get(event.lane) ?? '';
    if (before.length < LONGEST_TEXT) answers.set(event.lane, before + event.content);
  }
  return [...answers].flatMap(([lane, text]) => partsOf(`${ANSWER} ${run} ${lane}`, text));
}

/** Whether all fragments of an answer are among these names. */
export function hasAnswer(names: ReadonlySet<string>, { run, lane }: { run: string; lane: string }): boolean {
  return names.has(nameOf(`${ANSWER} ${run} ${lane}`, 0));
}

/** Whether a fragment is of an answer. */
export function isOfAnswer(name: string): boolean {
  return name.startsWith(`${ANSWER} `);
}

/** Cuts a text into fragments that overlap by the longest word. The first one comes last: with it all are there. */
function partsOf(of: string, text: string): Fragment[] {
  const fragments: Fragment[] = [];
  const found = withoutNul(text.slice(0, LONGEST_TEXT));
  for (let from = 0; from === 0 || from + LONGEST_WORD < found.length; from += LONGEST_FRAGMENT - LONGEST_WORD) {
    fragments.unshift({ name: nameOf(of, fragments.length), text: found.slice(from, from + LONGEST_FRAGMENT) });
  }
  return fragments;
}

function nameOf(of: string, part: number): string {
  return `${of} ${part}`;
}

/** Not in every database's text. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', ' ');
}
