import type { MetadataRoute } from 'next';

/** What search engines may read: the start page and what explains it. Shared pages say for themselves whether they may be listed. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/c/'] } };
}
