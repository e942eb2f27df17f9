import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { env } from "@/lib/env";
import { authOptions } from "@/lib/web/auth";
import { isSameOrigin } from "@/lib/web/same-origin";

/** The doors of next-auth that the shop needs; the others stay shut (one of them writes whatever it is sent to the log). */
const doors = [
  "GET csrf",
  "GET session",
  "GET providers",
  "GET signin",
  "GET error",
  "POST callback/credentials",
  "POST signout",
];

/**
 * Answers a request below /api/auth. Its redirects are made relative, so that a phone that came by the machine's network
 * address stays there.
 */
export async function answerAuth(request: NextRequest, nextauth: string[]): Promise<Response> {
  if (!doors.includes(`${request.method} ${nextauth.join("/")}`)) return new Response(null, { status: 404 });
  if (request.method === "POST" && !isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  if (request.method === "POST" && !isForm(request.headers)) return new Response(null, { status: 415 });
  process.env.NEXTAUTH_URL = env().APP_URL;
  const response: Response = await NextAuth(request, { params: { nextauth } }, authOptions());
  return withinHost(response);
}

function isForm(headers: Headers): boolean {
  return headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
}

function withinHost(response: Response): Response {
  const location = response.headers.get("location");
  if (!location?.startsWith(env().APP_URL)) return response;
  const headers = new Headers(response.headers);
  headers.set("location", location.slice(env().APP_URL.length) || "/");
  return new Response(response.body, { status: response.status, headers });
}
