import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { sessionCookie } from "@/lib/web/cookies";
import { pageHeaders } from "@/lib/web/policy";
import { isSameOrigin } from "@/lib/web/same-origin";

/**
 * Headers, an early no to forms sent from other sites, and one cheap redirect: a browser without a session's cookie need
 * not be shown that it has none. Whether a session lives, and what it may do, is asked by pages and commands.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (wantsStaff(pathname) && request.method === "GET" && !request.cookies.has(sessionCookie().name)) {
    return NextResponse.redirect(new URL(`/sign-in?to=${encodeURIComponent(pathname + search)}`, request.url), 303);
  }
  if (request.method === "POST" && !isSameOrigin(request.headers)) return new NextResponse(null, { status: 403 });
  const nonce = randomBytes(16).toString("base64");
  const policy = pageHeaders({ nonce, path: pathname, development: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy["Content-Security-Policy"]);
  headers.set("x-holdfast-path", pathname + search);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(policy)) response.headers.set(name, value);
  return response;
}

function wantsStaff(pathname: string): boolean {
  return pathname === "/admin" || pathname.startsWith("/admin/");
}

export const config = { matcher: "/((?!api/|_next/static/|_next/image|photos/|icon.svg|favicon.ico).*)" };
