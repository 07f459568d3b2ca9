import { createElement, Fragment, type ReactNode } from 'react';

/** Elements deeper than this are left out, their content is not: browsers lay out nested boxes by recursion. */
const DEPTH_LIMIT = 64;

type Props = Record<string, unknown>;

interface Frame {
  /** `undefined`: no element of its own; the content goes to the one around it. */
  type: string | undefined;
  props: Props;
  children: ReactNode[];
}

/** Builds a tree of React elements from a flat list of openings and closings, without recursion. */
export class ElementStack {
  readonly #root: Frame = { type: undefined, props: {}, children: [] };
  readonly #frames: Frame[] = [this.#root];
  #depth = 0;

  get #children(): ReactNode[] {
    return (this.#frames.at(-1) ?? this.#root).children;
  }

  open(type: string | undefined, props: Props = {}): void {
    const shown = this.#depth < DEPTH_LIMIT ? type : undefined;
    if (shown) this.#depth++;
    this.#frames.push({ type: shown, props, children: shown ? [] : this.#children });
  }

  close(): void {
    const frame = this.#frames.pop();
    if (!frame?.type) return;
    this.#depth--;
    this.element(frame.type, frame.props, frame.children);
  }

  element<P extends object = Props>(type: string | React.ComponentType<P>, props?: P, children?: ReactNode): void {
    const siblings = this.#children;
    siblings.push(createElement(type as string, { ...props, key: siblings.length }, children));
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
  finish(): ReactNode[] {
    return this.#root.children;
  }
}
