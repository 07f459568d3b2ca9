import type { Model } from '@/lib/protocol/model';
import { compact } from '../ui/format';

/** One model: name and id, context, price in and out for a million tokens. */
export function ModelRow({ model, chosen }: { model: Model; chosen: boolean }) {
  const { id, name, vendor, context, usdPerMillion, demo } = model;
  return (
    <>
      <span
        aria-hidden="true"
        className={`grid size-4 flex-none place-items-center rounded border text-[11px] ${chosen ? 'border-ink bg-ink text-paper' : 'border-line-strong'}`}
      >
        {chosen && '✓'}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm">
          {name} <span className="text-ink-2 text-xs">{vendor}</span>
        </span>
        <span className="block truncate font-mono text-[11px] text-ink-2">{id}</span>
      </span>
      <span className="flex-none text-right font-mono text-[11px] text-ink-2 tabular-nums">
        <span className="block">{demo ? 'canned answers, free' : price(usdPerMillion)}</span>
        {context !== null && <span className="block">{compact(context)} context</span>}
      </span>
    </>
  );
}

function price(usd: Model['usdPerMillion']): string {
  if (!usd) return 'price unknown';
  return usd.input === 0 && usd.output === 0 ? 'free' : `$${usd.input} in · $${usd.output} out`;
}
