/**
 * Whether a request that changes something comes from one of this shop's own pages. Browsers say where a POST comes from;
 * one that says nothing is no browser, and carries nobody's cookies.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  return origin === null || hostsOf(headers).includes(URL.parse(origin)?.host ?? "");
}

/** A page of another site can set neither of these. */
function hostsOf(headers: Headers): (string | null)[] {
  return [headers.get("host"), headers.get("x-forwarded-host")];
}
