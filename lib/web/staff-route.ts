import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { StaffActor } from "@/lib/actor";
import { isRefusal, refuseCommon } from "@/lib/refusal";
import { problemOf } from "@/lib/web/problem";
import { isSameOrigin } from "@/lib/web/same-origin";
import { currentStaff } from "@/lib/web/session";

type Run<Context> = (staff: StaffActor, request: Request, context: Context) => Promise<Response>;

/**
 * A route of the staff pages, under /api/staff/: files that go in and out. Only for who is signed in, and what changes something only from
 * the shop's own pages. Whatever is thrown is answered as a problem; a refusal of a domain as 409, 401 or 403, in its words.
 */
export function staffRoute<Context>(where: string, run: Run<Context>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      if (request.method !== "GET" && !isSameOrigin(request.headers)) return new Response(null, { status: 403 });
      const staff = (await currentStaff()) ?? refuseCommon("not_signed_in", {});
      return await run(staff, request, context);
    } catch (error) {
      unstable_rethrow(error);
      return isRefusal(error) ? refused(error) : problemOf(error, where);
    }
  };
}

const statuses: Readonly<Record<string, number>> = {
  not_signed_in: 401,
  not_permitted: 403,
  not_found: 404,
  busy: 503,
  too_large: 413,
  too_many: 429,
};

function refused({ code, message }: { code: string; message: string }): Response {
  const status = statuses[code] ?? 409;
  return Response.json(
    { type: `urn:holdfast:problem:${code}`, title: "Refused", status, detail: message, code },
    { status, headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" } },
  );
}
