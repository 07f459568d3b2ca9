import { type ReactNode, type RefObject, startTransition, useEffect, useState } from 'react';

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
        import('./highlight').then(
          ({ highlight, hastElements }) => {
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
