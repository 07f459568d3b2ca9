import { createElement, Fragment, type ReactNode } from 'react';
import { withRuns } from './plain-text';

/** Elements deeper than this are left out, their content is not: browsers lay out nested boxes by recursion. */
const DEPTH_LIMIT = 64;

/** The rest are shown as they were written: each takes some tenths of a ms, and a page of them is no text for a reader. */
const MOST_FORMULAS = 200;

type Props = Record<string, unknown>;

/** The name of an element, or a component that draws its children. */
// biome-ignore lint/suspicious/noExplicitAny: each component has properties of its own, which `open` checks.
type ElementType = string | React.ComponentType<any>;

interface Frame {
  /** `undefined`: no element of its own; the content goes to the one around it. */
  type: ElementType | undefined;
  props: Props;
  children: ReactNode[];
}

/** Builds a tree of React elements from a flat list of openings and closings, without recursion. */
export class ElementStack {
  readonly #root: Frame = { type: undefined, props: {}, children: [] };
  readonly #frames: Frame[] = [this.#root];
  #depth = 0;
  #formulas = 0;

  get #children(): ReactNode[] {
    return (this.#frames.at(-1) ?? this.#root).children;
  }

  open<P extends object = Props>(
    type: string | React.ComponentType<P> | undefined,
    props: Omit<P, 'children'> = {} as P,
  ): void {
    const kept = this.#depth < DEPTH_LIMIT ? type : undefined;
    if (kept) this.#depth++;
    this.#frames.push({ type: kept, props, children: kept ? [] : this.#children });
  }

  close(): void {
    const frame = this.#frames.pop();
    if (!frame?.type) return;
    this.#depth--;
    this.element(frame.type, frame.props, apart(frame.children));
  }

  element<P extends object = Props>(type: string | React.ComponentType<P>, props?: P, children?: ReactNode): void {
    const siblings = this.#children;
    const content = typeof children === 'string' ? withRuns(children) : children;
    siblings.push(createElement(type as string, { ...props, key: siblings.length }, content));
  }

  /** Counts a formula. @returns whether it may be drawn. */
  hasRoomForFormula(): boolean {
    this.#formulas++;
    return this.#formulas <= MOST_FORMULAS;
  }

  text(text: string): void {
    const siblings = this.#children;
    const last = siblings.at(-1);
    // One text node, not two: on the server React puts a comment between them.
    if (typeof last === 'string') siblings[siblings.length - 1] = last + text;
    else if (text !== '') siblings.push(text);
  }

  node(node: ReactNode): void {
    const siblings = this.#children;
    if (node !== undefined) siblings.push(createElement(Fragment, { key: siblings.length }, node));
  }

  /** What was built at the top level. */
  finish(): ReactNode {
    return apart(this.#root.children);
  }
}

/**
 * Gives each text beside elements an element of its own. Translators and other extensions put text nodes elsewhere; then
 * React could neither change nor remove them, but it still finds the element.
 */
function apart(children: readonly ReactNode[]): ReactNode {
  if (children.length === 1) return children[0];
  return children.map((child, index) =>
    typeof child === 'string' ? createElement('span', { key: index }, withRuns(child)) : child,
  );
}
