import type { Note } from '@/lib/protocol/note';

export type SourceNote = Extract<Note, { kind: 'source' }>;

/** The pages that an answer cites, in the order of their numbers. */
export function sourcesOf(notes: readonly Note[]): SourceNote[] {
  return notes.filter((note) => note.kind === 'source');
}

/** What a source is called: its title where something of it can be seen, else its address. */
export function titleOfSource({ url, title }: SourceNote): string {
  return visible(title) || url;
}

/** The host that a source really leads to, whatever its title says. */
export function hostOfSource({ url }: SourceNote): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** What came beside the text and is not shown, a sentence each. */
export function missingWords(notes: readonly Note[]): string[] {
  const pictures = notes.filter(({ kind }) => kind === 'picture').length;
  const tools = notes.flatMap((note) => (note.kind === 'tool' ? [shortened(visible(note.name))] : []));
  return [...(pictures > 0 ? [pictureWords(pictures)] : []), ...(tools.length > 0 ? [toolWords(tools)] : [])];
}

function pictureWords(count: number): string {
  return count === 1
    ? 'The model answered with a picture, which is not shown here yet.'
    : `The model answered with ${count} pictures, which are not shown here yet.`;
}

function toolWords(names: readonly string[]): string {
  const named = names.filter((name) => name !== '');
  const list = named.length > 0 ? ` (${named.join(', ')})` : '';
  const tools = names.length === 1 ? 'a tool' : `${names.length} tools`;
  return `The model asked for ${tools}${list}, which Abreast does not run.`;
}

/** Turn the text around them, or end its line. */
const REORDERING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
/** Letters by their class that nobody sees. */
const BLANK_LETTERS = /[\u115f\u1160\u2800\u3164\uffa0]/g;

/** A stranger's text on one line, '' where nothing of it can be seen. */
function visible(text: string): string {
  const line = text.replace(REORDERING, ' ').replace(/\s+/g, ' ').trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(line.replace(BLANK_LETTERS, '')) ? line : '';
}

/** Longer names of tools are cut, characters. */
const LONGEST_NAME = 80;

function shortened(name: string): string {
  const characters = [...name];
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME).join('')}…` : name;
}

/** What came beside an answer's text, as Markdown; '' where nothing did. */
export function notesMarkdown(notes: readonly Note[]): string {
  const sources = sourcesOf(notes).map((source, index) => `${index + 1}. ${linkTo(source)}`);
  const list = sources.length > 0 ? [`Sources:\n\n${sources.join('\n')}`] : [];
  return [...missingWords(notes).map(plain), ...list].join('\n\n');
}

function linkTo(source: SourceNote): string {
  const title = plain(titleOfSource(source));
  // Of what ends or changes an address in angle brackets, `URL` leaves only the backslash.
  const address = URL.canParse(source.url) ? new URL(source.url).href.replaceAll('\\', '%5C') : null;
  return address === null ? title : `[${title}](<${address}>) (${plain(hostOfSource(source))})`;
}

/** A stranger's words, in which nothing is markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>~|&#$]/g, '\\$&');
}
