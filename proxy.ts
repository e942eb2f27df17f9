import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { sessionCookie } from "@/lib/web/cookies";
import { type PageHeaders, pageHeaders } from "@/lib/web/policy";
import { outagePage, recordsAnswer, wantsDocument } from "@/lib/web/records";
import { isSameOrigin } from "@/lib/web/same-origin";
import { refuseUnreadableForm } from "@/lib/web/unreadable-form";

/**
 * Headers, an early no to forms sent from other sites or that cannot be read, a page for the staff when no page can be made, and one cheap
 * redirect: a browser without a session's cookie need not be shown that it has none. Whether a session lives, and what it
 * may do, is asked by pages and commands.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const refused = request.method === "POST" && (await refusePost(request));
  if (refused) return refused;
  if (isUnsigned(request)) return toSignIn(request);
  const nonce = randomBytes(16).toString("base64");
  const path = request.nextUrl.pathname;
  const headers = pageHeaders({ nonce, path, development: process.env.NODE_ENV === "development" });
  const response = (await isOutOfTouch(request)) ? outage(request, nonce) : onward(request, headers);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

async function refusePost(request: NextRequest): Promise<NextResponse | null> {
  if (!isSameOrigin(request.headers)) return new NextResponse(null, { status: 403 });
  const unreadable = await refuseUnreadableForm(request);
  return unreadable && new NextResponse(unreadable.body, unreadable);
}

function isUnsigned({ method, nextUrl, cookies }: NextRequest): boolean {
  return method === "GET" && /^\/admin(\/|$)/.test(nextUrl.pathname) && !cookies.has(sessionCookie().name);
}

function toSignIn({ nextUrl, url }: NextRequest): NextResponse {
  const to = encodeURIComponent(nextUrl.pathname + nextUrl.search);
  return NextResponse.redirect(new URL(`/sign-in?to=${to}`, url), 303);
}

/** The storefront's pages say so themselves. */
async function isOutOfTouch({ headers, nextUrl }: NextRequest): Promise<boolean> {
  const forStaff = /^\/(admin|sign-in|invite|reset|confirm-email)(\/|$)/.test(nextUrl.pathname);
  return forStaff && wantsDocument(headers) && !(await recordsAnswer());
}

function outage({ method }: NextRequest, nonce: string): NextResponse {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "retry-after": "5" };
  return new NextResponse(outagePage(nonce, method), { status: 503, headers });
}

function onward({ headers: asked, nextUrl }: NextRequest, page: PageHeaders): NextResponse {
  const headers = new Headers(asked);
  headers.set("content-security-policy", page["Content-Security-Policy"]);
  headers.set("x-holdfast-path", nextUrl.pathname + nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/((?!api/|_next/static/|_next/image|photos/|icon.svg|favicon.ico).*)" };
