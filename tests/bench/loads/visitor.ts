import type { Target } from '../targets/target';
import { openStreams } from './read-comparison';

const visitors = new Map<string, Promise<Target>>();

/**
 * The target with the cookie of a visitor, as a browser has it. The first question of a visitor gets the cookie; it also
 * fills the server's lists and connections.
 */
export function asVisitor(target: Target): Promise<Target> {
  const known = visitors.get(target.origin) ?? firstQuestion(target);
  visitors.set(target.origin, known);
  return known;
}

async function firstQuestion(target: Target): Promise<Target> {
  if (target.headers.cookie !== undefined) return target;
  const streams = openStreams(target, { answer: 'short', lanes: 2, prompt: 'Who am I?' }, () => {});
  const [headers] = await Promise.all(streams.map(({ opened }) => opened));
  await Promise.all(streams.map(({ ended }) => ended));
  const cookie = headers?.['set-cookie']?.map((text) => text.split(';')[0]).join('; ');
  return cookie === undefined ? target : { ...target, headers: { ...target.headers, cookie } };
}
