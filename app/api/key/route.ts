import { answerVisitor, clearKeyCookie, requestSession, setKeyCookie } from '@/app/_site/session';
import { keyRequestSchema } from '@/lib/protocol/key';
import { openApp } from '@/lib/service/app';
import { checkKey, keyInfo } from '@/lib/service/visitor-key';
import { readBody } from '../_http/read-body';
import { route } from '../_http/route';

const NOT_STORED = { headers: { 'Cache-Control': 'no-store' } };

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    return Response.json(await keyInfo(await openApp(), await requestSession(request)), NOT_STORED);
  },
  async POST(request) {
    const { key } = await readBody(request, keyRequestSchema);
    return answerVisitor(request, async (session) => {
      const response = Response.json(await checkKey(await openApp(), key), NOT_STORED);
      await setKeyCookie(request, response, session, key);
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
