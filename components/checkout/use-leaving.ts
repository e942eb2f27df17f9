import { useEffect, useRef } from "react";
import { CheckoutTab } from "@/components/checkout/checkout-tab";

const leavePath = "/api/checkout/leave";

/** The code is entered at checkout too: from one of these pages to the other nobody leaves. */
const checkoutPaths = ["/checkout", "/checkout/code"];
/** By then the next one of them stands for the tab. */
const nextPageMs = 1_000;

/**
 * Tells the shop when somebody leaves checkout, so that what was kept for them goes back at once: on going to another page of the shop, and, with
 * seconds of grace since a reload looks the same, when the tab is closed. While another tab of this browser checks out, nobody has left: what went back
 * may be somebody else's at once. A tab that came too late to be seen asks again.
 */
export function useLeaving(keep: () => void): void {
  const stay = useRef(keep);
  stay.current = keep;
  useEffect(() => {
    const tab = new CheckoutTab(() => stay.current());
    const close = () => {
      if (!tab.hadOthers) navigator.sendBeacon(`${leavePath}?closed`);
      tab.sayLeft();
    };
    const open = ({ persisted }: PageTransitionEvent) => persisted && stay.current();
    globalThis.addEventListener("pagehide", close);
    globalThis.addEventListener("pageshow", open);
    return () => {
      globalThis.removeEventListener("pagehide", close);
      globalThis.removeEventListener("pageshow", open);
      // The address is that of the next page by now.
      if (checkoutPaths.includes(globalThis.location.pathname)) setTimeout(() => tab.close(), nextPageMs);
      else void leave(tab);
    };
  }, []);
}

/** Where tabs cannot see each other, another one has the seconds of grace to ask again. */
async function leave(tab: CheckoutTab): Promise<void> {
  const others = await tab.leave();
  const path = others === null ? `${leavePath}?closed` : leavePath;
  // A page that is gone for good has no tab to answer from: what it says last must outlive it.
  if (!others) await fetch(path, { method: "POST", keepalive: true }).catch(() => undefined);
  tab.sayLeft();
  tab.close();
}
