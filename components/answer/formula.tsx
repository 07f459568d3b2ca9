'use client';

import { Activity, memo, useEffect, useMemo } from 'react';
import { latePart } from '@/lib/client/late-part';
import { useLate } from '../ui/use-late';
import { withRuns } from './plain-text';

/** What turns TeX into MathML: most answers have no formula. */
export const formulas = latePart(async () => (await import('./draw-formula')).drawFormula);

interface FormulaProps {
  /** With its delimiters, as it was written. */
  source: string;
}

/** A formula; its source until the code that draws it is there, while it is written, and where it is broken. */
export const Formula = memo(function Formula({ source }: FormulaProps) {
  useEffect(() => formulas.load(), []);
  return (
    <Activity>
      <DrawnFormula source={source} />
    </Activity>
  );
});

function DrawnFormula({ source }: FormulaProps) {
  const draw = useLate(formulas);
  const drawn = useMemo(() => draw?.(source), [draw, source]);
  return drawn || <span className="whitespace-pre-wrap">{withRuns(source)}</span>;
}
