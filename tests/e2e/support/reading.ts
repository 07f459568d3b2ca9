import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { createFrameDecoder, parseRunEvent } from '@/lib/protocol/frames';
import { readPlace } from '@/lib/protocol/log-place';
import type { LogEntry, RunEvent, RunEventOf } from '@/lib/protocol/run-event';
import { HOUSE_KEY } from './app';
import { type Outgoing, openRequest } from './open-request';

/** One frame of a reading: its bytes as text, and what they say. */
export interface Frame extends LogEntry {
  raw: string;
}

/** Asks for a stream of events. @throws when it is answered with anything else. */
export async function openReading(outgoing: Outgoing): Promise<Reading> {
  const response = await openRequest(outgoing);
  if (response.statusCode !== 200) {
    const said = (await response.toArray()).join('');
    throw new Error(`${outgoing.method ?? 'GET'} ${outgoing.path}: ${response.statusCode} ${said}`);
  }
  return new Reading(response);
}

/** A stream of events as it comes in. It holds every byte to the wire's form. */
export class Reading {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Comments, in order, as they were written. */
  readonly comments: string[] = [];
  readonly frames: Frame[] = [];
  /** The record that a reading which starts a run opens with. */
  record: ComparisonRecord | null = null;
  /** Whether the server has ended it. */
  over = false;
  #rest = '';
  #broken: Error | null = null;
  #listeners = new Set<() => void>();

  constructor(private readonly response: IncomingMessage) {
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.#take(text));
    response.on('end', () => {
      this.over = this.#rest === '';
      this.#tell();
    });
    response.on('error', (error) => this.#break(error));
    response.on('close', () => this.over || this.#break(new Error('The connection was lost')));
  }

  get events(): RunEvent[] {
    return this.frames.map(({ event }) => event);
  }

  get raw(): string[] {
    return this.frames.map(({ raw }) => raw);
  }

  /** How lanes have ended so far, in that order. */
  get ends(): (RunEventOf<'done'> | RunEventOf<'error'>)[] {
    return this.events.filter((event) => event.type === 'done' || event.type === 'error');
  }

  /** What the lane has said so far. */
  textOf(lane: string): string {
    return this.events.map((event) => (event.type === 'chunk' && event.lane === lane ? event.content : '')).join('');
  }

  /** Resolves with the first event that fits, received or to come. Rejects when the stream ends without one. */
  async until<T extends RunEvent['type']>(type: T, fits: (event: RunEventOf<T>) => boolean = () => true) {
    const isIt = (event: RunEvent): event is RunEventOf<T> => event.type === type && fits(event as RunEventOf<T>);
    const found = () => this.events.find(isIt);
    await this.#wait(() => found() !== undefined || this.over);
    const event = found();
    if (!event) throw new Error(`The stream ended without the ${type} that was waited for`);
    return event;
  }

  /** Resolves once the lane has said that text. */
  async untilText(lane: string, text: string): Promise<void> {
    await this.#wait(() => this.textOf(lane) === text || this.over);
    if (this.textOf(lane) !== text) throw new Error(`Lane ${lane} said ${JSON.stringify(this.textOf(lane))}`);
  }

  /** Reads to the end. */
  async toEnd(): Promise<this> {
    await this.#wait(() => this.over);
    return this;
  }

  /** Resolves once an event has come. */
  async some(): Promise<this> {
    await this.#wait(() => this.frames.length > 0 || this.over);
    return this;
  }

  /** Resolves once a comment has come. */
  async opened(): Promise<this> {
    await this.#wait(() => this.comments.length > 0 || this.over);
    return this;
  }

  /** Hangs up. */
  drop(): void {
    this.over = true;
    this.response.destroy();
  }

  #take(text: string): void {
    this.#rest += text;
    const blocks = this.#rest.split('\n\n');
    this.#rest = blocks.pop() ?? '';
    try {
      for (const block of blocks) this.#takeBlock(`${block}\n\n`);
    } catch (error) {
      this.#break(error as Error);
    }
    this.#tell();
  }

  #takeBlock(raw: string): void {
    if (raw.includes(HOUSE_KEY)) throw new Error('The stream gave the house key away');
    if (/^: (now \d+|ready \d of \d) *\n\n$/.test(raw)) return void this.comments.push(raw);
    if (raw.startsWith('data: ')) {
      this.#takeRecord(raw);
      return;
    }
    const [, id = '', json = ''] = /^id: (b?\d+)\ndata: (.+)\n\n$/.exec(raw) ?? [];
    const event = parseRunEvent(json);
    const place = readPlace(id);
    if (!event || !place) throw new Error(`This is no frame of the wire: ${raw}`);
    this.frames.push({ ...place, event, raw });
  }

  #takeRecord(raw: string): void {
    const isSecond = this.comments.length === 1 && this.frames.length === 0 && this.record === null;
    if (!isSecond) throw new Error(`This record does not come right after the opening: ${raw}`);
    createFrameDecoder({
      onEntry: () => {},
      onRecord: (record) => {
        this.record = record;
      },
    }).feed(raw);
    if (this.record === null) throw new Error(`This is no frame of the wire: ${raw}`);
  }

  async #wait(enough: () => boolean): Promise<void> {
    let look = () => {};
    await new Promise<void>((resolve) => {
      look = () => {
        if (enough() || this.#broken) resolve();
      };
      this.#listeners.add(look);
      look();
    });
    this.#listeners.delete(look);
    if (this.#broken) throw this.#broken;
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
