import type { ReactNode } from "react";
import { AdminPage } from "@/components/layout/admin-page";
import s from "@/components/settings/settings.module.css";
import { Tabs } from "@/components/ui/tabs";

const sections = [
  { href: "/admin/settings", words: "Shop" },
  { href: "/admin/settings/hours", words: "Opening hours" },
  { href: "/admin/settings/times", words: "Pickup times" },
  { href: "/admin/settings/orders", words: "Orders" },
  { href: "/admin/settings/guard", words: "Against misuse" },
  { href: "/admin/settings/messages", words: "Messages" },
  { href: "/admin/settings/money", words: "Money and place" },
  { href: "/admin/settings/backup", words: "Backup" },
] as const;

/** The settings' pages by their address. */
export type SettingsHref = (typeof sections)[number]["href"] | "/admin/settings/fresh";

/** A page of the settings, below the way to the others. */
export function SettingsPage({ at, mayEmpty, children }: { at: SettingsHref; mayEmpty: boolean; children: ReactNode }) {
  const shown = [...sections, ...(mayEmpty ? [{ href: "/admin/settings/fresh" as const, words: "Start fresh" }] : [])];
  return (
    <AdminPage title={<h1>Settings</h1>}>
      <Tabs label="Settings" of={shown.map((section) => ({ ...section, current: section.href === at }))} />
      <div className={s.page}>{children}</div>
    </AdminPage>
  );
}

/** Some settings that belong together, under a heading that says what they are for. */
export function Section({ title, words, children }: { title: string; words?: ReactNode; children: ReactNode }) {
  return (
    <section className={s.section} aria-label={title}>
      <div className={s.about}>
        <h2>{title}</h2>
        {words && <p>{words}</p>}
      </div>
      <div className={`panel ${s.fields}`}>{children}</div>
    </section>
  );
}
