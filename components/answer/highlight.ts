import type { Root, RootContent } from 'hast';
import { common, createLowlight } from 'lowlight';
import { createElement, type ReactNode } from 'react';

const lowlight = createLowlight(common);

/** The syntax tree of code in a known language (or an alias of one), else `undefined`. Load this module lazily: it is big. */
export function highlight(code: string, language: string): Root | undefined {
  const name = language.toLowerCase();
  return lowlight.registered(name) ? lowlight.highlight(name, code) : undefined;
}

/** A highlighter's tree as React elements: spans with class names and text, nothing else. */
export function hastElements({ children }: Pick<Root, 'children'>): ReactNode[] {
  return children.map(toNode);
}

function toNode(node: RootContent, index: number): ReactNode {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return null;
  const { className } = node.properties;
  const classes = Array.isArray(className) ? className.join(' ') : undefined;
  // The grammar bounds how deep these nest, not the code.
  return createElement('span', { key: index, className: classes }, hastElements(node as Pick<Root, 'children'>));
}
