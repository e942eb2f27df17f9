/** The staff's first page. */
export const staffHome = "/admin";

/**
 * An address within this shop as path, query and fragment, or `otherwise`. Whatever could lead to another host, or is no
 * page (the API), is not taken.
 */
export function safePath(given: string | null | undefined, otherwise: string = staffHome): string {
  if (!given?.startsWith("/") || given.length > 2_000) return otherwise;
  const base = "http://shop.invalid";
  const url = URL.parse(given, base);
  if (!url || url.origin !== base || /^\/(api|sign-in)(\/|$)/.test(url.pathname)) return otherwise;
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith("//") ? otherwise : path;
}
