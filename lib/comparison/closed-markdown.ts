import { endsOfHtml } from './ends-of-html';
import { findOpenFence, type OpenFence } from './open-fence';

/**
 * A stranger's Markdown with the end of what it leaves open: code without an end, or a tag, would hold all that stands
 * behind it in a document.
 */
export function closedMarkdown(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  const prose: string[] = [];
  const fence = findOpenFence(lines, (index) => prose.push(lines[index] ?? ''));
  const html = endsOfHtml((fence.doubtful.length > 0 ? lines : prose).join('\n'));
  const ends = [...endsOfFence(fence), ...(html.length > 0 ? ['', ...html] : [])];
  return ends.length === 0 ? text : [text.replace(/\n$/, ''), ...ends].join('\n');
}

function endsOfFence({ marker, doubtful }: OpenFence): string[] {
  // Either the fence is open and ends in the second line, or the three are a comment, in which none begins.
  const either = doubtful.flatMap((maybe) => ['<!--', maybe, '<!-- -->']);
  return marker === null ? either : [marker, ...either];
}

const HEADING = /^( {0,3}#{1,3})([ \t].*)$/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
/** A lane's letter and a colon, or a turn and its number, however they are set. */
const LIKE_OURS = /^\s*(?:[a-h]\s*[:：]|turn\s+\d)/i;

/** Lowers, in a stranger's Markdown, the headings that would pass for those of a comparison's lanes and turns. */
export function withLowHeadings(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  const lowered = [...lines];
  findOpenFence(lines, (index) => {
    const line = lines[index] ?? '';
    const heading = HEADING.exec(line);
    if (heading && isLikeOurs(heading[2])) lowered[index] = `${heading[1]}###${heading[2]}`;
    // Without its underline the line above is a plain one.
    if (UNDERLINE.test(line) && isLikeOurs(lines[index - 1])) lowered[index] = `\\${line.trimStart()}`;
  });
  return lowered.every((line, index) => line === lines[index]) ? text : lowered.join('\n');
}

function isLikeOurs(heading = ''): boolean {
  return LIKE_OURS.test(heading.replace(/[*_`~\\[\]]|<[^<>]*>/g, ''));
}
