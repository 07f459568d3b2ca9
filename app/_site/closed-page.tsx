import 'server-only';
import { headers } from 'next/headers';
import { accessRefusal } from '@/app/_gate/require-access';

/** Whether the server has a password and this browser does not know it: for a page that has not passed the gate. */
export async function isClosed(path: string): Promise<boolean> {
  return accessRefusal(`http://host${path}`, await headers()) !== null;
}

/** The gate asks for the password, and stands by the next request. */
export function ClosedPage() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <h1 className="font-semibold text-xl tracking-tight">This server is closed. Reload to enter its password.</h1>
    </main>
  );
}
