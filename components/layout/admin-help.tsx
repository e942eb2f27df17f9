"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import {
  helpEvent,
  type KeyRow,
  KeyWords,
  switchKeys,
  useKeys,
  useKeysOn,
  usePageKeyRows,
} from "@/components/layout/admin-keys";
import { placesOf } from "@/components/layout/admin-places";
import { DialogFrame } from "@/components/ui/dialog";
import type { Role } from "@/lib/permission";

const everywhere: readonly KeyRow[] = [
  { keys: ["/"], does: "find" },
  { keys: ["N"], does: "show the order that just came in" },
  { keys: ["Z"], does: "undo the last move" },
  { keys: ["?"], does: "these keys" },
];

/** The keys that act on every staff page, and the dialog that lists all of them. */
export function AdminHelp({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const on = useKeysOn();
  const rows = usePageKeyRows();
  const places = placesOf(role).flat();
  const goTo = useGoTo();
  useKeys({
    "?": () => setOpen(true),
    "/": goTo.search,
    ...Object.fromEntries(places.map(({ key, href }) => [`g ${key}`, () => goTo.page(href)])),
  });
  useEffect(() => {
    const show = () => setOpen(true);
    document.addEventListener(helpEvent, show);
    return () => document.removeEventListener(helpEvent, show);
  }, []);
  return (
    <DialogFrame title="Keys" open={open} onClose={() => setOpen(false)} wide>
      <div className="keys-all">
        {rows.length > 0 && <KeyList title="On this page" rows={rows} />}
        <KeyList title="On every page" rows={everywhere} />
        <KeyList
          title="Go to"
          rows={places.map(({ key, words }) => ({ keys: ["G", key.toUpperCase()], does: words }))}
        />
      </div>
      <label className="keys-switch">
        <input type="checkbox" checked={on} onChange={(event) => switchKeys(event.target.checked)} /> Single keys act on
        this browser
      </label>
    </DialogFrame>
  );
}

function KeyList({ title, rows }: { title: string; rows: readonly KeyRow[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.does}>
            <KeyWords row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Goes to a page by its link, so that a page with unsaved changes can ask; and to the search of this page, or else of the orders. */
function useGoTo() {
  const router = useRouter();
  const path = usePathname();
  const toSearch = useRef(false);
  useEffect(() => {
    if (toSearch.current && path === "/admin/orders") focusSearch();
    toSearch.current = false;
  }, [path]);
  const page = (href: string) => {
    const link = document.querySelector<HTMLAnchorElement>(`header nav a[href="${href}"]`);
    if (link) link.click();
    else router.push(href);
  };
  const search = () => {
    if (focusSearch()) return;
    toSearch.current = true;
    page("/admin/orders");
  };
  return { page, search };
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  field?.focus();
  field?.select();
  return field !== null;
}
