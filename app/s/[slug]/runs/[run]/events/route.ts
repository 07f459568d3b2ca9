import { eventStreamResponse } from '@/app/api/_http/event-stream';
import { sequenceFrom } from '@/app/api/_http/read-address';
import { route } from '@/app/api/_http/route';
import { openApp } from '@/lib/service/app';
import { readSharedRun } from '@/lib/service/read-run';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route<{ slug: string; run: string }>({
  async GET(request, { slug, run }) {
    return eventStreamResponse(await readSharedRun(await openApp(), slug, run, sequenceFrom(request)));
  },
});
