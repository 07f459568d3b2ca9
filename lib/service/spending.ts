import { z } from 'zod';
import { toMicroUsd } from '@/lib/limits/upper-bound';
import type { SpendingPlace } from '@/lib/persistence/limits';
import type { AskedLane } from '@/lib/protocol/comparison';
import type { Failure } from '@/lib/protocol/failure';
import { readJson } from '@/lib/protocol/json';
import type { Payer } from '@/lib/protocol/payer';
import { limitBody } from '../provider/listening-fetch';
import { type CallEnd, failed, type ModelCall } from '../provider/model-call';
import { pause } from '../time/pause';
import { outcomeWithin, outcomeWithinTurns } from '../time/within';
import type { App } from './app';
import { budgetReached, dayOf, takesOf } from './house-terms';

/**
 * How long the database may take to look up the budget before the house key pays for nothing, ms. Long, since many that ask
 * at once are stored first; only runs that this key would pay for wait.
 */
const LONGEST_LOOK_MS = 10_000;
/** Pauses before OpenRouter is asked what a stopped answer has cost, ms: it does not know at once. */
const PRICED_AFTER_MS = [1000, 2000, 5000];
/** How long the process stays for such costs after the last lane has ended, ms. */
const LONGEST_ACCOUNT_MS = 15_000;
const LONGEST_ANSWER_MS = 5000;
const LARGEST_ANSWER = 64 * 1024;

/** What is read of `GET /generation` (openrouter.ai/docs, "Get a generation"). */
const generationSchema = z.object({ data: z.object({ total_cost: z.number().nonnegative() }) });

/** A lane that costs money. */
export interface PaidLane {
  lane: AskedLane;
  payer: Exclude<Payer, 'none'>;
  apiKey: string;
  /** The most that a try can cost, micro-USD; 0 if no budget is spent. */
  reserved: number;
}

/** A try that may be made: where it is accounted, and in which counters it has a reservation. */
interface Grant {
  place: SpendingPlace;
  counters: readonly string[];
}

/**
 * The account of one run: reserves the most that each try can cost before it is made, and settles it by what the provider
 * reports. A run that dies keeps its reservations.
 */
export class RunSpending {
  #pending = new Set<Promise<unknown>>();
  /** What was reserved is stored. */
  #noted: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly app: App,
    private readonly visitor: string,
    private readonly run: string,
  ) {}

  /** @returns for each lane whether its first try may be made. All are reserved in one transaction. */
  async reserve(lanes: readonly PaidLane[], tried = 1): Promise<(Grant | Failure)[]> {
    const { persistence, environment, clock } = this.app;
    const { budgets } = environment;
    const day = dayOf(this.app);
    const groups = lanes.map(({ reserved }) => (budgets ? takesOf(budgets, day, this.visitor, reserved) : []));
    const places = lanes.map(({ lane }) => ({ run: this.run, lane: lane.lane, try: tried }));
    const grants = lanes.map((_, index): Grant => {
      const place = places[index] as SpendingPlace;
      return { place, counters: (groups[index] ?? []).map(({ name }) => name) };
    });
    if (groups.some((group) => group.length > 0)) {
      const taking = persistence.takeFromCounters(groups);
      const outcome = await outcomeWithinTurns(clock, LONGEST_LOOK_MS, taking);
      if (outcome.type !== 'fulfilled') {
        // What is taken later was not spent.
        this.#follow(taking.then((full) => this.#giveBack(lanes, grants, full, day)));
        return lanes.map(({ reserved }, index) =>
          reserved === 0 ? (grants[index] as Grant) : { code: 'budget-reached', limit: 'unknown' },
        );
      }
      const decided = grants.map((grant, index) => {
        const full = outcome.value[index] ?? null;
        return full === null ? grant : budgetReached(day, full.name);
      });
      this.#note(
        lanes,
        grants.filter((grant) => decided.includes(grant)),
        day,
      );
      return decided;
    }
    this.#note(lanes, grants, day);
    return grants;
  }

  /**
   * @param first the decision about the first try.
   * @param open opens a call that reports its generation.
   * @returns a call whose every try is reserved and settled.
   */
  account(paid: PaidLane, first: Grant | Failure, open: (onGeneration: (id: string) => void) => ModelCall): ModelCall {
    let tries = 0;
    const attempt: ModelCall = async (signal, sink) => {
      tries += 1;
      const grant = tries === 1 ? first : (await this.reserve([paid], tries))[0];
      if (!grant || 'code' in grant) return failed(grant ?? { code: 'budget-reached', limit: 'unknown' });
      let generation: string | null = null;
      let hasOutput = false;
      const call = open((id) => {
        generation ??= id;
      });
      const end = await call(signal, {
        ...sink,
        piece(kind, content) {
          hasOutput = true;
          sink.piece(kind, content);
        },
      });
      // The cost of a failure matters to its reservation alone.
      const isAsked = signal.aborted || end.type === 'finish' || grant.counters.length > 0;
      this.#settle(paid, grant, costOf(end, hasOutput || signal.aborted), isAsked ? generation : null);
      return end;
    };
    return (signal, sink) => {
      const end = attempt(signal, sink);
      this.#follow(end);
      return end;
    };
  }

  /** Resolves when all costs are settled that will be. Never rejects. */
  async settled(ended: Promise<unknown>): Promise<void> {
    await ended;
    const all = async () => {
      while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
    };
    await outcomeWithin(this.app.clock, LONGEST_ACCOUNT_MS, all());
  }

  #note(lanes: readonly PaidLane[], grants: readonly Grant[], day: number): void {
    const facts = grants.flatMap(({ place }) => {
      const paid = lanes.find(({ lane }) => lane.lane === place.lane);
      if (!paid) return [];
      return [{ ...place, model: paid.lane.model, payer: paid.payer, day, reserved: paid.reserved }];
    });
    // A failure leaves the reservation in its counters.
    this.#noted = this.app.persistence.noteSpending(facts).catch(() => {});
    this.#follow(this.#noted);
  }

  async #giveBack(
    lanes: readonly PaidLane[],
    grants: readonly Grant[],
    full: readonly (object | null)[],
    day: number,
  ): Promise<void> {
    const taken = grants.filter((grant, index) => full[index] === null && grant.counters.length > 0);
    this.#note(lanes, taken, day);
    await this.#noted;
    for (const { place, counters } of taken) await this.app.persistence.settleSpending(place, 0, counters);
  }

  /** @param cost USD; null if it is not known yet. */
  #settle(paid: PaidLane, { place, counters }: Grant, cost: number | null, generation: string | null): void {
    const settling = async () => {
      const known = cost ?? (generation === null ? null : await this.#askCost(paid, generation));
      await this.#noted;
      if (known !== null) await this.app.persistence.settleSpending(place, toMicroUsd(known), counters);
    };
    this.#follow(settling());
  }

  #follow(work: Promise<unknown>): void {
    const followed = work
      .catch(() => {})
      .finally(() => {
        this.#pending.delete(followed);
      });
    this.#pending.add(followed);
  }

  /** @returns USD; null if OpenRouter does not tell it in time. */
  async #askCost({ apiKey }: PaidLane, generation: string): Promise<number | null> {
    const { clock, environment, openRouterFetch } = this.app;
    for (const pauseMs of PRICED_AFTER_MS) {
      await pause(clock, pauseMs);
      const abort = new AbortController();
      const cancel = clock.after(LONGEST_ANSWER_MS, () => abort.abort());
      try {
        const response = await openRouterFetch(
          `${environment.baseUrl}/generation?id=${encodeURIComponent(generation)}`,
          { headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' }, signal: abort.signal },
        );
        if (response.ok && response.body) {
          const text = await new Response(limitBody(response.body, LARGEST_ANSWER)).text();
          return generationSchema.parse(readJson(text)).data.total_cost;
        }
      } catch {
        // Asked again after the next pause.
      } finally {
        cancel();
        abort.abort();
      }
    }
    return null;
  }
}

/**
 * @param hasBegun output has come, or the lane was stopped: the provider may bill it.
 * @returns USD; null if only the provider knows it. A provider bills no refusal (openrouter.ai/docs, "Zero completion insurance").
 */
function costOf(end: CallEnd, hasBegun: boolean): number | null {
  if (end.type === 'finish') return end.cost;
  return !hasBegun && end.failure.status !== undefined && end.failure.status >= 400 ? 0 : null;
}
