const MATHS =
  'annotation math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics';
const TAGS = new Set(
  `${MATHS} a bdi blockquote br button code del details div em figcaption figure h3 h4 h5 h6 hr input kbd label mark li ol p pre s span strong sub summary sup table tbody td th thead tr u ul wbr`.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'aria-expanded aria-label aria-pressed checked class data-align data-level data-slot dir disabled hidden href id open popover rel role start tabindex target title translate type'.split(
    ' ',
  ),
);
/** Of formulas. What they name is a number, a length, a colour or a word: nothing that can be loaded or followed. */
const MATHS_ATTRIBUTES = new Set(
  'accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle encoding fence form frame height largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing rowspan rspace scriptlevel separator stretchy style symmetric voffset width'.split(
    ' ',
  ),
);
const MATHS_VALUE = /^[\w\s#.,:;%/()+-]*$/;
const TAG = /<([a-z][^\s/>]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gi;

/** @returns one line for each element, attribute and link of the HTML of an answer that should not be there. */
export function findMarkupFaults(html: string): string[] {
  return [...html.matchAll(TAG)].flatMap((found) => {
    const [, tag = '', list = ''] = found;
    const attributes = new Map(
      [...list.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const isMaths = MATHS.split(' ').includes(tag);
    const unknown = [...attributes].flatMap(([name, value]) => {
      const isKnown = ATTRIBUTES.has(name) || (isMaths && MATHS_ATTRIBUTES.has(name) && MATHS_VALUE.test(value));
      return isKnown && !/url|position|transform/i.test(isMaths ? value : '') ? [] : [name];
    });
    return [
      ...(TAGS.has(tag) ? [] : [`an element <${tag}>`]),
      ...unknown.map((name) => `an attribute ${name} of <${tag}>`),
      ...(tag === 'a' ? findLinkFaults(attributes, textOf(html, found.index)) : []),
    ];
  });
}

function findLinkFaults(attributes: ReadonlyMap<string, string>, label: string): string[] {
  const href = attributes.get('href') ?? '';
  // A footnote of this answer.
  if (/^#[\w-]*-fn-[\w-]+$/.test(href)) return [];
  return [
    ...(/^(https?:\/\/|mailto:)/.test(href) ? [] : [`a link to ${href}`]),
    ...(attributes.get('rel')?.split(' ').includes('noopener') ? [] : [`a link to ${href} without noopener`]),
    ...(attributes.get('target') === '_blank' ? [] : [`a link to ${href} in place of the page`]),
    ...(`${attributes.get('title') ?? ''}mailto:${label}${label}`.includes(href)
      ? []
      : [`a link to ${href} that hides it`]),
  ];
}

/** The text of the link that begins there. */
function textOf(html: string, from: number): string {
  return html.slice(html.indexOf('>', from) + 1, html.indexOf('</a>', from)).replace(/<[^>]*>/g, '');
}
