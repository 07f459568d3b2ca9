import type { Target } from '../targets/target';
import { send } from './open-stream';

/** Requests these paths one after another. @returns ms until each was there whole. @throws when one is not a 200. */
export async function requestPages({ origin, headers }: Target, paths: readonly string[]): Promise<number[]> {
  const delays: number[] = [];
  for (const path of paths) {
    const began = performance.now();
    const { status } = await send({ url: `${origin}${path}`, headers });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    delays.push(performance.now() - began);
  }
  return delays;
}
