import { useEffect, useMemo, useState } from 'react';
import { usePaneSource } from '@/lib/client/use-panes';
import type { Answer } from '@/lib/comparison/answer';
import { missingOf, pieceOf } from '@/lib/comparison/beginning';

/** The most of an answer that is compared, UTF-16 units: comparing costs more than time in proportion to the length. */
const MOST = 200_000;

type AnswerText = { kind: 'ready'; text: string; cut: boolean } | { kind: 'loading' } | { kind: 'failed' };

/** An answer's whole text, loaded where the page has only its beginning. */
export function useAnswerText(answer: Answer): AnswerText {
  const { rest } = usePaneSource();
  const isWhole = missingOf(answer, 'text') === 0;
  const [loaded, setLoaded] = useState<AnswerText>({ kind: 'loading' });
  useEffect(() => {
    if (isWhole) return;
    let left = false;
    const settle = (text: AnswerText) => !left && setLoaded(text);
    rest.wholeText(answer).then(
      (text) => settle(ready(text)),
      () => settle({ kind: 'failed' }),
    );
    return () => {
      left = true;
    };
  }, [answer, isWhole, rest]);
  const local = useMemo(() => ready(answer.text), [answer.text]);
  return isWhole ? local : loaded;
}

function ready(text: string): AnswerText {
  const { content, next } = pieceOf(text, 0, MOST);
  return { kind: 'ready', text: content, cut: next !== null };
}
