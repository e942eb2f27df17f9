import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { linkToken } from "@/lib/staff/links";

/** The address of a link in a message that is stored: its id stands where its token will. */
const unfilled = /\/(?:invite|reset|confirm-email)\/(lnk_[0-9A-Z]{26})/g;

type Letter = Pick<ClaimedDelivery, "body" | "html">;

/**
 * A mail with the secret part of its links put in, which happens only as it is sent: what is stored, kept and shown holds none.
 * Null if a link was used, withdrawn or is too old since, or cannot be read any more.
 */
export async function fillLinks<Mail extends Letter>(mail: Mail): Promise<Mail | null> {
  const ids = new Set([...`${mail.body} ${mail.html}`.matchAll(unfilled)].map(([, id]) => id!));
  let { body, html } = mail;
  for (const id of ids) {
    const token = await linkToken(id);
    if (!token) return null;
    body = body.replaceAll(id, token);
    html = html.replaceAll(id, token);
  }
  return { ...mail, body, html };
}
