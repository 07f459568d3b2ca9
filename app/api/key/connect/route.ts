import { answerVisitor, setConnectionCookie } from '@/app/_site/session';
import { readBody } from '@/app/api/_http/read-body';
import { route } from '@/app/api/_http/route';
import { connectRequestSchema } from '@/lib/protocol/key';
import { countRequest } from '@/lib/service/admit';
import { openApp } from '@/lib/service/app';
import { beginConnection } from '@/lib/service/connect-openrouter';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async POST(request) {
    const wanted = await readBody(request, connectRequestSchema);
    return answerVisitor(request, async (session) => {
      const app = await openApp();
      await countRequest(app, session, { name: 'keys', limit: app.environment.limits.comparisonsPerMinute });
      const origin = request.headers.get('origin');
      const { connection, url, isPasted } = beginConnection(app, session, wanted, origin);
      const response = Response.json({ url, isPasted }, { headers: { 'Cache-Control': 'no-store' } });
      await setConnectionCookie(request, response, connection);
      return response;
    });
  },
});
