import { type Health, healthSchema } from '@/lib/protocol/health';
import { type Speedometer, speedometerSchema } from '@/lib/protocol/speedometer';
import { failureOf, reach, send } from './api';

/** Reads how fast and how dear the models were that this visitor has asked. @throws RequestFailed */
export async function getSpeedometer(signal?: AbortSignal): Promise<Speedometer> {
  const response = await send('/api/speedometer', { ...(signal && { signal }), cache: 'no-store' });
  return speedometerSchema.parse(await response.json());
}

/** Deletes all that the visitor has. @throws RequestFailed */
export async function deleteVisitor(): Promise<void> {
  await send('/api/visitor', { method: 'DELETE' });
}

/** @returns what the server finds out about itself, also while its database is away. @throws RequestFailed */
export async function getHealth(): Promise<Health> {
  const response = await reach('/api/health?deep=1', { cache: 'no-store' });
  const body: unknown = await response.json().catch(() => null);
  const health = healthSchema.safeParse(body);
  if (!health.success) throw failureOf(response, body);
  return health.data;
}

/** The stream of a check lasts 1.6 s; one that takes longer than this, ms, is given up. */
const LONGEST_STREAM_CHECK_MS = 20_000;

/** The stream that shows whether something on the way holds bytes back. @throws RequestFailed */
export function getStreamCheck(): Promise<Response> {
  return send('/api/health/stream', { cache: 'no-store', signal: AbortSignal.timeout(LONGEST_STREAM_CHECK_MS) });
}
