import type { Note } from '@/lib/protocol/note';
import { hostOfSource, missingWords, type SourceNote, sourcesOf, titleOfSource } from './note-words';

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
