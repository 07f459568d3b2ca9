import 'server-only';
import { z } from 'zod';
import type { Model, SourceState } from '@/lib/protocol/model';
import { isModelId } from '@/lib/protocol/model-id';
import type { Clock } from '../time/clock';
import { downloadJson } from './download-json';
import { type FoundModel, readUnlistedModel } from './look-up-model';

/** A server that speaks OpenAI's API, as the operator of this server has named it. */
export interface Source {
  id: string;
  name: string;
  /** Without a final slash. */
  baseUrl: string;
  /** Its own key; null if it needs none. */
  key: string | null;
  /** The models that are offered; null for all that the server lists. */
  models: readonly string[] | null;
  /** How many lanes it answers at the same time; null for no limit. */
  atOnce: number | null;
}

const FRESH_MS = 10 * 60_000;
const RETRY_MS = 10_000;
/** A source is near, and must not delay the others, ms. */
const TIMEOUT_MS = 1_000;

/** What such a server takes, in OpenRouter's names. */
const PARAMETERS = ['temperature', 'max_tokens', 'top_p', 'seed', 'stop', 'frequency_penalty', 'presence_penalty'];

/** The models of one source: its list is used for ten minutes and then refreshed in the background. */
export class SourceList {
  #models: readonly Model[];
  #state: SourceState['state'] = 'away';
  #asOf: string | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;
  #wasTried = false;

  constructor(
    readonly source: Source,
    private readonly fetch: typeof globalThis.fetch,
    private readonly clock: Clock,
  ) {
    this.#models = (source.models ?? []).flatMap((name) => this.#modelOf(name) ?? []);
  }

  /** Waits for the server only the first time, at most 1 s; never rejects. */
  async get(): Promise<{ state: SourceState; models: readonly Model[] }> {
    const now = this.clock.now();
    const isDue = now - this.#readAt >= FRESH_MS && now - this.#triedAt >= RETRY_MS;
    const reading = isDue ? this.#refresh() : this.#reading;
    if (!this.#wasTried) await reading;
    const { id, name } = this.source;
    return { state: { id, name, state: this.#state, asOf: this.#asOf }, models: this.#models };
  }

  /** Looks a model up by its whole id. An id that is missing refreshes the list, at most once in 10 s. */
  async find(id: string): Promise<FoundModel> {
    await this.get();
    const known = this.#named(id);
    if (known) return { kind: 'listed', model: known };
    if (this.clock.now() - this.#triedAt >= RETRY_MS) await this.#refresh();
    const found = this.#named(id);
    if (found) return { kind: 'listed', model: found };
    const unlisted = this.#modelOf(id.slice(this.source.id.length + 1));
    const mayExist = this.#state === 'away' && this.source.models === null && unlisted !== null;
    return mayExist ? { kind: 'unlisted', model: unlisted } : { kind: 'unknown-model' };
  }

  #named(id: string): Model | undefined {
    // Ollama lists the tag that a name without one stands for.
    return [id, `${id}:latest`].flatMap((wanted) => this.#models.find((model) => model.id === wanted) ?? [])[0];
  }

  #refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      this.#wasTried = true;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    this.#triedAt = this.clock.now();
    const { baseUrl, key, models } = this.source;
    const headers = key === null ? undefined : { authorization: `Bearer ${key}` };
    const { fetch, clock } = this;
    try {
      const body = await downloadJson({ url: `${baseUrl}/models`, headers, fetch, clock, timeoutMs: TIMEOUT_MS });
      const listed = listSchema.parse(body).data.flatMap((entry) => entrySchema.safeParse(entry).data?.id ?? []);
      if (models === null) this.#models = [...new Set(listed)].flatMap((name) => this.#modelOf(name) ?? []);
      this.#state = 'here';
      this.#asOf = clock.date().toISOString();
      this.#readAt = clock.now();
    } catch {
      // The older list stays; the next attempt is at least 10 s away.
      this.#state = 'away';
    }
  }

  /** @returns null for a name that a request would refuse. */
  #modelOf(name: string): Model | null {
    const id = `${this.source.id}:${name}`;
    if (!isModelId(id)) return null;
    return { ...readUnlistedModel(id), name, vendor: this.source.name, parameters: PARAMETERS, source: this.source.id };
  }
}

const listSchema = z.object({ data: z.array(z.unknown()) });
const entrySchema = z.object({ id: z.string() });
