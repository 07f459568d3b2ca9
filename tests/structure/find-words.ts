import { readCode, type Token } from './read-code';
import type { Source } from './source';

/** Synonyms of a word of the product: they may stand in no name, whatever stands around them. */
const SYNONYMS: readonly [RegExp, string][] = [
  [/^seat|(^|[a-z])Seat|(^|_)SEATS?(_|$)/, 'lane'],
  [/(^i|I|O|^o)nView/, 'selected; visible for what scrolling shows'],
  [/(^|[a-z])[Ss]hown([A-Z]|$)/, 'selected; visible or drawn for what is on screen'],
  [/^([A-Z]\w*)?Views?([A-Z]\w*)?$/, 'selected, or the noun that it holds'],
];

/** What a browser calls so itself. */
const OF_THE_BROWSER = /^(DataView|ArrayBufferView|scrollIntoView|defaultView)$|Viewport/;

/**
 * Pronouns, question words and participles without their noun: a reader has to look up which thing they stand for.
 * `now` is not among them, since it names a time; neither is `own`, which a noun follows.
 */
const PRONOUNS: Readonly<Record<string, string>> = {
  one: 'left and right, first and second, or the noun',
  another: 'the noun, or right beside left',
  other: 'left and right, before and after, or the noun',
  others: 'the noun, in the plural',
  who: 'visitor, owner, reader',
  whom: 'visitor, owner, reader',
  whose: 'owner',
  why: 'reason',
  how: 'outcome, state, mode',
  what: 'the noun',
  which: 'the noun',
  was: 'before',
  were: 'before',
  said: 'message, answer, reported',
  told: 'reported, sent',
  asked: 'request, prompt, requested',
  heard: 'received, seenAt',
  mine: 'the noun, with own before it',
  ours: 'local, or the noun',
  theirs: 'remote, or the noun',
  nobody: 'the noun, with no before it',
  somebody: 'the noun',
  everybody: 'the noun, with all before it',
  nothing: 'empty, none',
  something: 'the noun',
  here: 'local, or the place',
  there: 'remote, or the place',
};

/** What a reader has to read twice, and what to say instead. */
const PHRASES: readonly [RegExp, string][] = [
  [/\bof which\b/i, 'begin a new sentence'],
  [/\bwhom\b/i, 'say who does what'],
  [/\bwho(so|m)ever\b/i, 'any reader, regardless of owner'],
  [/\banew\b/i, 'again'],
  [/\bfor good\b/i, 'permanently'],
  [/\blet(s|ting)? go of\b/i, 'cancel, dispose, drop'],
  [/\b(is|are) let pass\b/i, 'is skipped, is accepted'],
  [/\bnone such\b/i, 'does not exist'],
  [/\bmade last first\b/i, 'newest first'],
  [/\bhow it stands\b/i, 'its state'],
  [/\b(in|on) view\b/i, 'selected; visible for what scrolling shows'],
  [/\bseats?\b/i, 'lane'],
  [/\b(it|that) is so\b|\bstill so\b/i, 'say what holds'],
];

/** Names that follow each other in code: one of the two is among these. Else they are words of JSX. */
const KEYWORD =
  /^(abstract|accessor|as|asserts|async|await|case|catch|class|const|declare|default|do|else|enum|export|extends|finally|for|from|function|get|global|if|implements|import|in|infer|instanceof|interface|is|keyof|let|namespace|new|of|out|override|private|protected|public|readonly|return|satisfies|set|static|throw|try|type|typeof|unique|var|void|while|yield)$/;

/** @returns one line for each name in this file, and its own, that holds a synonym of a word of the product. */
export function findSynonyms({ path, text }: Source): string[] {
  const file = path.replace(/^.*\//, '').replace(/\..*/, '');
  const instead = synonymIn(file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const names = namesIn(text).map(({ text, line }) => ({ text, line, instead: synonymIn(text) }));
  return [...(instead === null ? [] : [`${path} (its name): ${instead}`]), ...firstOfEach(path, names)];
}

/** @returns one line for each name in this file that is a pronoun; a member's name is told where it is declared. */
export function findPronouns({ path, text }: Source): string[] {
  const names = namesIn(text).filter(({ isMember }) => !isMember);
  return firstOfEach(
    path,
    names.map(({ text, line }) => ({ text, line, instead: Object.hasOwn(PRONOUNS, text) ? PRONOUNS[text] : null })),
  );
}

/** @returns one line for each phrase that a reader has to read twice, in the comments of code or in a text. */
export function findPhrases({ path, text }: Source): string[] {
  const comments = path.endsWith('.md')
    ? [{ text: text.replace(/^```[\s\S]*?^```|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, ' ')), line: 1 }]
    : readCode(text).filter(({ kind }) => kind === 'comment');
  return comments.flatMap((comment) =>
    PHRASES.flatMap(([phrase, instead]) =>
      [...unbroken(comment.text).matchAll(new RegExp(phrase.source.replaceAll(' ', '\\s+'), 'gi'))].map((found) => {
        const line = comment.line + comment.text.slice(0, found.index).split('\n').length - 1;
        return `${path}:${line} "${found[0].replace(/\s+/g, ' ')}": ${instead}`;
      }),
    ),
  );
}

/** A phrase may go over the end of a line, with the mark of a comment in between. */
function unbroken(comment: string): string {
  return comment.replace(/\n[ \t]*(\*|\/\/|>)?/g, (found) => ' '.repeat(found.length));
}

interface Name {
  text: string;
  line: number;
  /** After a dot. */
  isMember: boolean;
}

function namesIn(code: string): Name[] {
  const tokens = readCode(code).filter(({ kind }) => kind !== 'comment');
  return tokens.flatMap((token, index) => {
    const { [index - 1]: before, [index + 1]: after } = tokens;
    if (token.kind !== 'name' || isProse(token, before, after)) return [];
    return [{ text: token.text.replace(/^#/, ''), line: token.line, isMember: before?.text === '.' }];
  });
}

function firstOfEach(path: string, names: { text: string; line: number; instead?: string | null }[]): string[] {
  const found = new Map<string, string>();
  for (const { text, line, instead } of names) {
    if (instead && !found.has(text)) found.set(text, `${path}:${line} ${text}: ${instead}`);
  }
  return [...found.values()];
}

function synonymIn(name: string): string | null {
  if (OF_THE_BROWSER.test(name)) return null;
  return SYNONYMS.find(([synonym]) => synonym.test(name))?.[1] ?? null;
}

function isProse(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  const follows = (first?: Token, second?: Token) =>
    first?.kind === 'name' && second?.kind === 'name' && !KEYWORD.test(first.text) && !KEYWORD.test(second.text);
  return follows(before, token) || follows(token, after) || (before?.text === '>' && after?.text === '<');
}
