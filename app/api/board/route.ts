import { requestSession } from '@/app/_site/session';
import { readBoardQuery } from '@/lib/protocol/board';
import { openApp } from '@/lib/service/app';
import { readBoard } from '@/lib/service/read-board';
import { invalid } from '@/lib/service/refusal';
import { route } from '../_http/route';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const read = readBoardQuery(request.nextUrl.searchParams);
    if (!read.ok) throw invalid(read.errors);
    const board = await readBoard(await openApp(), await requestSession(request), read.query);
    return Response.json(board, { headers: { 'Cache-Control': 'no-store' } });
  },
});
