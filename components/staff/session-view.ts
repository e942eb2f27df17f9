import { momentWords, type Place } from "@/components/layout/admin-clock";
import type { SessionView } from "@/components/staff/sessions";
import type { OpenSession } from "@/lib/staff/queries";
import { browserWords } from "@/lib/staff/rules";

/** A session as its row says it: the browser, from where, when last seen. `here` is the session in hand. */
export function sessionView(session: OpenSession, here: string | null, place: Place): SessionView {
  const { id, browser, address, seenAt, halfWay } = session;
  const from = address ? `from ${address}, ` : "";
  return {
    id,
    browser: browserWords(browser),
    words: halfWay
      ? `${from}gave the password ${momentWords(seenAt, place)}, the code is still to come`
      : `${from}last seen ${momentWords(seenAt, place)}`,
    here: id === here,
  };
}
