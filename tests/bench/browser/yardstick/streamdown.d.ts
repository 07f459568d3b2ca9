/** It is installed where the yardstick is built. */
declare module 'streamdown' {
  export function Streamdown(props: { children: string }): import('react').ReactNode;
}
