import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { codeToSend } from "@/lib/people/code-queries";
import { linkToken } from "@/lib/staff/links";

/** The address of a link in a message that is stored: its id stands where its token will. */
const unfilled = /\/(?:invite|reset|confirm-email)\/(lnk_[0-9A-Z]{26})/g;

/** A code in a message that is stored: its id stands where it will. */
const unfilledCode = /\bcod_[0-9A-Z]{26}\b/g;

type Letter = Pick<ClaimedDelivery, "body" | "html">;

/**
 * A message with the secret part of its links and its codes put in, which happens only as it is sent: what is stored, kept and shown holds none.
 * Null if one was used, withdrawn or is too old since, or cannot be read any more.
 */
export async function fillLinks<Mail extends Letter>(mail: Mail): Promise<Mail | null> {
  const all = `${mail.body} ${mail.html}`;
  const links = new Set([...all.matchAll(unfilled)].map(([, id]) => id!));
  const codes = new Set(all.match(unfilledCode));
  let { body, html } = mail;
  for (const id of [...links, ...codes]) {
    const secret = links.has(id) ? await linkToken(id) : await codeToSend(id);
    if (!secret) return null;
    body = body.replaceAll(id, secret);
    html = html.replaceAll(id, secret);
  }
  return { ...mail, body, html };
}
