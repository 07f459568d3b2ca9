/** Made for each request, as a page of the product is. */
export const dynamic = 'force-dynamic';

export default function Page() {
  return <main>A blank page</main>;
}
