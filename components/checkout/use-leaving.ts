import { useEffect, useRef } from "react";

const leavePath = "/api/checkout/leave";

/** The code is entered at checkout too: from one of these pages to the other nobody leaves. */
const checkoutPaths = ["/checkout", "/checkout/code"];

/**
 * Tells the shop when somebody leaves checkout, so that what was kept for them goes back at once: on going to another page of the shop, and, with
 * seconds of grace since a reload looks the same, when the tab is closed. Where another tab of this browser still checks out, it asks again.
 */
export function useLeaving(keep: () => void): void {
  const stay = useRef(keep);
  stay.current = keep;
  useEffect(() => {
    const others = new BroadcastChannel("holdfast checkout");
    others.onmessage = () => stay.current();
    const close = () => {
      others.postMessage("left");
      navigator.sendBeacon(`${leavePath}?closed`);
    };
    const open = ({ persisted }: PageTransitionEvent) => persisted && stay.current();
    globalThis.addEventListener("pagehide", close);
    globalThis.addEventListener("pageshow", open);
    return () => {
      globalThis.removeEventListener("pagehide", close);
      globalThis.removeEventListener("pageshow", open);
      // The address is that of the next page by now.
      if (checkoutPaths.includes(globalThis.location.pathname)) return others.close();
      // A page that is gone for good has no tab to answer from: what it says last must outlive it.
      void fetch(leavePath, { method: "POST", keepalive: true }).then(
        () => others.postMessage("left"),
        () => undefined,
      );
      setTimeout(() => others.close(), 5_000);
    };
  }, []);
}
