import { requestSession } from '@/app/_site/session';
import { openApp } from '@/lib/service/app';
import { readSpeedometer } from '@/lib/service/read-speedometer';
import { route } from '../_http/route';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const app = await openApp();
    // What has just ended is counted.
    await app.indexer.wake();
    const speedometer = await readSpeedometer(app, await requestSession(request));
    return Response.json(speedometer, { headers: { 'Cache-Control': 'no-store' } });
  },
});
