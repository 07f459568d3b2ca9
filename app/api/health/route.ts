import { abreast } from '@/lib/run/abreast';
import packageJson from '@/package.json';
import { route } from '../_http/route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET() {
    const { persistence, catalog, environment } = await abreast();
    const { source, models } = await catalog.get();
    return Response.json(
      {
        status: 'ok',
        version: packageJson.version,
        database: persistence.kind,
        models: { ...source, count: models.length },
        houseKey: environment.apiKey !== null,
      },
      { headers: { 'Cache-Control': 'no-store' } },
    );
  },
});
