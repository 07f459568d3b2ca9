'use client';

import { Popover } from '@base-ui/react/popover';
import { type FormEvent, useId, useState } from 'react';
import { sentenceOf } from '@/lib/client/api';
import { postReport } from '@/lib/client/share-requests';
import { useShared } from '@/lib/client/use-shared';
import { LONGEST_REASON } from '@/lib/protocol/report';
import { Button } from '../ui/button';
import { PopoverPanel } from '../ui/popover-panel';

type Reporting = { phase: 'writing'; problem: string | null } | { phase: 'sending' } | { phase: 'sent' };

/** Tells the owner of the server that the page should not be there. */
export function ReportButton() {
  const [reporting, setReporting] = useState<Reporting>({ phase: 'writing', problem: null });
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button look="quiet" />}>Report</Popover.Trigger>
      <PopoverPanel title="Report this page">
        {reporting.phase === 'sent' ? (
          <p role="status" className="mt-1 text-ink-2">
            Thank you. The owner of this server will see your report.
          </p>
        ) : (
          <ReportForm reporting={reporting} onReporting={setReporting} />
        )}
      </PopoverPanel>
    </Popover.Root>
  );
}

interface ReportFormProps {
  reporting: Exclude<Reporting, { phase: 'sent' }>;
  onReporting: (reporting: Reporting) => void;
}

/** Takes the reason. */
export function ReportForm({ reporting, onReporting }: ReportFormProps) {
  const { slug } = useShared();
  const id = useId();
  const [reason, setReason] = useState('');
  const isSending = reporting.phase === 'sending';
  const problem = reporting.phase === 'writing' ? reporting.problem : null;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending || reason.trim() === '') return;
    onReporting({ phase: 'sending' });
    try {
      await postReport(slug, { reason });
      onReporting({ phase: 'sent' });
    } catch (error) {
      onReporting({ phase: 'writing', problem: sentenceOf(error) });
    }
  };
  return (
    <form data-slot="report-form" onSubmit={(event) => void onSubmit(event)}>
      <label htmlFor={id} className="mt-1 block text-ink-2">
        Why should the owner of this server take it down?
      </label>
      <textarea
        id={id}
        rows={4}
        dir="auto"
        maxLength={LONGEST_REASON}
        aria-describedby={`${id}-note`}
        value={reason}
        readOnly={isSending}
        onChange={(event) => setReason(event.target.value)}
        className="mt-2 block w-full resize-none rounded-lg border border-line-strong bg-paper px-2.5 py-1.5 text-base sm:text-[13px]"
      />
      <p id={`${id}-note`} className="mt-1 text-ink-2 text-xs">
        Only the owner reads it. It is kept without your name or address.
      </p>
      <Button type="submit" look="primary" className="mt-3" aria-disabled={isSending || reason.trim() === ''}>
        {isSending ? 'Sending…' : 'Send report'}
      </Button>
      <p role="alert" className="mt-2 text-bad empty:hidden">
        {problem}
      </p>
    </form>
  );
}
