'use client';

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { checkMarkdown, checkSummary, listRows, versionWords } from '@/lib/client/check-words';
import { createServerCheck, type ServerCheckPorts } from '@/lib/client/server-check';
import { getHealth, getStreamCheck } from '@/lib/client/server-requests';
import type { LinkAddress } from '@/lib/protocol/health';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { FailedLine } from '../ui/failed-line';
import { CheckRow } from './check-row';

const PORTS: ServerCheckPorts = {
  getHealth,
  getStreamCheck,
  now: () => performance.now(),
  date: () => Date.now(),
  origin: () => location.origin,
};

interface CheckProps {
  /** Where the server's links lead. */
  links: LinkAddress;
}

/** Whether this deployment works, part by part, as this browser reaches it. */
export function Check({ links }: CheckProps) {
  const [check] = useState(() => createServerCheck(links, PORTS));
  const state = useStore(check.store);
  useEffect(() => void check.run(), [check]);
  const { server } = state;
  const summary = checkSummary(state);
  const copied = () => checkMarkdown(state, new Date().toISOString(), navigator.userAgent);
  return (
    <>
      <p role="status" className="mt-2 text-ink-2">
        {summary ?? 'Checking…'}
      </p>
      {server.phase === 'failed' && (
        <FailedLine reason={server.reason} onRetry={() => void check.run()} className="mt-3 text-bad" />
      )}
      <ul aria-label="Parts" aria-busy={summary === null} className="mt-5 border-line border-b">
        {listRows(state).map((listed) => (
          <CheckRow key={listed.id} {...listed} />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <CopyButton text={copied} label="Copy as Markdown" look="plain" />
        <Button aria-disabled={summary === null} onClick={() => void check.run()}>
          Check again
        </Button>
        <p data-slot="check-version" className="ml-auto text-[13px] text-ink-2">
          {versionWords(state)}
        </p>
      </div>
      <p className="mt-3 text-[13px] text-ink-2">
        {'The server keeps what it finds out for 30 seconds. Streaming and clocks are measured by this browser.'}
      </p>
    </>
  );
}
