import type { NextRequest } from 'next/server';
import {
  answerVisitor,
  clearConnectionCookie,
  clearKeyCookie,
  readConnection,
  requestSession,
  setKeyCookie,
} from '@/app/_site/session';
import { keyRequestSchema } from '@/lib/protocol/key';
import { countRequest } from '@/lib/service/admit';
import { openApp } from '@/lib/service/app';
import { exchangeCode } from '@/lib/service/connect-openrouter';
import { Refusal } from '@/lib/service/refusal';
import { checkKey, keyInfo } from '@/lib/service/visitor-key';
import { readBody } from '../_http/read-body';
import { route } from '../_http/route';

const NOT_STORED = { headers: { 'Cache-Control': 'no-store' } };

/** @throws Refusal when this browser has begun no connection, or OpenRouter does not accept the code. */
async function exchangePasted(request: NextRequest, code: string): Promise<string> {
  const connection = await readConnection(request);
  if (connection === null) {
    throw new Refusal('key-rejected', 'This browser has begun no connection in the last ten minutes. Connect again.', [
      { path: 'code', message: 'belongs to no connection of this browser' },
    ]);
  }
  return exchangeCode(await openApp(), code, connection);
}

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    return Response.json(await keyInfo(await openApp(), await requestSession(request)), NOT_STORED);
  },
  async POST(request) {
    const { key: given, code = '' } = await readBody(request, keyRequestSchema);
    return answerVisitor(request, async (session) => {
      const app = await openApp();
      await countRequest(app, session, { name: 'keys', limit: app.environment.limits.comparisonsPerMinute });
      const key = given ?? (await exchangePasted(request, code));
      const response = Response.json(await checkKey(app, key), NOT_STORED);
      await setKeyCookie(request, response, session, key);
      if (given === undefined) clearConnectionCookie(request, response);
      return response;
    });
  },
  async DELETE(request) {
    const session = await requestSession(request);
    const response = Response.json(await keyInfo(await openApp(), { ...session, key: null }), NOT_STORED);
    clearKeyCookie(request, response);
    return response;
  },
});
