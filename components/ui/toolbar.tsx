/*
 * What stands above a list: `<Toolbar label="Filter items"><FindBox …/><Segments …/><span className="push" /><Link className="btn go">Add</Link></Toolbar>`.
 * A filter is a form that asks by address, so that a choice can be linked to and gone back from:
 *   <FilterBar action="/admin/audit" label="Filter the log"><SelectField …/><TextField …/></FilterBar>      selects and days ask at once
 *   <FindBox action="/admin/items" label="Find an item" typed={typed} keep={{ state }} />                    "/" puts the cursor into it
 */

import Form from "next/form";
import type { ReactNode } from "react";
import { Icon } from "@/components/layout/admin-icons";
import { AskAtOnce, SlashFocus } from "@/components/ui/ask-at-once";
import s from "@/components/ui/toolbar.module.css";

export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={s.toolbar} aria-label={label}>
      {children}
    </section>
  );
}

type FilterProps = { action: string; label: string; keep?: Kept; children: ReactNode };
/** What the address keeps beside what the form asks. */
type Kept = Readonly<Record<string, string | null | undefined>>;

export function FilterBar({ action, label, keep = {}, children }: FilterProps) {
  return (
    <Form action={action} className={s.filter} aria-label={label} role="search">
      <AskAtOnce />
      <KeptFields keep={keep} />
      {children}
      <button type="submit" className="btn">
        Show
      </button>
    </Form>
  );
}

type FindProps = { action: string; label: string; typed: string; name?: string; placeholder?: string; keep?: Kept };

export function FindBox({ action, label, typed, name = "find", placeholder = label, keep = {} }: FindProps) {
  return (
    <search>
      <Form action={action} className="find" data-typed={typed ? true : undefined}>
        <KeptFields keep={keep} />
        <label htmlFor={name} className="sr">
          {label}
        </label>
        <Icon name="find" />
        <SlashFocus>
          <input
            key={typed}
            id={name}
            type="search"
            name={name}
            defaultValue={typed}
            placeholder={placeholder}
            maxLength={200}
            autoComplete="off"
            enterKeyHint="search"
          />
        </SlashFocus>
        <kbd>/</kbd>
      </Form>
    </search>
  );
}

function KeptFields({ keep }: { keep: Kept }) {
  return Object.entries(keep).map(([name, value]) =>
    value ? <input key={name} type="hidden" name={name} value={value} /> : null,
  );
}
