"use client";

/*
 * Asks before unsaved changes are left: `const ask = useUnsaved(dirty)`, and `{ask}` anywhere in what is drawn. The browser asks on closing and
 * reloading; a link within the shop opens our own dialog. ActionForm with `guard` does it by itself.
 */

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { DialogFrame } from "@/components/ui/dialog";

export function useUnsaved(dirty: boolean): ReactNode {
  const router = useRouter();
  const [to, setTo] = useState<string | null>(null);
  const leaving = useRef(false);
  useEffect(() => {
    if (!dirty) return;
    leaving.current = false;
    const unload = (event: BeforeUnloadEvent) => !leaving.current && event.preventDefault();
    const click = (event: MouseEvent) => {
      const href = leaving.current ? null : linkOf(event);
      if (!href) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(href);
    };
    window.addEventListener("beforeunload", unload);
    document.addEventListener("click", click, true);
    return () => {
      window.removeEventListener("beforeunload", unload);
      document.removeEventListener("click", click, true);
    };
  }, [dirty]);
  if (to === null) return null;
  return (
    <DialogFrame title="Leave without saving?" open onClose={() => setTo(null)}>
      <p>What you changed on this page is not saved yet.</p>
      <p className="row">
        <button type="button" className="btn go" onClick={() => setTo(null)}>
          Stay here
        </button>
        <button
          type="button"
          className="btn"
          onClick={() => {
            leaving.current = true;
            setTo(null);
            router.push(to);
          }}
        >
          Leave
        </button>
      </p>
    </DialogFrame>
  );
}

/** Where a click would lead within this shop; null if it stays on the page, opens another tab, or goes elsewhere. */
export function linkOf(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin) return null;
  const samePage = url.pathname === location.pathname && url.search === location.search;
  return samePage ? null : `${url.pathname}${url.search}${url.hash}`;
}
