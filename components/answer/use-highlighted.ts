import { type ReactNode, type RefObject, startTransition, useEffect, useState } from 'react';
import { hastElements } from './hast-elements';

/** In characters. Longer code stays plain: some grammars take quadratic time on degenerate code, and the page waits. */
const CODE_LIMIT = 12_000;

/** Words upon words without any punctuation. The grammars of C and its kin try each as the start of a function. */
const PROSE = /[\w\s*&:]{1000}/;

/** Minified code, or repetition without end. */
const LONG_LINE = /.{1000}/;

/**
 * Code with its syntax highlighted, or `undefined` until that is known, or for good where it is not worth it. The
 * highlighter is fetched once the element comes near the screen: it is no part of what a page loads first.
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
        import('./highlight').then(
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
