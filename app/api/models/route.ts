import { openApp } from '@/lib/service/app';
import { route } from '../_http/route';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET() {
    const { catalog } = await openApp();
    return Response.json(await catalog.get(), { headers: { 'Cache-Control': 'no-store' } });
  },
});
