/** Elements that hide or hold what follows them for as long as they are open. */
const HOLDING = new Set(
  [
    'article aside audio blockquote button canvas center details dialog div dl fieldset figure footer form header main',
    'map math menu nav object ol pre section select svg table template ul video',
  ].flatMap((names) => names.split(' ')),
);
/** In these everything is text, up to their end. */
const TEXT_ONLY = new Set('iframe noembed noframes noscript script style textarea title xmp'.split(' '));

const TAG = /<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])[^<>]*>/g;
/** A code span in a line: between as many backticks as it began with. */
const CODE = /(?<!`)(`+)(?!`)[^`\n]*\1(?!`)/g;
/** One in a line: what is in a longer one may be in another block, which it does not reach. */
const COMMENT = /<!--(?:(?!<!--|-->)[^\n])*-->/g;
/** A tag that has begun a line and is not over at the end of the text. */
const CUT_TAG = /(?:^|\n) {0,3}<\/?[a-z][^<>]*$/;

/** What is no element, how it ends, and a line that ends it and shows nothing where none is open. */
const REMARKS: readonly [begins: RegExp, ends: string, line: string][] = [
  [/<!--/, '-->', '<!-- -->'],
  [/<!\[cdata\[/, ']]>', '<![CDATA[ ]]>'],
  [/<\?/, '?>', '<? ?>'],
  [/<![a-z]/, '>', '<!-- -->'],
];

/**
 * Takes what may be HTML for HTML: where it is none, a line that ends it does no harm. Code spans are left out.
 *
 * @returns the lines that end what a text leaves open, as a browser reads it.
 */
export function endsOfHtml(text: string): string[] {
  const source = text.replace(CODE, '').replace(COMMENT, '').toLowerCase();
  const remarks = REMARKS.filter(([begins, ends]) => {
    const last = source.lastIndexOf(ends);
    return begins.test(last < 0 ? source : source.slice(last + ends.length));
  }).map(([, , line]) => line);
  const cut = CUT_TAG.test(source);
  const tags = openTags(cut ? `${source}>` : source).map((tag) => `</${tag}>`);
  return [...new Set([...remarks, ...(cut ? ['<!-- -->'] : [])]), ...tags];
}

/** @returns the last one opened first. */
function openTags(source: string): string[] {
  const opened: string[] = [];
  /** Where in `opened` those of a name stand that are open. */
  const open = new Map<string, number[]>();
  const endless = new Set<string>();
  TAG.lastIndex = 0;
  for (let found = TAG.exec(source); found; found = TAG.exec(source)) {
    const [, slash, name = ''] = found;
    if (slash) open.get(name)?.pop();
    else if (HOLDING.has(name)) push(name);
    else if (TEXT_ONLY.has(name)) {
      // Searched to the end of the text once at most.
      const ends = endless.has(name) ? -1 : source.indexOf(`</${name}`, TAG.lastIndex);
      if (ends >= 0) TAG.lastIndex = ends;
      else if (!endless.has(name)) push(name);
      if (ends < 0) endless.add(name);
    }
  }
  const still = new Set([...open.values()].flat());
  return opened.filter((_, index) => still.has(index)).reverse();

  function push(name: string): void {
    const places = open.get(name) ?? [];
    places.push(opened.push(name) - 1);
    open.set(name, places);
  }
}
