import type { Root, RootContent } from 'hast';
import { common, createLowlight } from 'lowlight';
import { createElement, type ReactNode, type RefObject, startTransition, useEffect, useState } from 'react';

/** In characters. Longer code stays plain: some grammars take quadratic time on degenerate code, and the page waits. */
const CODE_LIMIT = 12_000;

/** Words upon words without any punctuation. The grammars of C and its kin try each as the start of a function. */
const PROSE = /[\w\s*&:]{1000}/;

/** Minified code, or repetition without end. */
const LONG_LINE = /.{1000}/;

/**
 * Code with highlighted syntax; `undefined` until it is ready, and permanently for code that is too long. The highlighter is
 * loaded when the element comes near the screen, not with the page.
 */
export function useHighlighted(code: string, language: string, element: RefObject<Element | null>): ReactNode {
  const [highlighted, setHighlighted] = useState<{ code: string; language: string; nodes: ReactNode }>();

  useEffect(() => {
    const target = element.current;
    if (!target || language === '' || !isWorthIt(code)) return;
    let wanted = true;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        import('./use-highlighted').then(
          ({ highlight }) => {
            const tree = wanted ? highlight(code, language) : undefined;
            if (tree) startTransition(() => setHighlighted({ code, language, nodes: hastElements(tree) }));
          },
          () => {}, // The network failed: plain code is as good an end.
        );
      },
      { rootMargin: '300px' },
    );
    observer.observe(target);
    return () => {
      wanted = false;
      observer.disconnect();
    };
  }, [code, language, element]);

  return highlighted?.code === code && highlighted.language === language ? highlighted.nodes : undefined;
}

function isWorthIt(code: string): boolean {
  return code.length <= CODE_LIMIT && !PROSE.test(code) && !LONG_LINE.test(code);
}

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
