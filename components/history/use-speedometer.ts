'use client';

import { useCallback, useEffect, useState } from 'react';
import { sentenceOf } from '@/lib/client/api';
import { getSpeedometer } from '@/lib/client/server-requests';
import type { Speedometer } from '@/lib/protocol/speedometer';

export type SpeedometerState =
  | { phase: 'loading' }
  | { phase: 'failed'; reason: string }
  | { phase: 'ready'; speedometer: Speedometer };

/** @returns the figures of all that this visitor has asked, read when the history is opened, and what reads them again. */
export function useSpeedometer(): [SpeedometerState, () => void] {
  const [state, setState] = useState<SpeedometerState>({ phase: 'loading' });
  const read = useCallback((signal?: AbortSignal) => {
    setState({ phase: 'loading' });
    getSpeedometer(signal).then(
      (speedometer) => setState({ phase: 'ready', speedometer }),
      (error: unknown) => {
        if (!signal?.aborted) setState({ phase: 'failed', reason: sentenceOf(error) });
      },
    );
  }, []);
  useEffect(() => {
    const closed = new AbortController();
    read(closed.signal);
    return () => closed.abort();
  }, [read]);
  return [state, read];
}
