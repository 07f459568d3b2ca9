import type { Price } from '@/lib/protocol/model';
import { estimateTokens, unroundedTokens } from '../comparison/estimate-tokens';
import { type CallSink, failed, type ModelCall } from '../provider/model-call';

/**
 * The most that a run may cost, USD. While a lane runs its cost is estimated, then the reported one counts. Once the sum
 * reaches the ceiling, every lane that still runs ends, and keeps its text.
 */
export class CostCeiling {
  #costs = new Map<ModelCall, number>();
  #running = new Set<() => void>();
  #reached = false;

  constructor(private readonly usd: number) {}

  /**
   * @param price of the lane's model; null counts as nothing.
   * @param prompt all that is sent.
   * @returns the same call under the ceiling.
   */
  over(call: ModelCall, price: Price | null, prompt: string): ModelCall {
    const atStart = ((price?.input ?? 0) * estimateTokens(prompt)) / 1e6;
    return (signal, sink) =>
      new Promise((resolve) => {
        const abort = new AbortController();
        const stop = () => {
          this.#running.delete(stop);
          abort.abort();
          resolve(failed({ code: 'budget-reached', limit: 'run' }));
        };
        if (this.#reached) return stop();
        signal.addEventListener('abort', () => abort.abort(), { once: true });
        this.#running.add(stop);
        this.#add(call, atStart);
        const counting: CallSink = {
          ...sink,
          piece: (kind, content) => {
            sink.piece(kind, content);
            this.#add(call, ((price?.output ?? 0) * unroundedTokens(content)) / 1e6);
          },
        };
        void call(abort.signal, counting).then((end) => {
          this.#running.delete(stop);
          resolve(end);
          if (end.type === 'finish' && end.cost !== null) this.#set(call, end.cost);
        });
      });
  }

  #add(call: ModelCall, usd: number): void {
    this.#set(call, (this.#costs.get(call) ?? 0) + usd);
  }

  #set(call: ModelCall, usd: number): void {
    this.#costs.set(call, usd);
    const sum = [...this.#costs.values()].reduce((total, cost) => total + cost, 0);
    if (sum < this.usd) return;
    this.#reached = true;
    for (const stop of [...this.#running]) stop();
  }
}
