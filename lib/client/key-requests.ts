import { type Connect, type ConnectRequest, connectSchema, type KeyInfo, keyInfoSchema } from '@/lib/protocol/key';
import { json, send } from './api';

/** Who pays, and what OpenRouter tells about the visitor's own key. @throws RequestFailed */
export async function getKey(): Promise<KeyInfo> {
  const response = await send('/api/key', { cache: 'no-store' });
  return keyInfoSchema.parse(await response.json());
}

/** Checks a key and keeps it for this browser. @throws RequestFailed */
export async function postKey(given: { key: string } | { code: string }): Promise<KeyInfo> {
  const response = await send('/api/key', { method: 'POST', ...json(given) });
  return keyInfoSchema.parse(await response.json());
}

/** Begins to connect the visitor's account at OpenRouter. @throws RequestFailed */
export async function postConnect(request: ConnectRequest): Promise<Connect> {
  const response = await send('/api/key/connect', { method: 'POST', ...json(request) });
  return connectSchema.parse(await response.json());
}

/** Forgets the visitor's own key. @throws RequestFailed */
export async function deleteKey(): Promise<KeyInfo> {
  const response = await send('/api/key', { method: 'DELETE' });
  return keyInfoSchema.parse(await response.json());
}
