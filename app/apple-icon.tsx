import { drawIcon } from '@/components/card/site-card';

export const size = { width: 180, height: 180 };
export const contentType = 'image/png';

/** The icon on the home screen of a device that takes no SVG. */
export default function AppleIcon() {
  return drawIcon(size.width);
}
