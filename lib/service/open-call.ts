import type { RunRecord } from '@/lib/protocol/comparison';
import type { Message } from '@/lib/protocol/message';
import type { VisitorSession } from '@/lib/session/session';
import { callCompatible } from '../provider/call-compatible';
import { callOpenRouter, type OpenRouterRequest } from '../provider/call-openrouter';
import { failed, type ModelCall } from '../provider/model-call';
import type { App } from './app';
import { CostCeiling } from './cost-ceiling';
import { type HouseTerms, houseTerms } from './house-terms';
import { type PaidLane, RunSpending } from './spending';

interface LaneRequest {
  lane: RunRecord['lanes'][number];
  messages: readonly Message[];
}

interface RunRequest {
  run: string;
  lanes: readonly LaneRequest[];
  /** The turn's. */
  system: string | null;
  /** The most that the run may cost, USD; null for no limit but the server's. */
  ceilingUsd: number | null;
}

export interface OpenedCalls {
  /** In the order of the lanes. */
  calls: ModelCall[];
  /** Resolves when what the run has cost is stored, as far as it will be known. Never rejects. */
  accounted(ended: Promise<unknown>): Promise<void>;
}

/**
 * Opens the calls of a run's lanes. The only place that decides at which server a model is called, through which fetch, who
 * pays, and within which limits. A lane that nobody pays for gets a call that fails; the others are not affected.
 */
export async function openCalls(app: App, session: VisitorSession, request: RunRequest): Promise<OpenedCalls> {
  const spending = new RunSpending(app, session.visitor, request.run);
  const ceiling = request.ceilingUsd === null ? null : new CostCeiling(request.ceilingUsd);
  const opened = await Promise.all(request.lanes.map((lane) => openLane(app, session, request, lane)));
  const paid = opened.flatMap((lane) => (lane.kind === 'paid' ? [lane.paid] : []));
  const grants = await spending.reserve(paid);
  const calls = opened.map((opening, index): ModelCall => {
    const lane = request.lanes[index];
    if (opening.kind !== 'paid' || !lane) return opening.kind === 'paid' ? neverPaid : opening.call;
    const grant = grants[paid.indexOf(opening.paid)];
    const call = grant ? spending.account(opening.paid, grant, opening.open) : neverPaid;
    const system = lane.lane.system ?? request.system ?? '';
    const prompt = [system, ...lane.messages.map(({ content }) => content)].join('\n');
    return ceiling === null ? call : ceiling.over(call, lane.lane.usdPerMillion, prompt);
  });
  return { calls, accounted: (ended) => spending.settled(ended) };
}

type OpenedLane =
  | { kind: 'paid'; paid: PaidLane; open(onGeneration: (id: string) => void): ModelCall }
  | { kind: 'free' | 'refused'; call: ModelCall };

const neverPaid: ModelCall = async () => failed({ code: 'key-missing' });

async function openLane(
  app: App,
  session: VisitorSession,
  { system }: RunRequest,
  { lane, messages }: LaneRequest,
): Promise<OpenedLane> {
  const { environment, openRouterFetch, demoFetch, clock } = app;
  const { baseUrl, apiKey: houseKey } = environment;
  const { model, settings } = lane;
  // A lane's own empty system prompt stands for none.
  const ownSystem = (lane.system ?? system) || null;
  const request = { model, messages, system: ownSystem, settings, baseUrl };
  const open = (access: Partial<OpenRouterRequest> & Pick<OpenRouterRequest, 'apiKey' | 'fetch'>) =>
    callOpenRouter({ ...request, ...access }, clock);

  const source = environment.sources.find(({ id }) => id === lane.source);
  if (source) {
    const { baseUrl, key } = source;
    const named = { ...request, model: model.slice(source.id.length + 1), baseUrl, apiKey: key };
    return { kind: 'free', call: callCompatible({ ...named, fetch: openRouterFetch }, clock) };
  }
  if (lane.source !== 'openrouter' && lane.source !== 'demo') {
    return { kind: 'refused', call: async () => failed({ code: 'model-unavailable' }) };
  }
  if (lane.source === 'demo') return { kind: 'free', call: open({ apiKey: 'demo', fetch: demoFetch }) };
  const apiKey = session.key ?? houseKey;
  if (apiKey === null) return { kind: 'refused', call: neverPaid };
  const paying = (payer: PaidLane['payer'], terms: HouseTerms): OpenedLane => ({
    kind: 'paid',
    paid: { lane, payer, apiKey, reserved: terms.reserved },
    open(onGeneration) {
      const { maxTokens, priceCeiling } = terms;
      return open({ apiKey, fetch: openRouterFetch, onGeneration, maxTokens, priceCeiling });
    },
  });
  if (session.key !== null) return paying('visitor', { reserved: 0 });
  const terms = await houseTerms(app, { model, messages, system: ownSystem, maxTokens: settings.maxTokens });
  return 'code' in terms ? { kind: 'refused', call: async () => failed(terms) } : paying('house', terms);
}
