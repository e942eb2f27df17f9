import "server-only";
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { appUrl, twilioAccount } from "@/lib/deliveries/channels/settings";
import { apiRoute, readForm } from "@/lib/web/api";

/** The fields of what a text service sends, each once. */
export type TwilioFields = Readonly<Record<string, string>>;

type Run = (fields: TwilioFields, query: URLSearchParams) => Promise<Response>;

/**
 * A route that the text service calls: a form, to a bound, signed with the account's token over the shop's public address and every field. What is
 * not signed so is answered with 403, and nothing of it is read further or logged.
 */
export function twilioRoute(where: string, run: Run) {
  return apiRoute(where, null, async (request) => {
    const form = await readForm(request);
    const { pathname, search, searchParams } = new URL(request.url);
    const isSigned = isSignedByTwilio(
      request.headers.get("x-twilio-signature"),
      `${appUrl()}${pathname}${search}`,
      form,
    );
    return isSigned ? run(Object.fromEntries(form), searchParams) : new Response(null, { status: 403 });
  });
}

/** A field that comes twice is refused too: the signature does not tell one from two. */
function isSignedByTwilio(signature: string | null, url: string, form: URLSearchParams): boolean {
  const token = twilioAccount()?.token;
  if (!token || !signature || new Set(form.keys()).size !== form.size) return false;
  return validateRequest(token, signature, url, Object.fromEntries(form));
}
