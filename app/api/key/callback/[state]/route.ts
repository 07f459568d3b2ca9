import { timingSafeEqual } from 'node:crypto';
import type { NextRequest } from 'next/server';
import { clearConnectionCookie, readConnection, requestSession, setKeyCookie } from '@/app/_site/session';
import { route } from '@/app/api/_http/route';
import type { ConnectOutcome } from '@/lib/protocol/payer';
import { openApp } from '@/lib/service/app';
import { exchangeCode } from '@/lib/service/connect-openrouter';
import { Refusal } from '@/lib/service/refusal';
import type { Connection } from '@/lib/session/sealed-connection';

export const maxDuration = 300;

/** Where OpenRouter sends a visitor back to. The code is in no address that the browser keeps: the answer goes on without it. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ state: string }>({
  async GET(request, { state }) {
    const connection = await readConnection(request);
    if (connection === null || !isEqual(connection.state, state)) return goOn(request, '/', 'expired');
    const code = request.nextUrl.searchParams.get('code');
    if (!code) return goOn(request, connection.from, 'cancelled');
    return exchange(request, connection, code);
  },
});

async function exchange(request: NextRequest, connection: Connection, code: string): Promise<Response> {
  const { visitor } = connection;
  try {
    const key = await exchangeCode(await openApp(), code, connection);
    const response = goOn(request, connection.from, 'connected');
    await setKeyCookie(request, response, { ...(await requestSession(request)), visitor }, key);
    return response;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return goOn(request, connection.from, error.problem.code === 'key-rejected' ? 'refused' : 'unreachable');
  }
}

/** The connection is over, however it ended: its cookie is good for nothing more. */
function goOn(request: NextRequest, from: string, outcome: ConnectOutcome): Response {
  const headers = {
    Location: `${from}#connect=${outcome}`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  };
  const response = new Response(null, { status: 303, headers });
  clearConnectionCookie(request, response);
  return response;
}

function isEqual(left: string, right: string): boolean {
  const [first, second] = [Buffer.from(left), Buffer.from(right)];
  return first.length === second.length && timingSafeEqual(first, second);
}
