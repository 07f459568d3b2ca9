import { createElement, type ReactNode } from 'react';
import temml from 'temml';
import { readFormula } from './read-formula';

/** What is drawn: MathML Core. A formula with anything else stays as it was written. */
const ELEMENTS = new Set(
  (
    'mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mphantom mpadded msub msup msubsup munder mover ' +
    'munderover mmultiscripts mprescripts none mtable mtr mtd menclose'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form frame ' +
    'height largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits ' +
    'notation rowalign rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset width'
  ).split(' '),
);

/** What a formula may set of its look. Nothing that leaves its place or loads something. */
const STYLES =
  /^(color|backgroundColor|padding\w*|border\w*|fontStyle|fontWeight|textAlign|display|mathStyle|mathDepth)$/;
const SAFE_VALUE = /^[\w\s#.,%()+-]*$/;

/** Browsers lay out nested boxes by recursion. */
const DEPTH_LIMIT = 64;

/** What TeX may do: nothing is trusted, and no macro goes on for ever. Sizes in em and pt. */
const OPTIONS = {
  throwOnError: true,
  trust: false,
  strict: false,
  maxExpand: 200,
  maxSize: [25, 500],
  wrap: 'tex',
} as const;

/** A node of the package's tree: an element, a fragment, or a text. */
interface TreeNode {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly style?: Readonly<Record<string, string>>;
  readonly classes?: readonly string[];
  readonly children?: readonly TreeNode[];
}

/**
 * A formula as MathML, built as React elements from the tree that temml makes of TeX. Its source is in it as an annotation.
 *
 * @returns null where the TeX is broken, or makes something that is not drawn.
 */
export function drawFormula(source: string): ReactNode {
  const formula = readFormula(source);
  if (!formula) return null;
  const { tex, display } = formula;
  try {
    // A wrapped line is for formulas within a text.
    const options = { ...OPTIONS, displayMode: display, maxSize: [...OPTIONS.maxSize] as [number, number] };
    const tree: TreeNode = temml.__renderToMathMLTree(tex, display ? { ...options, wrap: 'none' } : options);
    const row = createElement('mrow', {}, ...childrenOf(tree, 0));
    const annotation = createElement('annotation', { encoding: 'application/x-tex' }, source.trim());
    return createElement('math', attributesOf(tree), createElement('semantics', {}, row, annotation));
  } catch (error) {
    if (error instanceof temml.ParseError || error instanceof Refused) return null;
    throw error;
  }
}

/** A tree has something that is not drawn. */
class Refused extends Error {}

function drawn(node: TreeNode, key: number, depth: number): ReactNode {
  if (depth > DEPTH_LIMIT) throw new Refused('too deep');
  if (node.text !== undefined && node.type === undefined) return node.text;
  const children = childrenOf(node, depth);
  if (node.type === undefined || node.type === '') return children.length === 1 ? children[0] : children;
  if (!ELEMENTS.has(node.type)) throw new Refused(node.type);
  return createElement(node.type, { key, ...attributesOf(node) }, ...children);
}

function childrenOf({ children = [] }: TreeNode, depth: number): ReactNode[] {
  return children.map((child, index) => drawn(child, index, depth + 1));
}

function attributesOf({ attributes = {}, style = {}, classes = [] }: TreeNode): Record<string, unknown> {
  const kept = Object.entries(attributes).filter(([name]) => ATTRIBUTES.has(name));
  const looks = Object.entries(style).filter(([name, value]) => STYLES.test(name) && SAFE_VALUE.test(value));
  const names = classes.filter((name) => name.startsWith('tml-'));
  return {
    ...Object.fromEntries(kept),
    ...(looks.length > 0 ? { style: Object.fromEntries(looks) } : {}),
    ...(names.length > 0 ? { className: names.join(' ') } : {}),
  };
}
