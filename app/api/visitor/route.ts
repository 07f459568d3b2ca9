import { clearCookies, requestSession } from '@/app/_site/session';
import { openApp } from '@/lib/service/app';
import { deleteVisitor } from '@/lib/service/delete-visitor';
import { route } from '../_http/route';

export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async DELETE(request) {
    await deleteVisitor(await openApp(), await requestSession(request));
    const response = new Response(null, { status: 204 });
    clearCookies(request, response);
    return response;
  },
});
