import { createHmac } from 'node:crypto';
import type { FullCounter, Take } from '@/lib/persistence/counters';
import type { Session } from '@/lib/session/session';
import { newId } from '../run/new-id';
import { outcomeWithinTurns } from '../time/within';
import type { App } from './app';
import type { StartedRun } from './begin-run';
import { Refusal } from './refusal';

const MINUTE_MS = 60_000;
/** How long the database may take before a request passes uncounted, ms: a server whose database is away goes on. */
const LONGEST_LOOK_MS = 2000;
/** How much more all visitors without a cookie and an address may ask together than one visitor. */
const NEWCOMERS_SHARE = 10;
/** s until it is worth asking whether a run has ended. */
const RUN_RETRY_AFTER = 5;

/** What is counted in a minute, and how a sentence names it. */
const COUNTED = { asks: 'question', keys: 'key request', passwords: 'password', votes: 'ballot' } as const;

/** A visitor, an address or a group, which a limit counts. `share`: how many times the limit of one visitor it may use. */
interface Holder {
  name: string;
  kind: 'visitor' | 'address' | 'newcomers';
  share: number;
}

/**
 * Counts a request that starts a run, and the run while it lasts, within the limits of its visitor and its address.
 *
 * @param start starts the run.
 * @throws Refusal when a limit is reached: then nothing was started; else as `start`.
 */
export async function admitted(app: App, session: Session, start: () => Promise<StartedRun>): Promise<StartedRun> {
  const { comparisonsPerMinute, runsAtOnce } = app.environment.limits;
  await countRequest(app, session, { name: 'asks', limit: comparisonsPerMinute });
  const slot = await takeSlot(app, session, runsAtOnce);
  try {
    const started = await start();
    void started.live.ended.then(slot.free);
    return started;
  } catch (error) {
    slot.free();
    throw error;
  }
}

/**
 * Counts a request within a minute.
 *
 * @param limit how many of a visitor, and of an address; 0 for no limit.
 * @throws Refusal when they are used up.
 */
export async function countRequest(
  app: App,
  session: Session,
  { name, limit }: { name: keyof typeof COUNTED; limit: number },
): Promise<void> {
  if (limit === 0) return;
  const resetsAt = app.clock.date().getTime() + MINUTE_MS;
  const holders = holdersOf(app, session);
  const takes = holders.map((holder): Take => {
    return { name: `${name}:${holder.name}`, amount: 1, limit: limit * holder.share, resetsAt };
  });
  const outcome = await outcomeWithinTurns(app.clock, LONGEST_LOOK_MS, app.persistence.takeFromCounters([takes]));
  const full = outcome.type === 'fulfilled' ? outcome.value[0] : null;
  if (!full) return;
  const counted = `${limit} ${COUNTED[name]}${limit === 1 ? '' : 's'}`;
  throw tooManyRequests(app, full, counted, holders[takes.findIndex((take) => take.name === full.name)]);
}

/** @param counted how many a visitor may send, "10 questions". */
function tooManyRequests(app: App, { resetsAt }: FullCounter, counted: string, holder?: Holder): Refusal {
  const seconds = Math.max(1, Math.ceil((resetsAt - app.clock.date().getTime()) / 1000));
  const source = {
    visitor: `This server takes ${counted} a minute from a browser`,
    address: `This server takes ${counted} a minute from a network, and yours has sent them`,
    newcomers: 'Too many new visitors use this server at the moment',
  }[holder?.kind ?? 'newcomers'];
  return new Refusal(
    'too-many-requests',
    `${source}. Nothing was started; try again in ${seconds} s.`,
    undefined,
    seconds,
  );
}

async function takeSlot(app: App, session: Session, limit: number): Promise<{ free(): void }> {
  if (limit === 0) return { free() {} };
  const { clock, persistence, environment } = app;
  const run = newId();
  // A dead process frees nothing.
  const expiry = () => clock.date().getTime() + environment.laneMs + MINUTE_MS;
  const slots = holdersOf(app, session).map(({ name, share }) => ({ name, limit: limit * share }));
  const taking = persistence.takeRunSlots(run, slots, expiry());
  const outcome = await outcomeWithinTurns(clock, LONGEST_LOOK_MS, taking);
  if (outcome.type === 'fulfilled' && !outcome.value) throw tooManyRuns(limit);
  let cancel = () => {};
  // Only a lane of the operator's own server lasts longer.
  const keep = () => {
    cancel = clock.after(environment.laneMs, () => {
      void persistence.keepRunSlots(run, expiry()).catch(() => {});
      keep();
    });
  };
  if (environment.sources.length > 0) keep();
  const free = () => {
    cancel();
    void taking.then(() => persistence.freeRunSlots(run)).catch(() => {});
  };
  return { free };
}

function tooManyRuns(limit: number): Refusal {
  const most = limit === 1 ? 'One comparison runs' : `${limit} comparisons run`;
  return new Refusal(
    'too-many-runs',
    `${most} already, and this server lets a visitor run no more at the same time. Nothing was started; wait for an answer, or stop one.`,
    undefined,
    RUN_RETRY_AFTER,
  );
}

/** A browser that has just come, or deletes its cookies, is counted by its address, or with all others like it. */
function holdersOf(app: App, { visitor, isNew, address }: Session): Holder[] {
  const [secret = ''] = app.sessionSecrets;
  // Addresses of people are not stored.
  const hashed = address && createHmac('sha256', secret).update(`address:${address}`).digest('base64url').slice(0, 22);
  const byAddress: Holder[] = hashed ? [{ name: `address:${hashed}`, kind: 'address', share: 1 }] : [];
  const byVisitor: Holder[] =
    visitor !== null && !isNew ? [{ name: `visitor:${visitor}`, kind: 'visitor', share: 1 }] : [];
  const known = [...byVisitor, ...byAddress];
  return known.length > 0 ? known : [{ name: 'newcomers', kind: 'newcomers', share: NEWCOMERS_SHARE }];
}
