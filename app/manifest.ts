import type { MetadataRoute } from 'next';

/** What a browser needs to keep the app on a home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Abreast',
    short_name: 'Abreast',
    description:
      'Ask several language models the same prompt at the same instant, and compare their answers side by side.',
    id: '/',
    start_url: '/',
    display: 'standalone',
    background_color: '#1b1a17',
    theme_color: '#1b1a17',
    icons: [{ src: '/icon.svg', type: 'image/svg+xml', sizes: 'any', purpose: 'any' }],
  };
}
