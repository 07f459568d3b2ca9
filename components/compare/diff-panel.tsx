'use client';

import { useMemo, useState } from 'react';
import { usePaneState } from '@/lib/client/use-panes';
import { type DiffGrain, diffTexts, isSame } from '@/lib/comparison/diff';
import { SwitchRow } from '../ui/switch-row';
import { AnswerChoice } from './answer-choice';
import { Choice } from './choice';
import { DiffRows } from './diff-rows';
import { keyOf, type ListedAnswer, listAnswers, twoOf } from './listed-answers';
import { useAnswerText } from './use-answer-text';

/** What differs between two answers, whichever lanes, turns and attempts they are of. */
export function DiffPanel() {
  const record = usePaneState((state) => state.record);
  const answers = usePaneState((state) => state.answers);
  const listed = useMemo(() => (record ? listAnswers(record, answers) : []), [record, answers]);
  const [chosen, setChosen] = useState<readonly [string, string]>(() => twoOf(listed, record));
  const left = listed.find((answer) => keyOf(answer) === chosen[0]) ?? listed[0];
  const right = listed.find((answer) => keyOf(answer) === chosen[1]) ?? listed[1];
  if (!left || !right) {
    return <p className="p-4 text-ink-2 text-sm">A second answer with text is needed before anything can differ.</p>;
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-[13px]">
        <AnswerChoice label="Left" listed={listed} value={left} onChoose={(key) => setChosen([key, keyOf(right)])} />
        <AnswerChoice label="Right" listed={listed} value={right} onChoose={(key) => setChosen([keyOf(left), key])} />
      </div>
      <Difference key={`${keyOf(left)} ${keyOf(right)}`} left={left} right={right} />
    </>
  );
}

function Difference({ left, right }: { left: ListedAnswer; right: ListedAnswer }) {
  const [grain, setGrain] = useState<DiffGrain>('word');
  const [brief, setBrief] = useState(false);
  const [leftText, rightText] = [useAnswerText(left.answer), useAnswerText(right.answer)];
  const blocks = useMemo(
    () =>
      leftText.kind === 'ready' && rightText.kind === 'ready' ? diffTexts(leftText.text, rightText.text, grain) : null,
    [leftText, rightText, grain],
  );
  const isCut = [leftText, rightText].some((text) => text.kind === 'ready' && text.cut);
  if (leftText.kind === 'failed' || rightText.kind === 'failed') {
    return (
      <p role="alert" className="p-4 text-bad text-sm">
        The rest of an answer could not be loaded. Check your connection and choose the answer again.
      </p>
    );
  }
  if (blocks === null) return <p className="p-4 text-ink-2 text-sm">Loading the answers…</p>;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-line border-b px-4 pb-2 text-[13px]">
        <Choice label="By" value={grain} onChoose={(value) => setGrain(value === 'line' ? 'line' : 'word')}>
          <option value="word">word</option>
          <option value="line">line</option>
        </Choice>
        <SwitchRow label="Only what differs" checked={brief} onChange={setBrief} />
        {isCut && <span className="text-ink-2">Only the beginnings are compared: the answers are very long.</span>}
      </div>
      {isSame(blocks) ? (
        <p className="p-4 text-ink-2 text-sm">The two answers are the same, letter for letter.</p>
      ) : (
        <DiffRows blocks={blocks} brief={brief} left={left.lane.lane} right={right.lane.lane} />
      )}
    </>
  );
}
